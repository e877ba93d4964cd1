package org.rootbuild.ext;

/** What a filesystem is for, as {@code mke2fs.conf} names it: how big its blocks are and how many inodes it gets. */
public enum ExtUsage {
    FLOPPY(1024, 8192), SMALL(1024, 4096), DEFAULT(4096, 16384), BIG(4096, 32768), HUGE(4096, 65536), NEWS(4096, 4096),
    LARGEFILE(4096, 1 << 20), LARGEFILE4(4096, 1 << 22);

    private static final long MEBIBYTE = 1 << 20;

    private final int blockSize;
    private final int bytesPerInode;

    ExtUsage(int blockSize, int bytesPerInode) {
        this.blockSize = blockSize;
        this.bytesPerInode = bytesPerInode;
    }

    int blockSize() {
        return blockSize;
    }

    int bytesPerInode() {
        return bytesPerInode;
    }

    /** What {@code mke2fs} takes for a size when nothing is said. */
    static ExtUsage of(long sizeBytes) {
        if (sizeBytes < 3 * MEBIBYTE) {
            return FLOPPY;
        }
        if (sizeBytes < 512 * MEBIBYTE) {
            return SMALL;
        }
        if (sizeBytes < 4 * MEBIBYTE * MEBIBYTE) {
            return DEFAULT;
        }
        return sizeBytes < 16 * MEBIBYTE * MEBIBYTE ? BIG : HUGE;
    }
}
