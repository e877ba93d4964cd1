package org.rootbuild.squashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/**
 * What the first 96 bytes say ({@code struct squashfs_super_block}). Places are counted from the volume's beginning.
 *
 * @param inodeCount      as it says itself; nothing relies on it
 * @param madeSeconds     the time of its making, in seconds since 1970
 * @param blockBytes      how much of a file is compressed in one piece
 * @param fragmentCount   pieces that hold the ends of files
 * @param idCount         owners and groups
 * @param rootReference   of the root folder's inode
 * @param sizeBytes       of the filesystem, without what fills the last disk block
 * @param xattrTableAt    or -1
 * @param exportTableAt   or -1
 */
record Superblock(long inodeCount, long madeSeconds, int blockBytes, long fragmentCount, SquashfsCompressor compressor,
                  int flags, int idCount, long rootReference, long sizeBytes, long idTableAt, long xattrTableAt,
                  long inodeTableAt, long folderTableAt, long fragmentTableAt, long exportTableAt) {
    static final int BYTES = 96;
    private static final int MAGIC = 0x73717368;
    private static final int SWAPPED_MAGIC = 0x68737173;
    private static final int SMALLEST_BLOCK = 1 << 12;
    private static final int LARGEST_BLOCK = 1 << 20;
    private static final long NONE = -1;

    /**
     * Of the volume; empty where it begins with something else.
     *
     * @throws Failure when it is of another version, cut off, or makes no sense
     */
    static Optional<Superblock> read(Volume volume) throws IOException {
        if (volume.sizeBytes() < BYTES) {
            return Optional.empty();
        }
        ByteBuffer head = volume.read(0, BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int magic = head.getInt(0);
        if (magic == SWAPPED_MAGIC) {
            throw SquashfsDamage.unsupported("is one of big-endian numbers, as versions before 4 had them, and only"
                + " version 4.0 is read here", "Unpack it with unsquashfs, and make it again with mksquashfs.");
        }
        return magic == MAGIC ? Optional.of(of(head, volume.sizeBytes())) : Optional.empty();
    }

    private static Superblock of(ByteBuffer head, long volumeBytes) throws Failure {
        int major = Short.toUnsignedInt(head.getShort(28));
        int minor = Short.toUnsignedInt(head.getShort(30));
        if (major != 4 || minor != 0) {
            throw SquashfsDamage.unsupported("is of version " + major + "." + minor + ", and only version 4.0 is read"
                + " here", major < 4 ? "Unpack it with unsquashfs, which reads older ones, and make it again with"
                + " mksquashfs." : "Get it again, or make it again with mksquashfs.");
        }
        Superblock block = new Superblock(Integer.toUnsignedLong(head.getInt(4)),
            Integer.toUnsignedLong(head.getInt(8)), blockBytes(head), Integer.toUnsignedLong(head.getInt(16)),
            SquashfsCompressor.of(Short.toUnsignedInt(head.getShort(20))), Short.toUnsignedInt(head.getShort(24)),
            Short.toUnsignedInt(head.getShort(26)), head.getLong(32), head.getLong(40), head.getLong(48),
            head.getLong(56), head.getLong(64), head.getLong(72), head.getLong(80), head.getLong(88));
        block.check(volumeBytes);
        return block;
    }

    private static int blockBytes(ByteBuffer head) throws Failure {
        int bytes = head.getInt(12);
        int log = Short.toUnsignedInt(head.getShort(22));
        if (bytes < SMALLEST_BLOCK || bytes > LARGEST_BLOCK || log > 20 || bytes != 1 << log) {
            throw SquashfsDamage.found("its superblock tells of blocks of " + Integer.toUnsignedString(bytes)
                + " bytes");
        }
        return bytes;
    }

    private void check(long volumeBytes) throws Failure {
        if (sizeBytes < BYTES) {
            throw SquashfsDamage.found("its superblock tells of a size of " + Long.toUnsignedString(sizeBytes)
                + " bytes");
        }
        if (sizeBytes > volumeBytes) {
            throw new Failure("the squashfs is cut off: it has " + sizeBytes + " bytes, and " + volumeBytes
                + " are there", "Get it again.");
        }
        boolean ordered = inside(inodeTableAt) && inside(folderTableAt) && inodeTableAt < folderTableAt
            && inside(idTableAt);
        boolean optional = insideOrNone(xattrTableAt) && insideOrNone(exportTableAt)
            && (fragmentCount == 0 || inside(fragmentTableAt));
        if (!ordered || !optional) {
            throw SquashfsDamage.found("its superblock names tables that are not inside of it");
        }
    }

    private boolean inside(long at) {
        return at >= BYTES && at < sizeBytes;
    }

    private boolean insideOrNone(long at) {
        return at == NONE || inside(at);
    }

    boolean hasXattrs() {
        return xattrTableAt != NONE;
    }
}
