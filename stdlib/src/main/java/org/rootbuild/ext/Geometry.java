package org.rootbuild.ext;

import java.util.EnumSet;
import java.util.Set;
import org.rootbuild.problem.Failure;

/**
 * The frame of a filesystem: how many groups, inodes and descriptors, as {@code mke2fs} counts them, and where their
 * tables stand. With {@code flex_bg} the tables of 16 groups stand together in the first, so that what follows is one
 * large room.
 */
final class Geometry {
    static final int LOG_GROUPS_PER_FLEX = 4;
    private static final int ROOM_OF_LAST_GROUP = 50;
    /** What {@code mke2fs} rounds sizes down to. */
    private static final int PAGE = 4096;
    private static final long BLOCKS_LIMIT_32 = 0xffffffffL;

    final ExtOptions options;
    final Set<ExtFeature> features;
    final int blockSize;
    final int firstBlock;
    final int blocksPerGroup;
    final int descriptorSize;
    final int reservedDescriptorBlocks;
    final long blocks;
    final int groups;
    final int descriptorBlocks;
    final int inodesPerGroup;
    final int tableBlocks;
    final long[] blockBitmaps;
    final long[] inodeBitmaps;
    final long[] inodeTables;
    /** What superblocks, descriptors, bitmaps and inode tables take. */
    final Spans used = new Spans();

    /** @throws TooSmall when not even the frame fits */
    Geometry(ExtOptions options, long sizeBytes, long inodesNeeded) throws TooSmall {
        this.options = options;
        ExtUsage usage = options.usage().orElse(ExtUsage.of(sizeBytes));
        blockSize = options.blockSize().orElse(Math.max(usage.blockSize(), options.inodeSize()));
        firstBlock = blockSize == 1024 ? 1 : 0;
        blocksPerGroup = 8 * blockSize;
        features = features(options, sizeBytes / blockSize, blockSize);
        descriptorSize = features.contains(ExtFeature.BITS_64) ? 64 : 32;
        long count = sizeBytes / PAGE * (PAGE / blockSize);
        if (!features.contains(ExtFeature.BITS_64)) {
            count = Math.min(count, BLOCKS_LIMIT_32);
        }
        long inodesWanted = Math.max(inodesNeeded, options.inodeCount().orElse(
            sizeBytes / options.bytesPerInode().orElse(Math.max(usage.bytesPerInode(), blockSize))));
        long least = Math.max(inodesNeeded, options.inodeCount().orElse(0));
        Counts counts = counted(count, inodesWanted, least);
        blocks = counts.blocks;
        groups = counts.groups;
        descriptorBlocks = counts.descriptorBlocks;
        reservedDescriptorBlocks = counts.reserved;
        inodesPerGroup = counts.inodesPerGroup;
        tableBlocks = tableBlocks(inodesPerGroup);
        blockBitmaps = new long[groups];
        inodeBitmaps = new long[groups];
        inodeTables = new long[groups];
        place();
    }

    /** The smallest frame of all does not fit. */
    static final class TooSmall extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private record Counts(long blocks, int groups, int descriptorBlocks, int reserved, int inodesPerGroup) {
    }

    private static Set<ExtFeature> features(ExtOptions options, long blocks, int blockSize) {
        Set<ExtFeature> features = EnumSet.copyOf(options.features());
        if (blocks > BLOCKS_LIMIT_32) {
            features.remove(ExtFeature.RESIZE_INODE);
        }
        if (features.contains(ExtFeature.RESIZE_INODE) && blockSize == 4096) {
            // The inode that owns the blocks kept for descriptors says that it has 4 GiB.
            features.add(ExtFeature.LARGE_FILE);
        }
        if (options.journalBytes().isEmpty() && Journal.usualBlocks(blocks) == 0) {
            features.remove(ExtFeature.HAS_JOURNAL);
        }
        return features;
    }

    boolean has(ExtFeature feature) {
        return features.contains(feature);
    }

    private Counts counted(long wanted, long inodes, long least) throws TooSmall {
        long count = wanted;
        while (count > firstBlock) {
            int groupCount = Math.toIntExact(ceil(count - firstBlock, blocksPerGroup));
            int descriptors = (int) ceil(groupCount, blockSize / descriptorSize);
            int reserved = has(ExtFeature.RESIZE_INODE) ? reserved(count, descriptors) : 0;
            int perGroup = inodesPerGroup(Math.max(inodes, 12), least, groupCount);
            long overhead = 2L + tableBlocks(perGroup)
                + (hasSuperblock(groupCount - 1) ? 1 + descriptors + reserved : 0);
            long rest = (count - firstBlock) % blocksPerGroup;
            if (groupCount > 1 && rest > 0 && rest < overhead + ROOM_OF_LAST_GROUP) {
                count -= rest;
                continue;
            }
            if (overhead > (rest == 0 ? blocksPerGroup : rest) || 1L + descriptors + reserved > blocksPerGroup / 2) {
                throw new TooSmall();
            }
            return new Counts(count, groupCount, descriptors, reserved, perGroup);
        }
        throw new TooSmall();
    }

    private int reserved(long count, int descriptors) {
        long limit = Math.min(BLOCKS_LIMIT_32, options.growthLimitBytes().isPresent()
            ? options.growthLimitBytes().getAsLong() / blockSize : 1024 * count);
        long all = ceil(ceil(limit - firstBlock, blocksPerGroup), blockSize / descriptorSize);
        return (int) Math.min(Math.max(0, all - descriptors), blockSize / 4);
    }

    private int inodesPerGroup(long inodes, long least, int groupCount) throws TooSmall {
        int perBlock = blockSize / options.inodeSize();
        long limit = Math.min(8L * blockSize, (1 << 16) - perBlock);
        if (ceil(least, groupCount) > limit) {
            throw new TooSmall();
        }
        long wanted = Math.min(limit, ceil(inodes, groupCount));
        long perGroup = Math.max(8, ceil(wanted, perBlock) * perBlock & ~7);
        perGroup = perGroup * groupCount < least ? perGroup + 8 : perGroup;
        while (perGroup > limit || perGroup * groupCount > BLOCKS_LIMIT_32) {
            perGroup -= 8;
        }
        if (perGroup * groupCount < least) {
            throw new TooSmall();
        }
        return (int) perGroup;
    }

    private int tableBlocks(int perGroup) {
        return (int) ceil((long) perGroup * options.inodeSize(), blockSize);
    }

    static long ceil(long count, long by) {
        return (count + by - 1) / by;
    }

    boolean hasSuperblock(int group) {
        return !has(ExtFeature.SPARSE_SUPER) || group <= 1 || isPower(group, 3) || isPower(group, 5)
            || isPower(group, 7);
    }

    private static boolean isPower(int number, int base) {
        long power = base;
        while (power < number) {
            power *= base;
        }
        return power == number;
    }

    long start(int group) {
        return firstBlock + (long) group * blocksPerGroup;
    }

    long end(int group) {
        return Math.min(blocks, start(group) + blocksPerGroup);
    }

    int groupOf(long block) {
        return (int) ((block - firstBlock) / blocksPerGroup);
    }

    /** Blocks of a group's superblock, descriptors and room for more of them. */
    int superblockLength(int group) {
        return hasSuperblock(group) ? 1 + descriptorBlocks + reservedDescriptorBlocks : 0;
    }

    private void place() throws TooSmall {
        int together = has(ExtFeature.FLEX_BG) ? 1 << LOG_GROUPS_PER_FLEX : 1;
        Placing placing = new Placing();
        for (int from = 0; from < groups; from += together) {
            int to = Math.min(groups, from + together);
            placing.reach(from);
            for (int group = from; group < to; group++) {
                blockBitmaps[group] = placing.take(1);
            }
            for (int group = from; group < to; group++) {
                inodeBitmaps[group] = placing.take(1);
            }
            for (int group = from; group < to; group++) {
                inodeTables[group] = placing.take(tableBlocks);
            }
        }
        placing.reach(groups);
        if (placing.cursor > blocks) {
            throw new TooSmall();
        }
    }

    /** Goes through the blocks once and steps over the superblocks on the way. */
    private final class Placing {
        private int next;
        private long cursor = firstBlock;

        /** Takes all superblocks up to that of a group with it, and goes behind the last. */
        void reach(int group) {
            for (; next <= group && next < groups; next++) {
                takeSuperblock();
                cursor = Math.max(cursor, start(next) + superblockLength(next));
            }
        }

        private void takeSuperblock() {
            if (superblockLength(next) > 0) {
                used.add(start(next), superblockLength(next));
            }
        }

        /** The next blocks that no superblock stands in; what is left before one stays free. */
        long take(int count) {
            while (next < groups && start(next) < (superblockLength(next) == 0 ? cursor + 1 : cursor + count)) {
                takeSuperblock();
                cursor = Math.max(cursor, superblockLength(next) == 0 ? 0 : start(next) + superblockLength(next));
                next++;
            }
            long at = cursor;
            used.add(at, count);
            cursor += count;
            return at;
        }
    }

    /** Blocks that are free for all else. */
    long freeBlocks() {
        return blocks - firstBlock - used.within(firstBlock, blocks);
    }

    long inodes() {
        return (long) inodesPerGroup * groups;
    }

    long sizeBytes() {
        return blocks * blockSize;
    }

    /** Whether the number of inodes, where it was given exactly, is enough. */
    static void checkInodes(ExtOptions options, long needed) throws Failure {
        if (options.inodeCount().isPresent() && options.inodeCount().getAsLong() < needed) {
            throw new Failure("the tree needs " + needed + " inodes, but the filesystem was asked to have "
                + options.inodeCount().getAsLong(), "Ask for more inodes, or leave their number open.");
        }
    }
}
