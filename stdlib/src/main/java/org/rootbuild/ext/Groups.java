package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rootbuild.volume.Volume;

/** Writes what closes a filesystem: bitmaps, group descriptors and superblocks with their backups. */
final class Groups {
    private static final int BUFFER = 1 << 18;

    private final Geometry geometry;
    private final Checksums sums;
    private final long usedUpTo;
    private final long inodesUsed;
    private final int[] folders;
    private final Outlet outlet;
    private final ByteBuffer bitmap;
    private long freeBlocks;

    /** @param usedUpTo where only the frame is used from there on */
    Groups(Geometry geometry, Checksums sums, Volume volume, long usedUpTo, Inventory inventory, int[] folders) {
        this.geometry = geometry;
        this.sums = sums;
        this.usedUpTo = usedUpTo;
        this.inodesUsed = inventory.inodes();
        this.folders = folders;
        this.outlet = new Outlet(volume, BUFFER);
        this.bitmap = ByteBuffer.allocate(geometry.blockSize).order(ByteOrder.LITTLE_ENDIAN);
    }

    void write(Superblock superblock) throws IOException {
        int blockSize = geometry.blockSize;
        ByteBuffer table = ByteBuffer.allocate(geometry.descriptorBlocks * blockSize).order(ByteOrder.LITTLE_ENDIAN);
        for (int group = 0; group < geometry.groups; group++) {
            describe(group, new GroupDescriptor(table, group * geometry.descriptorSize, geometry.descriptorSize),
                superblock);
        }
        superblock.set(Superblock.FREE_BLOCKS, freeBlocks);
        superblock.set(Superblock.FREE_INODES, geometry.inodes() - inodesUsed);
        for (int group = geometry.groups - 1; group >= 0; group--) {
            if (geometry.hasSuperblock(group)) {
                superblock.set(Superblock.GROUP_OF_THIS, group);
                long at = group == 0 ? Superblock.PLACE : geometry.start(group) * blockSize;
                writeTable(table, (geometry.start(group) + 1) * blockSize);
                outlet.write(at, superblock.encode());
            }
        }
        outlet.flush();
    }

    private void writeTable(ByteBuffer table, long at) throws IOException {
        for (int done = 0; done < table.capacity(); done += geometry.blockSize) {
            outlet.write(at + done, table.slice(done, geometry.blockSize));
        }
    }

    private void describe(int group, GroupDescriptor one, Superblock superblock) throws IOException {
        one.set(GroupDescriptor.BLOCK_BITMAP, geometry.blockBitmaps[group]);
        one.set(GroupDescriptor.INODE_BITMAP, geometry.inodeBitmaps[group]);
        one.set(GroupDescriptor.INODE_TABLE, geometry.inodeTables[group]);
        boolean lazy = sums.on() || geometry.has(ExtFeature.UNINIT_BG);
        int flags = lazy ? GroupDescriptor.INODES_ZEROED : 0;
        int inodes = (int) Math.max(0, Math.min(geometry.inodesPerGroup,
            inodesUsed - (long) group * geometry.inodesPerGroup));
        one.set(GroupDescriptor.FREE_INODES, geometry.inodesPerGroup - inodes);
        one.set(GroupDescriptor.FOLDERS, folders[group]);
        one.set(GroupDescriptor.UNUSED_INODES, lazy ? geometry.inodesPerGroup - inodes : 0);
        if (lazy && inodes == 0) {
            flags |= GroupDescriptor.INODES_UNUSED;
        } else {
            writeInodeBitmap(group, inodes, one);
        }
        long free = freeBlocks(group);
        freeBlocks += free;
        one.set(GroupDescriptor.FREE_BLOCKS, free);
        if (lazy && holdsOnlyItsOwn(group)) {
            flags |= GroupDescriptor.BLOCKS_UNUSED;
        } else {
            writeBlockBitmap(group, one);
        }
        one.set(GroupDescriptor.FLAGS, flags);
        one.set(GroupDescriptor.CHECKSUM, one.checksum(superblock, sums, group));
    }

    private long freeBlocks(int group) {
        long from = Math.max(geometry.start(group), Math.min(usedUpTo, geometry.end(group)));
        return geometry.end(group) - from - geometry.used.within(from, geometry.end(group));
    }

    /** Whether a reader that knows the frame can tell which blocks of a group are in use. */
    private boolean holdsOnlyItsOwn(int group) {
        long start = geometry.start(group);
        long end = geometry.end(group);
        if (group == 0 || group == geometry.groups - 1 || usedUpTo > start) {
            return false;
        }
        long own = geometry.superblockLength(group) + inside(geometry.blockBitmaps[group], 1, start, end)
            + inside(geometry.inodeBitmaps[group], 1, start, end)
            + inside(geometry.inodeTables[group], geometry.tableBlocks, start, end);
        return geometry.used.within(start, end) == own;
    }

    private static long inside(long at, int length, long start, long end) {
        return Math.max(0, Math.min(at + length, end) - Math.max(at, start));
    }

    private void writeInodeBitmap(int group, int inodes, GroupDescriptor one) throws IOException {
        clear();
        set(0, inodes);
        set(geometry.inodesPerGroup, 8 * geometry.blockSize);
        if (sums.on()) {
            one.set(GroupDescriptor.INODE_BITMAP_CHECKSUM, sums.ofBitmap(bitmap, geometry.inodesPerGroup));
        }
        writeBitmap(geometry.inodeBitmaps[group]);
    }

    private void writeBlockBitmap(int group, GroupDescriptor one) throws IOException {
        long start = geometry.start(group);
        long end = geometry.end(group);
        clear();
        set(0, (int) (Math.max(start, Math.min(usedUpTo, end)) - start));
        for (int i = geometry.used.firstEndingBehind(start); i < geometry.used.count()
            && geometry.used.start(i) < end; i++) {
            set((int) (Math.max(geometry.used.start(i), start) - start),
                (int) (Math.min(geometry.used.end(i), end) - start));
        }
        set((int) (end - start), 8 * geometry.blockSize);
        if (sums.on()) {
            one.set(GroupDescriptor.BLOCK_BITMAP_CHECKSUM, sums.ofBitmap(bitmap, geometry.blocksPerGroup));
        }
        writeBitmap(geometry.blockBitmaps[group]);
    }

    private void clear() {
        java.util.Arrays.fill(bitmap.array(), (byte) 0);
    }

    private void set(int from, int to) {
        byte[] bits = bitmap.array();
        int at = from;
        while (at < to) {
            if (at % 8 == 0 && to - at >= 8) {
                java.util.Arrays.fill(bits, at / 8, to / 8, (byte) 0xff);
                at = to / 8 * 8;
            } else {
                bits[at / 8] |= 1 << at % 8;
                at++;
            }
        }
    }

    /** A bitmap of nothing stays the hole that it is. */
    private void writeBitmap(long block) throws IOException {
        for (byte one : bitmap.array()) {
            if (one != 0) {
                outlet.write(block * geometry.blockSize, bitmap.duplicate());
                return;
            }
        }
    }
}
