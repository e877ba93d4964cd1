package org.rootbuild.raid;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;

/** Versions 1.x: {@code struct mdp_superblock_1} of Linux' {@code include/uapi/linux/raid/md_p.h}, little-endian. */
final class NewSuperblock {
    private static final int BYTES = 4096;
    private static final int HEAD = 256;
    private static final int MOST_ROLES = (BYTES - HEAD) / 2;
    private static final int USUAL_ROLES = (1024 - HEAD) / 2;
    private static final int CHECKSUM = 216;
    private static final long TIME_MASK = (1L << 40) - 1;
    private static final int LAST_ROLE = 0xFFFC;
    /** The feature that says that {@code layout} counts for RAID 0 too. */
    private static final int RAID0_LAYOUT = 0x1000;

    private NewSuperblock() {
    }

    static boolean isThere(ByteBuffer bytes, long at) {
        return bytes.getInt(0) == MdSuperblock.MAGIC && bytes.getInt(4) == 1
            && bytes.getLong(144) == at / MdPlaces.SECTOR;
    }

    static ByteBuffer encode(MdSuperblock member, long memberBytes) {
        MdArray array = member.array();
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, MdSuperblock.MAGIC).putInt(4, 1);
        for (int group = 0; group < 4; group++) {
            bytes.putInt(16 + group * 4, Integer.reverseBytes(array.uuid().word(group)));
        }
        byte[] name = array.name().getBytes(StandardCharsets.UTF_8);
        bytes.put(32, name);
        bytes.putLong(64, array.createdSeconds() & TIME_MASK).putInt(72, array.level()).putInt(76, array.layout());
        if (array.level() == 0 && array.layout() != 0) {
            bytes.putInt(8, RAID0_LAYOUT);
        }
        // Without redundancy each member is as large as it is, and the array has no size for all of them.
        bytes.putLong(80, array.level() > 0 ? member.data().lengthBytes() / MdPlaces.SECTOR : 0);
        bytes.putInt(88, array.chunkBytes() / MdPlaces.SECTOR).putInt(92, array.raidDisks());
        bytes.putLong(128, member.data().at() / MdPlaces.SECTOR);
        bytes.putLong(136, available(member, memberBytes) / MdPlaces.SECTOR);
        bytes.putLong(144, member.superblock() / MdPlaces.SECTOR);
        bytes.putInt(160, member.slot());
        bytes.put(168, deviceId(member));
        bytes.putLong(192, array.createdSeconds() & TIME_MASK).putLong(200, array.events());
        // Nothing is to be resynchronised: -1 is behind the end.
        bytes.putLong(208, -1).putInt(220, USUAL_ROLES);
        Arrays.fill(bytes.array(), HEAD, HEAD + USUAL_ROLES * 2, (byte) 0xFF);
        for (int slot = 0; slot < array.raidDisks(); slot++) {
            if (!array.missing().contains(slot)) {
                bytes.putShort(HEAD + slot * 2, (short) slot);
            }
        }
        bytes.putInt(CHECKSUM, MdChecksum.of(bytes, HEAD + USUAL_ROLES * 2, CHECKSUM));
        return bytes;
    }

    /** Up to where data could reach, of which an array may use less. */
    private static long available(MdSuperblock member, long memberBytes) {
        boolean usesAll = member.array().version() == MdVersion.V1_0 || member.array().level() <= 0;
        return usesAll ? member.data().lengthBytes()
            : memberBytes / MdPlaces.SECTOR * MdPlaces.SECTOR - member.data().at();
    }

    /** Each member has a UUID of its own; here it follows from the array's, so that two runs give the same bytes. */
    private static byte[] deviceId(MdSuperblock member) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(
                ("member " + member.slot() + " of " + member.array().uuid()).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, 16);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static MdSuperblock decode(ByteBuffer bytes, MdVersion version, long at, long memberBytes) throws Failure {
        int roles = bytes.getInt(220);
        if (roles < 1 || roles > MOST_ROLES
            || bytes.getInt(CHECKSUM) != MdChecksum.of(bytes, HEAD + roles * 2, CHECKSUM)) {
            throw MdSuperblock.damaged("has a wrong checksum");
        }
        int disks = bytes.getInt(92);
        int number = bytes.getInt(160);
        int slot = number >= 0 && number < roles ? bytes.getShort(HEAD + number * 2) & 0xFFFF : -1;
        long chunk = (bytes.getInt(88) & 0xFFFFFFFFL) * MdPlaces.SECTOR;
        if (disks < 1 || disks > MdArray.mostDisks(version) || chunk > 1 << 30) {
            throw MdSuperblock.damaged("says that the array has " + disks + " members and chunks of " + chunk
                + " bytes");
        } else if (slot > LAST_ROLE || slot < 0 || slot >= disks) {
            throw new Failure("the RAID superblock is that of a spare or a faulty member, which has no data",
                "Take a member that is in use.");
        }
        MdArray array = new MdArray(version, uuid(bytes), name(bytes), bytes.getInt(72), disks,
            missing(bytes, roles, disks), bytes.getInt(76), (int) chunk, bytes.getLong(64) & TIME_MASK,
            bytes.getLong(200), 0);
        return new MdSuperblock(array, slot, at, data(bytes, memberBytes), 0);
    }

    private static Range data(ByteBuffer bytes, long memberBytes) throws Failure {
        long sectors = memberBytes / MdPlaces.SECTOR;
        long first = bytes.getLong(128);
        // What is striped without a mirror says 0: a member is as large as it is.
        long count = bytes.getLong(80) == 0 ? bytes.getLong(136) : bytes.getLong(80);
        if (first < 0 || count < 0 || first > sectors || count > sectors - first) {
            throw MdSuperblock.damaged("says that " + count + " sectors from " + first
                + " on are data, but the member has " + sectors);
        }
        return new Range(first * MdPlaces.SECTOR, count * MdPlaces.SECTOR);
    }

    private static MdUuid uuid(ByteBuffer bytes) {
        ByteBuffer big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        return MdUuid.of(big.getInt(16), big.getInt(20), big.getInt(24), big.getInt(28));
    }

    private static String name(ByteBuffer bytes) {
        int end = 32;
        while (end < 32 + MdArray.NAME_BYTES && bytes.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - 32];
        bytes.get(32, name);
        String text = new String(name, StandardCharsets.UTF_8);
        // A name that is no UTF-8 would become longer than it was.
        return text.getBytes(StandardCharsets.UTF_8).length > MdArray.NAME_BYTES
            ? new String(name, StandardCharsets.US_ASCII).replace('\uFFFD', '?') : text;
    }

    private static Set<Integer> missing(ByteBuffer bytes, int roles, int disks) {
        Set<Integer> missing = new HashSet<>();
        for (int slot = 0; slot < disks; slot++) {
            missing.add(slot);
        }
        for (int i = 0; i < roles; i++) {
            missing.remove(bytes.getShort(HEAD + i * 2) & 0xFFFF);
        }
        return missing;
    }
}
