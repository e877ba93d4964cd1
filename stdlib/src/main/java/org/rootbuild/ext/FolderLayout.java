package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rootbuild.problem.Failure;

/**
 * Which names of a folder go into which of its blocks: one block after the other, or where there are many and the
 * filesystem has {@code dir_index}, by their hashes below an index of up to three levels.
 */
final class FolderLayout {
    /** How full blocks below an index are made, so that a name can be added without splitting one at once. */
    private static final int FULL_PERCENT = 80;
    /** "." and "..". */
    private static final int DOTS = 24;

    private final Geometry geometry;
    private final Names names;
    private final boolean checksum;
    private final int room;
    private int[] order;
    private int[] hashes = {};
    /** Of each block with names, the index in {@link #order} that it begins with; one more at the end. */
    private int[] leaves;
    private int leafCount;
    /** How many nodes are on each level below the root; empty without an index. */
    private final List<Integer> levels = new ArrayList<>();
    private boolean indexed;

    FolderLayout(Geometry geometry, Names names) throws Failure {
        this.geometry = geometry;
        this.names = names;
        this.checksum = geometry.has(ExtFeature.METADATA_CSUM);
        this.room = DirectoryBlock.room(geometry.blockSize, checksum);
        this.order = names.places();
        pack(DOTS, room);
        if (leafCount > 1 && geometry.has(ExtFeature.DIR_INDEX)) {
            index();
        }
    }

    private void index() throws Failure {
        indexed = true;
        sort();
        pack(0, room * FULL_PERCENT / 100);
        if (!plan(false)) {
            pack(0, room);
            if (!plan(geometry.has(ExtFeature.LARGE_DIR))) {
                throw new Failure("a folder of " + names.count() + " names is too big for its index",
                    "Take bigger blocks or the feature large_dir, or spread the names over several folders.");
            }
        }
    }

    private void sort() {
        DirectoryHash hash = new DirectoryHash(DirectoryHash.HALF_MD4, hashSeed());
        int[] places = order;
        long[] keys = new long[places.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (names.hash(places[i], hash) & 0xffffffffL) << 31 | i;
        }
        Arrays.sort(keys);
        order = new int[keys.length];
        hashes = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[i] = places[(int) (keys[i] & 0x7fffffff)];
            hashes[i] = (int) (keys[i] >>> 31);
        }
    }

    private int[] hashSeed() {
        Superblock holder = Superblock.empty();
        holder.hashSeed(geometry.options.hashSeed());
        return holder.hashSeed();
    }

    private void pack(int first, int limit) {
        leaves = new int[4];
        leafCount = 0;
        int filled = first;
        begin(0);
        for (int i = 0; i < order.length; i++) {
            int length = DirectoryBlock.length(names.length(order[i]));
            if (filled + length > limit && filled > 0) {
                begin(i);
                filled = 0;
            }
            filled += length;
        }
        begin(order.length);
        leafCount--;
    }

    private void begin(int index) {
        if (leafCount == leaves.length) {
            leaves = Arrays.copyOf(leaves, 2 * leafCount);
        }
        leaves[leafCount++] = index;
    }

    /** Whether an index over the leaves has few enough levels. */
    private boolean plan(boolean threeLevels) {
        levels.clear();
        int rootCapacity = HashIndex.capacity(geometry.blockSize, HashIndex.ROOT_AT, checksum);
        int capacity = HashIndex.capacity(geometry.blockSize, HashIndex.NODE_AT, checksum);
        int count = leafCount;
        while (count > rootCapacity) {
            count = (int) Geometry.ceil(count, capacity);
            levels.add(0, count);
        }
        return levels.size() <= (threeLevels || geometry.has(ExtFeature.LARGE_DIR) ? 2 : 1);
    }

    boolean isIndexed() {
        return indexed;
    }

    /** How many blocks the folder has. */
    int blocks() {
        return indexed ? 1 + levels.stream().mapToInt(count -> count).sum() + leafCount : leafCount;
    }

    /** Where the folder's blocks go, each once, from the first to the last. */
    interface Sink {
        /** A zeroed little-endian buffer of one block; what was got before is no longer used. */
        ByteBuffer block();

        void write(ByteBuffer block) throws IOException;
    }

    /** Writes {@link #blocks} blocks; {@code seed} is that of {@link Checksums#ofInode}. */
    void write(long inode, long parent, int seed, Sink sink) throws IOException {
        if (indexed) {
            writeIndex(inode, parent, seed, sink);
        }
        for (int leaf = 0; leaf < leafCount; leaf++) {
            ByteBuffer block = sink.block();
            int at = 0;
            if (!indexed && leaf == 0) {
                boolean alone = leaves[1] == 0;
                putDots(block, inode, parent, alone ? room - 12 : 12);
                at = alone ? room : DOTS;
            }
            for (int i = leaves[leaf]; i < leaves[leaf + 1]; i++) {
                boolean last = i + 1 == leaves[leaf + 1];
                int length = last ? room - at : DirectoryBlock.length(names.length(order[i]));
                names.put(order[i], block, at, length, geometry.has(ExtFeature.FILETYPE));
                at += length;
            }
            seal(block, seed);
            sink.write(block);
        }
    }

    /** Writes a block without names, for a folder that has more room than it needs. */
    void writeEmpty(int seed, Sink sink) throws IOException {
        ByteBuffer block = sink.block();
        DirectoryBlock.put(block, 0, 0, 0, room);
        seal(block, seed);
        sink.write(block);
    }

    private void seal(ByteBuffer block, int seed) {
        if (checksum) {
            DirectoryBlock.seal(block, geometry.blockSize, seed);
        }
    }

    private void putDots(ByteBuffer block, long inode, long parent, int secondLength) {
        int type = geometry.has(ExtFeature.FILETYPE) ? DirectoryBlock.FOLDER : 0;
        DirectoryBlock.put(block, new DirectoryBlock.Name(inode, type, new byte[] {'.'}, 0, 12));
        DirectoryBlock.put(block, new DirectoryBlock.Name(parent, type, new byte[] {'.', '.'}, 12, secondLength));
    }

    /** The root, then level after level of nodes; what each has below it follows from the numbers alone. */
    private void writeIndex(long inode, long parent, int seed, Sink sink) throws IOException {
        int blockSize = geometry.blockSize;
        ByteBuffer root = sink.block();
        putDots(root, inode, parent, blockSize - 12);
        int below = levels.isEmpty() ? leafCount : levels.get(0);
        new HashIndex(DirectoryHash.HALF_MD4, levels.size(), targets(0, below, 0, 1))
            .encodeRoot(root, blockSize, checksum, seed);
        sink.write(root);
        int capacity = HashIndex.capacity(blockSize, HashIndex.NODE_AT, checksum);
        int firstBelow = 1;
        for (int level = 0; level < levels.size(); level++) {
            firstBelow += levels.get(level);
            int count = level + 1 < levels.size() ? levels.get(level + 1) : leafCount;
            for (int from = 0; from < count; from += capacity) {
                ByteBuffer node = sink.block();
                new HashIndex(0, 0, targets(from, Math.min(count, from + capacity), level + 1, firstBelow))
                    .encodeNode(node, blockSize, checksum, seed);
                sink.write(node);
            }
        }
    }

    /** The entries for parts {@code from} to {@code to} of a level, whose first block in the folder is given. */
    private List<HashIndex.Target> targets(int from, int to, int level, int firstBlock) {
        int capacity = HashIndex.capacity(geometry.blockSize, HashIndex.NODE_AT, checksum);
        int leavesEach = 1;
        for (int i = level; i < levels.size(); i++) {
            leavesEach *= capacity;
        }
        List<HashIndex.Target> targets = new ArrayList<>(to - from);
        for (int part = from; part < to; part++) {
            int first = leaves[part * leavesEach];
            boolean goesOn = first > 0 && hashes[first - 1] == hashes[first];
            targets.add(new HashIndex.Target(first == 0 ? 0 : hashes[first] | (goesOn ? 1 : 0), firstBlock + part));
        }
        return targets;
    }
}
