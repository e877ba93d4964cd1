package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;

/** Writes which blocks a file has, as extents where the filesystem has these, otherwise as lists of numbers. */
final class ExtMapWriter {
    private static final int UNWRITTEN_LIMIT = ExtentNode.LENGTH_LIMIT - 1;

    private final ExtAccess access;
    private final ExtBlockGroups blocks;
    private final List<Long> taken = new ArrayList<>();

    ExtMapWriter(ExtAccess access, ExtBlockGroups blocks) {
        this.access = access;
        this.blocks = blocks;
    }

    /** How many blocks a file may have in this filesystem. */
    long limit() {
        if (access.head().has(ExtFeature.EXTENT)) {
            return (1L << 32) - 1;
        }
        long per = access.blockSize() / 4;
        return Math.min((1L << 32) - 1, ExtMapReader.DIRECT + per + per * per + per * per * per);
    }

    /** Puts a new map into an inode that has none, and counts its blocks; the blocks of the map itself are taken. */
    void write(ExtInode inode, List<ExtRun> runs) throws IOException {
        if (!runs.isEmpty() && runs.get(runs.size() - 1).logicalEnd() > limit()) {
            throw new Failure("a file is too long for this kind of ext filesystem", "Use ext4, or a shorter file.");
        }
        inode.raw().put(ExtInode.MAP, new byte[ExtInode.MAP_BYTES]);
        boolean extents = access.head().has(ExtFeature.EXTENT);
        inode.set(ExtInode.EXTENTS, extents);
        taken.clear();
        try {
            if (extents) {
                extents(inode, runs);
            } else {
                new Numbers(runs).fill(inode);
            }
        } catch (IOException trouble) {
            for (long node : taken) {
                blocks.free(node, 1);
            }
            throw trouble;
        }
        long count = taken.size() + runs.stream().mapToLong(ExtRun::count).sum() + (inode.xattrBlock() != 0 ? 1 : 0);
        setUsed(inode, count);
    }

    private void setUsed(ExtInode inode, long count) {
        inode.set(ExtInode.HUGE, false);
        inode.setUsedUnits(count * (access.blockSize() / 512));
    }

    /** Gives back everything that a map has. */
    void free(ExtMap map) throws IOException {
        for (ExtRun run : map.runs()) {
            blocks.free(run.physical(), run.count());
        }
        freeNodes(map);
    }

    /** Gives back the blocks of the map itself. */
    void freeNodes(ExtMap map) throws IOException {
        for (long node : map.nodes()) {
            blocks.free(node, 1);
        }
    }

    /** A block for a part of the map. */
    private long node(long goal) throws IOException {
        long block = blocks.take(goal, 1).physical();
        taken.add(block);
        return block;
    }

    private void extents(ExtInode inode, List<ExtRun> runs) throws IOException {
        List<ExtentNode.Extent> level = pieces(runs);
        int depth = 0;
        int capacity = ExtentNode.capacity(access.blockSize());
        int seed = access.sums().ofInode(inode.number(), inode.generation());
        while (level.size() > ExtentNode.ROOT_CAPACITY) {
            List<ExtentNode.Extent> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += capacity) {
                List<ExtentNode.Extent> part = level.subList(from, Math.min(level.size(), from + capacity));
                long block = node(runs.get(0).physical());
                ByteBuffer bytes = access.blocks().fresh(block);
                new ExtentNode(depth, part).encodeBlock(bytes, access.blockSize(), access.sums().on(), seed);
                above.add(new ExtentNode.Extent(part.get(0).logical(), block, 0, false));
            }
            level = above;
            depth++;
        }
        new ExtentNode(depth, level).encodeRoot(inode.view().map());
    }

    private static List<ExtentNode.Extent> pieces(List<ExtRun> runs) {
        List<ExtentNode.Extent> pieces = new ArrayList<>();
        for (ExtRun run : runs) {
            int longest = run.unwritten() ? UNWRITTEN_LIMIT : ExtentNode.LENGTH_LIMIT;
            for (long done = 0; done < run.count(); done += longest) {
                int count = (int) Math.min(longest, run.count() - done);
                pieces.add(new ExtentNode.Extent(run.logical() + done, run.physical() + done, count,
                    run.unwritten()));
            }
        }
        return pieces;
    }

    /** The older form: numbers in the inode, and three trees of blocks with numbers, of one to three levels. */
    private final class Numbers {
        private final List<ExtRun> runs;
        private final int perBlock = access.blockSize() / 4;
        private int current;

        Numbers(List<ExtRun> runs) {
            this.runs = runs;
        }

        void fill(ExtInode inode) throws IOException {
            for (int i = 0; i < ExtMapReader.DIRECT; i++) {
                inode.raw().putInt(ExtInode.MAP + 4 * i, (int) number(i));
            }
            long logical = ExtMapReader.DIRECT;
            long span = 1;
            for (int depth = 1; depth <= 3; depth++) {
                long block = list(depth, logical, span);
                inode.raw().putInt(ExtInode.MAP + 4 * (ExtMapReader.DIRECT + depth - 1), (int) block);
                span *= perBlock;
                logical += span;
            }
        }

        /** The number of the block, 0 for a hole; to be asked in ascending order. */
        private long number(long logical) {
            while (current < runs.size() && runs.get(current).logicalEnd() <= logical) {
                current++;
            }
            boolean hole = current >= runs.size() || runs.get(current).logical() > logical;
            return hole ? 0 : runs.get(current).physical() + logical - runs.get(current).logical();
        }

        private boolean isEmpty(long from, long to) {
            number(from);
            return current >= runs.size() || runs.get(current).logical() >= to;
        }

        private long list(int depth, long logical, long span) throws IOException {
            if (isEmpty(logical, logical + span * perBlock)) {
                return 0;
            }
            long block = node(runs.get(current).physical());
            int[] numbers = new int[perBlock];
            for (int i = 0; i < perBlock; i++) {
                long from = logical + i * span;
                numbers[i] = (int) (depth == 1 ? number(from) : list(depth - 1, from, span / perBlock));
            }
            access.blocks().fresh(block).asIntBuffer().put(numbers);
            return block;
        }
    }
}
