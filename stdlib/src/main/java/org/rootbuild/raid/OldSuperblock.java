package org.rootbuild.raid;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;

/**
 * Version 0.90: 1024 words, {@code struct mdp_superblock_s} of Linux' {@code include/uapi/linux/raid/md_p.h}. Words 0
 * to 31 never change, 32 to 63 are the state, 64 to 127 belong to the level, then follow 27 disks of 32 words, and
 * the one that this is.
 */
final class OldSuperblock {
    private static final int BYTES = 4096;
    private static final int DISKS = 128;
    private static final int DISK_WORDS = 32;
    private static final int THIS_DISK = 992;
    private static final int CHECKSUM = 38;
    private static final int CLEAN = 1;
    private static final int ACTIVE_IN_SYNC = 6;
    private static final int FAULTY_REMOVED = 9;

    private OldSuperblock() {
    }

    static boolean isThere(ByteBuffer bytes) {
        return bytes.getInt(0) == MdSuperblock.MAGIC && bytes.getInt(4) == 0;
    }

    static ByteBuffer encode(MdSuperblock member) {
        MdArray array = member.array();
        int active = array.raidDisks() - array.missing().size();
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        words(bytes, 0, MdSuperblock.MAGIC, 0, 90, 0, 0, array.uuid().word(0), (int) array.createdSeconds(),
            array.level(), (int) (member.data().lengthBytes() >> 10), active, array.raidDisks(),
            array.preferredMinor(), 0, array.uuid().word(1), array.uuid().word(2), array.uuid().word(3));
        words(bytes, 32, (int) array.createdSeconds(), CLEAN, active, active, array.missing().size(), 0, 0,
            (int) array.events(), (int) (array.events() >>> 32), (int) array.events(), (int) (array.events() >>> 32));
        // Nothing is to be resynchronised: -1 is behind the end.
        words(bytes, 43, -1);
        words(bytes, 64, array.layout(), array.chunkBytes());
        for (int slot = 0; slot < array.raidDisks(); slot++) {
            int state = array.missing().contains(slot) ? FAULTY_REMOVED : ACTIVE_IN_SYNC;
            words(bytes, DISKS + slot * DISK_WORDS, slot, 0, 0, slot, state);
        }
        words(bytes, THIS_DISK, member.slot(), 0, 0, member.slot(), ACTIVE_IN_SYNC);
        words(bytes, CHECKSUM, MdChecksum.of(bytes, BYTES, CHECKSUM * 4));
        return bytes;
    }

    private static void words(ByteBuffer bytes, int from, int... values) {
        for (int i = 0; i < values.length; i++) {
            bytes.putInt((from + i) * 4, values[i]);
        }
    }

    private static int word(ByteBuffer bytes, int index) {
        return bytes.getInt(index * 4);
    }

    static MdSuperblock decode(ByteBuffer bytes, long at, long memberBytes) throws Failure {
        if (word(bytes, CHECKSUM) != MdChecksum.of(bytes, BYTES, CHECKSUM * 4)) {
            throw MdSuperblock.damaged("has a wrong checksum");
        }
        int disks = word(bytes, 10);
        int slot = word(bytes, THIS_DISK + 3);
        int level = word(bytes, 7);
        int chunk = word(bytes, 65);
        if (disks < 1 || disks > MdArray.mostDisks(MdVersion.V0_90) || slot < 0 || slot >= disks || chunk < 0
            || chunk % MdPlaces.SECTOR != 0) {
            throw MdSuperblock.damaged("says that this is member " + slot + " of " + disks + ", with chunks of " + chunk
                + " bytes");
        }
        // What is striped without a mirror says 0: a member is as large as it is.
        long size = word(bytes, 8) == 0 ? at : (word(bytes, 8) & 0xFFFFFFFFL) << 10;
        if (size > at) {
            throw MdSuperblock.damaged("says that " + size + " bytes are data, but the member has " + memberBytes);
        }
        Set<Integer> missing = new HashSet<>();
        for (int i = 0; i < disks; i++) {
            missing.add(i);
        }
        for (int i = 0; i < MdArray.mostDisks(MdVersion.V0_90); i++) {
            if ((word(bytes, DISKS + i * DISK_WORDS + 4) & ACTIVE_IN_SYNC) == ACTIVE_IN_SYNC) {
                missing.remove(word(bytes, DISKS + i * DISK_WORDS + 3));
            }
        }
        missing.remove(slot);
        MdUuid uuid = MdUuid.of(word(bytes, 5), word(bytes, 13), word(bytes, 14), word(bytes, 15));
        long events = word(bytes, 39) & 0xFFFFFFFFL | (long) word(bytes, 40) << 32;
        MdArray array = new MdArray(MdVersion.V0_90, uuid, "", level, disks, missing, word(bytes, 64), chunk,
            word(bytes, 6) & 0xFFFFFFFFL, events, word(bytes, 11));
        return new MdSuperblock(array, slot, at, new Range(0, size), 0);
    }
}
