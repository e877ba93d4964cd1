package org.rootbuild.ext;

import org.rootbuild.problem.Failure;

/** How a filesystem is laid out after it grew. */
final class ExtGrowthPlan {
    /** As many blocks must be free in a last group that is shorter than the others, as resize2fs has it. */
    private static final int LEAST_FREE = 50;
    private static final long LIMIT = 1L << 32;

    private final ExtHead head;
    private final ExtGroups groups;

    ExtGrowthPlan(ExtHead head, ExtGroups groups) {
        this.head = head;
        this.groups = groups;
    }

    /**
     * The superblock of a filesystem of so many blocks, or of somewhat less.
     *
     * @throws Failure when it cannot have so many
     */
    static ExtHead grown(ExtHead old, long blocks) throws Failure {
        ExtHead head = sized(old, blocks);
        int last = head.groupCount() - 1;
        long needed = ExtBlockGroups.headBlocks(head, last) + 2 + head.inodeTableBlocks() + LEAST_FREE;
        if (last >= old.groupCount() && head.groupBlocks(last) < needed) {
            head = sized(old, head.groupStart(last));
        }
        return head.blockCount() <= old.blockCount() ? old : head;
    }

    private static ExtHead sized(ExtHead old, long blocks) throws Failure {
        if (blocks >= LIMIT && !old.has(ExtFeature.BITS_64)) {
            throw ExtDamage.unsupported("cannot have more than 4294967295 blocks, since it was made without the feature"
                + " 64bit", "Grow it to less than " + (LIMIT * old.blockSize() >> 40) + " TiB, or make it anew.");
        }
        ExtHead head = old.copy();
        Superblock block = head.block();
        block.set(Superblock.BLOCKS, blocks);
        long inodes = (long) head.groupCount() * head.inodesPerGroup();
        if (inodes >= LIMIT) {
            throw ExtDamage.unsupported("would have more than 4294967295 inodes", "Grow it to less.");
        }
        block.set(Superblock.INODES, inodes);
        block.set(Superblock.RESERVED_BLOCKS, (long) ((double) old.block().get(Superblock.RESERVED_BLOCKS)
            / old.blockCount() * blocks));
        block.set(Superblock.OVERHEAD_CLUSTERS, 0);
        placeDescriptors(old, head);
        return head;
    }

    private static void placeDescriptors(ExtHead old, ExtHead head) {
        if (old.has(ExtFeature.META_BG)) {
            return;
        }
        Superblock block = head.block();
        int more = head.descriptorBlocks() - old.descriptorBlocks();
        int kept = old.reservedDescriptorBlocks();
        if (more <= kept) {
            block.set(Superblock.RESERVED_GDT_BLOCKS, kept - more);
        } else {
            block.set(Superblock.RESERVED_GDT_BLOCKS, 0);
            block.set(Superblock.FIRST_META_GROUP, old.descriptorBlocks() + kept);
            block.set(ExtFeature.META_BG, true);
        }
        if (more > 0 && more >= kept) {
            block.set(ExtFeature.RESIZE_INODE, false);
        }
    }

    /** Gives the new groups their bitmaps and inode tables. */
    void place(int first) throws Failure {
        int together = head.has(ExtFeature.FLEX_BG) ? 1 << Math.min(20, head.block().get(Superblock
            .LOG_GROUPS_PER_FLEX)) : 1;
        int group = first;
        while (group < head.groupCount()) {
            int count = Math.min(together, head.groupCount() - group);
            if (group % together != 0 || !fits(group, count)) {
                count = 1;
            }
            if (!fits(group, count)) {
                throw ExtDamage.unsupported("has groups too small for what a new one needs", "Make it anew instead.");
            }
            placeIn(group, count);
            group += count;
        }
    }

    private boolean fits(int group, int count) {
        long needed = ExtBlockGroups.headBlocks(head, group) + (2L + head.inodeTableBlocks()) * count;
        return needed <= head.groupBlocks(group);
    }

    /** Puts what belongs to some groups into the first of them, each kind side by side. */
    private void placeIn(int group, int count) {
        long start = head.groupStart(group) + ExtBlockGroups.headBlocks(head, group);
        for (int i = 0; i < count; i++) {
            groups.place(group + i, start + i, start + count + i,
                start + 2L * count + (long) i * head.inodeTableBlocks());
        }
    }
}
