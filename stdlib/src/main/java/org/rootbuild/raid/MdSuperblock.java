package org.rootbuild.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * The superblock of one member of an array. Version 0.90 is the one of little-endian machines.
 *
 * @param array       what all members say alike
 * @param slot        which of the members this is, from 0
 * @param superblock  where it stands on the member
 * @param data        the part of the member that belongs to the array's contents
 * @param bitmapBytes kept free behind the superblock
 */
public record MdSuperblock(MdArray array, int slot, long superblock, Range data, long bitmapBytes) {
    static final int MAGIC = 0xA92B4EFC;

    public MdSuperblock {
        if (slot < 0 || slot >= array.raidDisks() || array.missing().contains(slot)) {
            throw new IllegalArgumentException("an array of " + array.raidDisks() + " members without "
                + array.missing() + " has no member " + slot);
        }
    }

    /**
     * With the places that {@code mdadm --create} would choose.
     *
     * @throws Failure when the member is too small, or too large for version 0.90
     */
    public static MdSuperblock of(MdArray array, int slot, long memberBytes) throws Failure {
        MdPlaces places = MdPlaces.usual(array, memberBytes);
        if (array.version() == MdVersion.V0_90 && places.dataBytes() >> 10 > 0xFFFFFFFFL) {
            throw new Failure("a RAID member of " + memberBytes + " bytes is too large for superblocks of version 0.90",
                "Take version 1.2.");
        }
        return new MdSuperblock(array, slot, places.superblock(), new Range(places.data(), places.dataBytes()),
            places.bitmapBytes());
    }

    /** With the data at a certain place, as {@code mdadm --data-offset} does it; versions 1.1 and 1.2 only. */
    public MdSuperblock withDataAt(long at, long memberBytes) throws Failure {
        boolean canMove = array.version() == MdVersion.V1_1 || array.version() == MdVersion.V1_2;
        if (!canMove || at % MdPlaces.SECTOR != 0 || at < superblock + 4096 || at + 1024 > memberBytes) {
            throw new Failure("the data of a RAID member of version " + array.version().word()
                + " cannot begin at byte " + at, "Take a multiple of 512 behind the superblock, or say nothing.");
        }
        long unit = MdPlaces.unit(array);
        long bitmap = at >= superblock + 4096 + bitmapBytes + 4096 ? bitmapBytes : 0;
        return new MdSuperblock(array, slot, superblock, new Range(at, (memberBytes - at) / unit * unit), bitmap);
    }

    /**
     * The same for a member of another size: its data begins where it began, and takes all the room that there is.
     *
     * @throws Failure when there is none
     */
    public MdSuperblock onMemberOf(long memberBytes) throws Failure {
        boolean beginsBehind = array.version() == MdVersion.V1_1 || array.version() == MdVersion.V1_2;
        if (!beginsBehind) {
            return of(array, slot, memberBytes);
        }
        MdSuperblock moved = withDataAt(data.at(), memberBytes);
        if (moved.data().lengthBytes() <= 0) {
            throw new Failure("a RAID member of " + memberBytes + " bytes has no room for data, which begins at byte "
                + data.at(), "Make it larger.");
        }
        return moved;
    }

    /** With so much of the data in use, as members of an array need it whose partners are smaller. */
    public MdSuperblock withDataBytes(long bytes) {
        return new MdSuperblock(array, slot, superblock, new Range(data.at(), bytes), bitmapBytes);
    }

    /**
     * Looks at all places where a superblock can be.
     *
     * @return empty when the volume is no member
     * @throws Failure when it is one whose superblock is damaged
     */
    public static Optional<MdSuperblock> read(Volume member) throws IOException {
        for (MdVersion version : new MdVersion[] {MdVersion.V1_2, MdVersion.V1_1, MdVersion.V1_0, MdVersion.V0_90}) {
            long at = MdPlaces.superblock(version, member.sizeBytes());
            if (at < 0 || at + 4096 > member.sizeBytes()) {
                continue;
            }
            ByteBuffer bytes = member.read(at, 4096).order(ByteOrder.LITTLE_ENDIAN);
            boolean own = version == MdVersion.V0_90 ? OldSuperblock.isThere(bytes) : NewSuperblock.isThere(bytes, at);
            if (own) {
                return Optional.of(version == MdVersion.V0_90 ? OldSuperblock.decode(bytes, at, member.sizeBytes())
                    : NewSuperblock.decode(bytes, version, at, member.sizeBytes()));
            }
        }
        return Optional.empty();
    }

    /** Writes the superblock and nothing else. */
    public void write(Volume member) throws IOException {
        if (superblock != MdPlaces.superblock(array.version(), member.sizeBytes())) {
            throw new Failure("a RAID superblock for a member of another size does not belong on one of "
                + member.sizeBytes() + " bytes", "Make the superblock for this size.");
        }
        member.write(superblock, array.version() == MdVersion.V0_90 ? OldSuperblock.encode(this)
            : NewSuperblock.encode(this, member.sizeBytes()));
    }

    /** The data as a volume: what a filesystem is made on. */
    public Volume data(Volume member) throws Failure {
        return member.window(data);
    }

    static Failure damaged(String found) {
        return new Failure("the RAID superblock " + found,
            "Get the image again, or look at it with 'mdadm --examine'.");
    }
}
