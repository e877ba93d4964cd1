package org.rootbuild.raid;

import org.rootbuild.problem.Failure;

/**
 * Where superblock and data of a member go, in bytes: as the kernel looks for them ({@code drivers/md/md.c}) and with
 * the room that mdadm leaves for bitmaps and for reshaping.
 */
record MdPlaces(long superblock, long data, long dataBytes, long bitmapBytes) {
    static final int SECTOR = 512;
    private static final int OLD_RESERVED = 64 << 10;
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private static final long MOST_HEADROOM = 128 * MIB;
    /** Superblock and log of bad blocks. */
    private static final int TAIL = 12 << 10;

    static long superblock(MdVersion version, long memberBytes) {
        return switch (version) {
            case V0_90 -> memberBytes / OLD_RESERVED * OLD_RESERVED - OLD_RESERVED;
            case V1_0 -> (memberBytes / SECTOR * SECTOR - 8192) / 4096 * 4096;
            case V1_1 -> 0;
            case V1_2 -> 4096;
        };
    }

    /** What the size of a member's data is a multiple of: as mdadm does it, 64 KiB for a mirror, else a chunk. */
    static long unit(MdArray array) {
        return array.level() == 1 ? OLD_RESERVED : Math.max(1024, array.chunkBytes());
    }

    static MdPlaces usual(MdArray array, long memberBytes) throws Failure {
        MdVersion version = array.version();
        long superblock = superblock(version, memberBytes);
        long bitmap = version == MdVersion.V0_90 ? 0 : bitmapBytes(memberBytes);
        long data = version == MdVersion.V1_1 || version == MdVersion.V1_2 ? dataOffset(memberBytes, bitmap, array.chunkBytes())
            : 0;
        long end = switch (version) {
            case V0_90 -> superblock;
            case V1_0 -> memberBytes / 4096 * 4096 - TAIL - bitmap;
            default -> memberBytes;
        };
        long room = (end - data) / unit(array) * unit(array);
        if (superblock < 0 || room <= 0) {
            throw new Failure("a RAID member of " + memberBytes + " bytes has no room for data beside its superblock",
                "Give it at least " + (version == MdVersion.V0_90 ? "192 KiB" : "2 MiB") + ".");
        }
        return new MdPlaces(superblock, data, room, bitmap);
    }

    private static long bitmapBytes(long memberBytes) {
        if (memberBytes < 64 << 10) {
            return 0;
        } else if (memberBytes - (64 << 10) >= 200 * GIB) {
            return 128 << 10;
        }
        return memberBytes - 4096 > 8 * GIB ? 64 << 10 : 4096;
    }

    /** About a thousandth of the member, at most 128 MiB, is left for reshaping. */
    private static long dataOffset(long memberBytes, long bitmapBytes, int chunkBytes) {
        long headroom = MOST_HEADROOM;
        while (headroom << 10 > memberBytes && headroom > 2L * chunkBytes) {
            headroom >>= 1;
        }
        return (TAIL + bitmapBytes + headroom / SECTOR * SECTOR + MIB - 1) / MIB * MIB;
    }
}
