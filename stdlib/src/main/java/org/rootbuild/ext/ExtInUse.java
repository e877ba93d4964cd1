package org.rootbuild.ext;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rootbuild.volume.JoinedRanges;
import org.rootbuild.volume.Range;

/**
 * Where an ext filesystem counts on the bytes of its volume: what its block bitmaps say, and what they would say in
 * groups whose bitmap was never written. Left out are the inodes at the end of a table that were never used and are not
 * promised to be zeros, which the kernel initialises ({@code ext4_init_inode_table}); all that is promised is there.
 * One group is looked at at a time.
 */
final class ExtInUse {
    private final ExtAccess access;
    private final ExtHead head;
    private final ExtGroups groups;
    private final int clusterBlocks;
    /** Blocks of the filesystem itself that may be in any group, by the first of a run. */
    private final TreeMap<Long, Long> own = new TreeMap<>();
    private final TreeMap<Long, Long> unused = new TreeMap<>();

    ExtInUse(ExtAccess access) {
        this.access = access;
        this.head = access.head();
        this.groups = access.groups();
        this.clusterBlocks = head.clusterBlocks();
        for (int group = 0; group < head.groupCount(); group++) {
            own.put(groups.blockBitmap(group), 1L);
            own.put(groups.inodeBitmap(group), 1L);
            long used = usedTableBlocks(group);
            own.put(groups.inodeTable(group), used);
            if (used < head.inodeTableBlocks()) {
                unused.put(groups.inodeTable(group) + used, head.inodeTableBlocks() - used);
            }
        }
    }

    private long usedTableBlocks(int group) {
        if (!head.sumsGroups() || groups.is(group, GroupDescriptor.INODES_ZEROED)) {
            return head.inodeTableBlocks();
        }
        long inodes = groups.is(group, GroupDescriptor.INODES_UNUSED) ? 0
            : Math.max(0, head.inodesPerGroup() - groups.unusedInodes(group));
        return (inodes * head.inodeSize() + head.blockSize() - 1) / head.blockSize();
    }

    /** @throws org.rootbuild.problem.Failure when a block bitmap has a wrong checksum */
    List<Range> ranges() throws IOException {
        JoinedRanges ranges = new JoinedRanges();
        // With blocks of 1 KiB no bitmap knows of the first one, which is for boot loaders.
        ranges.add(new Range(0, head.firstDataBlock() * head.blockSize()));
        for (int group = 0; group < head.groupCount(); group++) {
            BitSet used = used(group);
            long start = head.groupStart(group);
            long end = start + head.groupBlocks(group);
            for (int at = used.nextSetBit(0); at >= 0; at = used.nextSetBit(used.nextClearBit(at))) {
                long first = start + (long) at * clusterBlocks;
                long last = Math.min(end, start + (long) used.nextClearBit(at) * clusterBlocks);
                ranges.add(new Range(first * head.blockSize(), (last - first) * head.blockSize()));
            }
        }
        return ranges.list();
    }

    /** By clusters, counted from the group's start. */
    private BitSet used(int group) throws IOException {
        BitSet used = new BitSet();
        long start = head.groupStart(group);
        long end = start + head.groupBlocks(group);
        int clusters = cluster(end - start + clusterBlocks - 1);
        if (!groups.is(group, GroupDescriptor.BLOCKS_UNUSED)) {
            mark(group, clusters, used);
            for (Map.Entry<Long, Long> run : near(unused, start, end)) {
                int first = cluster(Math.max(start, run.getKey()) - start + clusterBlocks - 1);
                int behind = cluster(Math.min(end, run.getKey() + run.getValue()) - start);
                used.clear(first, Math.max(first, behind));
            }
        }
        used.set(0, cluster(ExtBlockGroups.headBlocks(head, group) + clusterBlocks - 1));
        for (Map.Entry<Long, Long> run : near(own, start, end)) {
            int first = cluster(Math.max(start, run.getKey()) - start);
            int behind = cluster(Math.min(end, run.getKey() + run.getValue()) - start + clusterBlocks - 1);
            used.set(first, Math.max(first, behind));
        }
        used.clear(clusters, Math.max(clusters, used.length()));
        return used;
    }

    private int cluster(long blocks) {
        return (int) Math.floorDiv(blocks, (long) clusterBlocks);
    }

    private void mark(int group, int clusters, BitSet used) throws IOException {
        ExtBitmap bitmap = new ExtBitmap(access.blocks().read(groups.blockBitmap(group)));
        if (!groups.blockBitmapSumIs(group, bitmap.bytes().array())) {
            throw ExtDamage.found("the block bitmap of group " + group + " has a wrong checksum");
        }
        int behind = 0;
        for (int at = bitmap.next(0, clusters, true); at < clusters; at = bitmap.next(behind, clusters, true)) {
            behind = bitmap.next(at, clusters, false);
            used.set(at, behind);
        }
    }

    /** Those that may reach into the group: all that begin in it, and the last before it. */
    private static Iterable<Map.Entry<Long, Long>> near(TreeMap<Long, Long> runs, long start, long end) {
        Long before = runs.lowerKey(start);
        return runs.subMap(before == null ? start : before, end).entrySet();
    }
}
