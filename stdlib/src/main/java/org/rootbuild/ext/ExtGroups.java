package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.rootbuild.volume.Volume;

/** The group descriptors of an existing filesystem, all of them, as their bytes are. */
final class ExtGroups {
    private final ExtHead head;
    private final int size;
    private final ByteBuffer table;
    private final BitSet changed = new BitSet();

    ExtGroups(ExtHead head, ByteBuffer table) {
        this.head = head;
        this.size = head.descriptorSize();
        this.table = table.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads them and checks that what they name lies inside the filesystem. */
    static ExtGroups read(Volume volume, ExtHead head) throws IOException {
        int blocks = head.descriptorBlocks();
        ByteBuffer table = ByteBuffer.allocate(blocks * head.blockSize());
        for (int index = 0; index < blocks; index++) {
            table.limit((index + 1) * head.blockSize());
            long block = head.descriptorBlock(index);
            if (block >= head.blockCount()) {
                throw ExtDamage.found("its group descriptors lie behind its end");
            }
            volume.read(block * head.blockSize(), table);
        }
        ExtGroups groups = new ExtGroups(head, table);
        for (int group = 0; group < head.groupCount(); group++) {
            groups.check(group);
        }
        return groups;
    }

    /** The same ones, and blank ones behind them up to the geometry of a larger filesystem. */
    ExtGroups grown(ExtHead larger) {
        ByteBuffer all = ByteBuffer.allocate(larger.descriptorBlocks() * larger.blockSize());
        all.put(0, table, 0, Math.min(table.capacity(), all.capacity()));
        return new ExtGroups(larger, all);
    }

    private void check(int group) throws IOException {
        if (head.sumsGroups() && at(group).get(GroupDescriptor.CHECKSUM) != sum(group)) {
            throw ExtDamage.found("the descriptor of group " + group + " has a wrong checksum");
        }
        long last = head.blockCount();
        long first = head.firstDataBlock();
        boolean inside = blockBitmap(group) > first && blockBitmap(group) < last && inodeBitmap(group) > first
            && inodeBitmap(group) < last && inodeTable(group) > first
            && inodeTable(group) <= last - head.inodeTableBlocks();
        if (!inside) {
            throw ExtDamage.found("the bitmaps or inodes of group " + group + " do not lie inside it");
        }
    }

    private int sum(int group) {
        return at(group).checksum(head.block(), Checksums.of(head.block()), group);
    }

    private GroupDescriptor at(int group) {
        return new GroupDescriptor(table, group * size, size);
    }

    private void set(int group, Field field, long value) {
        at(group).set(field, value);
        changed.set(group);
    }

    long blockBitmap(int group) {
        return at(group).get(GroupDescriptor.BLOCK_BITMAP);
    }

    long inodeBitmap(int group) {
        return at(group).get(GroupDescriptor.INODE_BITMAP);
    }

    long inodeTable(int group) {
        return at(group).get(GroupDescriptor.INODE_TABLE);
    }

    void place(int group, long blockBitmap, long inodeBitmap, long inodeTable) {
        set(group, GroupDescriptor.BLOCK_BITMAP, blockBitmap);
        set(group, GroupDescriptor.INODE_BITMAP, inodeBitmap);
        set(group, GroupDescriptor.INODE_TABLE, inodeTable);
    }

    /** In clusters where there are some. */
    int freeBlocks(int group) {
        return (int) at(group).get(GroupDescriptor.FREE_BLOCKS);
    }

    void setFreeBlocks(int group, int count) {
        set(group, GroupDescriptor.FREE_BLOCKS, count);
    }

    int freeInodes(int group) {
        return (int) at(group).get(GroupDescriptor.FREE_INODES);
    }

    void setFreeInodes(int group, int count) {
        set(group, GroupDescriptor.FREE_INODES, count);
    }

    int folders(int group) {
        return (int) at(group).get(GroupDescriptor.FOLDERS);
    }

    void setFolders(int group, int count) {
        set(group, GroupDescriptor.FOLDERS, count);
    }

    boolean is(int group, int flag) {
        return head.sumsGroups() && at(group).flag(flag);
    }

    void set(int group, int flag, boolean on) {
        int flags = (int) at(group).get(GroupDescriptor.FLAGS);
        set(group, GroupDescriptor.FLAGS, on ? flags | flag : flags & ~flag);
    }

    /** How many inodes at the end of the group's table were never used. */
    int unusedInodes(int group) {
        return head.sumsGroups() ? (int) at(group).get(GroupDescriptor.UNUSED_INODES) : 0;
    }

    void setUnusedInodes(int group, int count) {
        if (head.sumsGroups()) {
            set(group, GroupDescriptor.UNUSED_INODES, count);
        }
    }

    boolean blockBitmapSumIs(int group, byte[] bitmap) {
        return sumIs((int) at(group).get(GroupDescriptor.BLOCK_BITMAP_CHECKSUM), bitmap,
            (int) head.clustersPerGroup() / 8);
    }

    boolean inodeBitmapSumIs(int group, byte[] bitmap) {
        return sumIs((int) at(group).get(GroupDescriptor.INODE_BITMAP_CHECKSUM), bitmap, head.inodesPerGroup() / 8);
    }

    private boolean sumIs(int stored, byte[] bitmap, int length) {
        int sum = Crc32c.of(head.seed(), bitmap, 0, length);
        return !head.sumsAll() || stored == (size >= 64 ? sum : sum & 0xffff);
    }

    void sumBlockBitmap(int group, byte[] bitmap) {
        if (head.sumsAll()) {
            set(group, GroupDescriptor.BLOCK_BITMAP_CHECKSUM,
                Crc32c.of(head.seed(), bitmap, 0, (int) head.clustersPerGroup() / 8));
        }
    }

    void sumInodeBitmap(int group, byte[] bitmap) {
        if (head.sumsAll()) {
            set(group, GroupDescriptor.INODE_BITMAP_CHECKSUM,
                Crc32c.of(head.seed(), bitmap, 0, head.inodesPerGroup() / 8));
        }
    }

    /** Makes the checksums of the changed ones anew. */
    void seal() {
        for (int group = changed.nextSetBit(0); group >= 0; group = changed.nextSetBit(group + 1)) {
            if (head.sumsGroups()) {
                at(group).set(GroupDescriptor.CHECKSUM, sum(group));
            }
        }
    }

    void sealAll() {
        changed.set(0, head.groupCount());
        seal();
    }

    /** The numbers of the descriptor blocks that hold changed ones; from here on none counts as changed. */
    BitSet takeChanged() {
        BitSet blocks = new BitSet();
        changed.stream().forEach(group -> blocks.set(group / head.descriptorsPerBlock()));
        changed.clear();
        return blocks;
    }

    /** One block of descriptors. */
    byte[] block(int index) {
        byte[] bytes = new byte[head.blockSize()];
        table.get(index * head.blockSize(), bytes);
        return bytes;
    }
}
