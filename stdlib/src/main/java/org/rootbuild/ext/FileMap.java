package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Collects where the blocks of a file went, and makes its extents or its block map of it. */
final class FileMap {
    /** Where the blocks of a map go; does nothing when only their number is wanted. */
    interface Sink {
        /** A zeroed little-endian buffer of one block. */
        ByteBuffer block();

        void write(long block, ByteBuffer bytes) throws IOException;
    }

    private static final int DIRECT = 12;

    private final BlockSpace space;
    private final int blockSize;
    private final boolean extents;
    private final Sink sink;
    private final boolean checksum;
    private final List<ExtentNode.Extent> runs = new ArrayList<>();
    private int cursor;
    private int seed;
    private long taken;

    FileMap(Geometry geometry, BlockSpace space, Sink sink) {
        this.space = space;
        this.sink = sink;
        this.blockSize = geometry.blockSize;
        this.extents = geometry.has(ExtFeature.EXTENT);
        this.checksum = geometry.has(ExtFeature.METADATA_CSUM);
    }

    /** Begins the map of another inode. */
    void begin(int inodeSeed) {
        runs.clear();
        cursor = 0;
        taken = 0;
        seed = inodeSeed;
    }

    /** Takes blocks for a part of the file, in order. */
    void take(long logical, long count) {
        long done = 0;
        while (done < count) {
            long run = Math.min(count - done, space.run());
            add(logical + done, space.take(run), run);
            done += run;
        }
    }

    /** Says where a part of the file went, in order. */
    void add(long logical, long physical, long count) {
        taken += count;
        long done = 0;
        while (done < count) {
            ExtentNode.Extent last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            boolean follows = last != null && last.logical() + last.count() == logical + done
                && last.physical() + last.count() == physical + done && last.count() < ExtentNode.LENGTH_LIMIT;
            int length = (int) Math.min(count - done, ExtentNode.LENGTH_LIMIT - (follows ? last.count() : 0));
            if (follows) {
                runs.set(runs.size() - 1, new ExtentNode.Extent(last.logical(), last.physical(),
                    last.count() + length, false));
            } else {
                runs.add(new ExtentNode.Extent(logical + done, physical + done, length, false));
            }
            done += length;
        }
    }

    List<ExtentNode.Extent> runs() {
        return runs;
    }

    /** Takes and writes the blocks that the map itself needs, and fills the inode's 60 bytes. */
    void finish(ByteBuffer root) throws IOException {
        if (extents) {
            finishExtents(root);
        } else {
            finishBlockMap(root);
        }
    }

    /** How many blocks the file has, with those of its map. */
    long blocks() {
        return taken;
    }

    boolean hasExtents() {
        return extents;
    }

    private long takeOne() {
        taken++;
        return space.take(1);
    }

    private void finishExtents(ByteBuffer root) throws IOException {
        List<ExtentNode.Extent> level = runs;
        int depth = 0;
        int capacity = ExtentNode.capacity(blockSize);
        while (level.size() > ExtentNode.ROOT_CAPACITY) {
            List<ExtentNode.Extent> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += capacity) {
                List<ExtentNode.Extent> part = level.subList(from, Math.min(level.size(), from + capacity));
                long at = takeOne();
                ByteBuffer block = sink.block();
                new ExtentNode(depth, part).encodeBlock(block, blockSize, checksum, seed);
                sink.write(at, block);
                above.add(new ExtentNode.Extent(part.get(0).logical(), at, 0, false));
            }
            level = above;
            depth++;
        }
        new ExtentNode(depth, level).encodeRoot(root);
    }

    private void finishBlockMap(ByteBuffer root) throws IOException {
        for (int i = 0; i < DIRECT; i++) {
            root.putInt(4 * i, (int) physical(i));
        }
        long first = DIRECT;
        long span = blockSize / 4;
        for (int level = 1; level <= 3; level++) {
            root.putInt(4 * (DIRECT + level - 1), (int) indirect(level, first, span));
            first += span;
            span *= blockSize / 4;
        }
    }

    /** Block of the pointers to {@code span} blocks of the file; 0 where all of them are holes. */
    private long indirect(int level, long first, long span) throws IOException {
        if (!reaches(first, span)) {
            return 0;
        }
        long at = takeOne();
        // The sink's buffer serves one block at a time, and this one waits for those below it.
        ByteBuffer block = level == 1 ? sink.block() : ByteBuffer.allocate(blockSize).order(ByteOrder.LITTLE_ENDIAN);
        long each = span / (blockSize / 4);
        for (int i = 0; i < blockSize / 4 && reaches(first + i * each, Long.MAX_VALUE / 2); i++) {
            long place = level == 1 ? physical(first + i) : indirect(level - 1, first + i * each, each);
            block.putInt(4 * i, (int) place);
        }
        sink.write(at, block);
        return at;
    }

    /** Goes on to the run that ends behind a block, and says whether it begins before the end of the span. */
    private boolean reaches(long first, long span) {
        while (cursor < runs.size() && runs.get(cursor).logical() + runs.get(cursor).count() <= first) {
            cursor++;
        }
        return cursor < runs.size() && runs.get(cursor).logical() < first + span;
    }

    private long physical(long logical) {
        if (!reaches(logical, 1)) {
            return 0;
        }
        ExtentNode.Extent run = runs.get(cursor);
        return run.physical() + logical - run.logical();
    }

    /** Blocks of the longest file that a block map reaches. */
    static long mapLimitBlocks(int blockSize) {
        long each = blockSize / 4;
        return DIRECT + each + each * each + each * each * each;
    }
}
