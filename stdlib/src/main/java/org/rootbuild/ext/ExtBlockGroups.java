package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.rootbuild.problem.Failure;

/** Takes and gives back blocks of a filesystem that is being changed. */
final class ExtBlockGroups {
    private final ExtAccess access;
    private final ExtHead head;
    private final ExtGroups groups;
    private final BitSet checked = new BitSet();
    private final BitSet changed = new BitSet();
    private final TreeMap<Long, Long> tables = new TreeMap<>();

    ExtBlockGroups(ExtAccess access) {
        this.access = access;
        this.head = access.head();
        this.groups = access.groups();
        for (int group = 0; group < head.groupCount(); group++) {
            tables.put(groups.blockBitmap(group), 1L);
            tables.put(groups.inodeBitmap(group), 1L);
            tables.put(groups.inodeTable(group), (long) head.inodeTableBlocks());
        }
    }

    private int groupOf(long block) {
        return (int) ((block - head.firstDataBlock()) / head.blocksPerGroup());
    }

    /**
     * Takes blocks that follow one another, at {@code goal} if that is free, otherwise as near behind it as there are
     * some, from the beginning again when there are none.
     *
     * @param most at least 1
     * @return as many as were found in one place, at least one, with 0 as logical number
     * @throws Failure when nothing is free
     */
    ExtRun take(long goal, long most) throws IOException {
        boolean inside = goal > head.firstDataBlock() && goal < head.blockCount();
        int first = inside ? groupOf(goal) : 0;
        int offset = inside ? (int) (goal - head.groupStart(first)) : 0;
        for (int i = 0; i <= head.groupCount(); i++) {
            int group = (first + i) % head.groupCount();
            if (groups.freeBlocks(group) > 0) {
                ExtRun found = takeIn(group, i == 0 ? offset : 0, most);
                if (found != null) {
                    return found;
                }
            }
        }
        throw new Failure("the ext filesystem has no free block left",
            "Remove something from it first, or grow it on a bigger partition.");
    }

    private ExtRun takeIn(int group, int from, long most) throws IOException {
        ExtBitmap bitmap = bitmap(group);
        int end = (int) head.groupBlocks(group);
        int at = bitmap.next(from, end, false);
        if (at >= end) {
            if (from == 0) {
                throw ExtDamage.found("group " + group + " counts free blocks and has none");
            }
            return null;
        }
        int limit = (int) Math.min(end, at + Math.min(most, groups.freeBlocks(group)));
        int stop = bitmap.next(at, limit, true);
        access.blocks().change(groups.blockBitmap(group));
        bitmap.set(at, stop, true);
        changed.set(group);
        groups.setFreeBlocks(group, groups.freeBlocks(group) - (stop - at));
        return new ExtRun(0, head.groupStart(group) + at, stop - at, false);
    }

    /** Gives blocks back; @throws Failure when they were not in use, or belong to the filesystem itself */
    void free(long block, long count) throws IOException {
        Map.Entry<Long, Long> near = tables.lowerEntry(block + count);
        if (near != null && near.getKey() + near.getValue() > block) {
            throw ExtDamage.found("a file has block " + block + ", which belongs to the filesystem itself");
        }
        long at = block;
        while (at < block + count) {
            int group = groupOf(at);
            int from = (int) (at - head.groupStart(group));
            int to = (int) Math.min(head.groupBlocks(group), from + (block + count - at));
            freeIn(group, from, to);
            at += to - from;
        }
        access.blocks().forget(block, count);
    }

    private void freeIn(int group, int from, int to) throws IOException {
        ExtBitmap bitmap = bitmap(group);
        if (from < headBlocks(head, group) || bitmap.next(from, to, false) < to) {
            throw ExtDamage.found("a file has blocks of group " + group + " that are not in use as such");
        }
        access.blocks().change(groups.blockBitmap(group));
        bitmap.set(from, to, false);
        changed.set(group);
        groups.setFreeBlocks(group, groups.freeBlocks(group) + to - from);
    }

    private ExtBitmap bitmap(int group) throws IOException {
        long block = groups.blockBitmap(group);
        if (groups.is(group, GroupDescriptor.BLOCKS_UNUSED)) {
            ExtBitmap made = new ExtBitmap(access.blocks().fresh(block));
            begin(made, group);
            if (head.groupBlocks(group) - made.count((int) head.groupBlocks(group)) != groups.freeBlocks(group)) {
                throw ExtDamage.found("group " + group + " was never used, but counts its free blocks wrong");
            }
            groups.set(group, GroupDescriptor.BLOCKS_UNUSED, false);
            changed.set(group);
            checked.set(group);
            return made;
        }
        ExtBitmap bitmap = new ExtBitmap(access.blocks().read(block));
        if (!checked.get(group)) {
            int size = (int) head.groupBlocks(group);
            if (!groups.blockBitmapSumIs(group, bitmap.bytes().array())
                || size - bitmap.count(size) != groups.freeBlocks(group)) {
                throw ExtDamage.found("the block bitmap of group " + group + " is wrong");
            }
            checked.set(group);
        }
        return bitmap;
    }

    /** The bitmap of a group, which is changed by who asks. */
    ByteBuffer changed(int group) throws IOException {
        bitmap(group);
        changed.set(group);
        return access.blocks().change(groups.blockBitmap(group));
    }

    /** A bitmap for a new group, in which only that is in use what belongs to the filesystem itself. */
    ExtBitmap begun(int group) throws IOException {
        ExtBitmap made = new ExtBitmap(access.blocks().fresh(groups.blockBitmap(group)));
        begin(made, group);
        return made;
    }

    /** Marks what a group that was never used has in use: what begins it, and tables that were put into it. */
    private void begin(ExtBitmap bitmap, int group) {
        int size = (int) head.groupBlocks(group);
        bitmap.set(0, headBlocks(head, group), true);
        bitmap.set(size, access.blockSize() * 8, true);
        long start = head.groupStart(group);
        Map.Entry<Long, Long> before = tables.lowerEntry(start);
        long from = before == null ? start : before.getKey();
        for (Map.Entry<Long, Long> one : tables.subMap(from, start + size).entrySet()) {
            long first = Math.max(start, one.getKey());
            long end = Math.min(start + size, one.getKey() + one.getValue());
            if (first < end) {
                bitmap.set((int) (first - start), (int) (end - start), true);
            }
        }
    }

    /** How many blocks at the start of a group hold a superblock and group descriptors, or are kept for these. */
    static int headBlocks(ExtHead head, int group) {
        int has = head.hasSuper(group) ? 1 : 0;
        int perMeta = head.descriptorsPerBlock();
        boolean classic = !head.has(ExtFeature.META_BG)
            || group / perMeta < head.block().get(Superblock.FIRST_META_GROUP);
        if (classic) {
            long behind = head.has(ExtFeature.META_BG) ? head.block().get(Superblock.FIRST_META_GROUP)
                : head.descriptorBlocks() + head.reservedDescriptorBlocks();
            return has == 0 ? 0 : (int) (1 + behind);
        }
        int index = group % perMeta;
        return has + (index == 0 || index == 1 || index == perMeta - 1 ? 1 : 0);
    }

    /** Puts the checksums of changed bitmaps into the group descriptors. */
    void seal() throws IOException {
        for (int group = changed.nextSetBit(0); group >= 0; group = changed.nextSetBit(group + 1)) {
            groups.sumBlockBitmap(group, access.blocks().read(groups.blockBitmap(group)).array());
        }
        changed.clear();
    }
}
