package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;

/**
 * One node of the tree that maps a file's blocks: the root in an inode's 60 bytes, or a block with a checksum behind
 * its entries.
 *
 * @param depth   0 when the entries are runs of blocks, otherwise how many levels are below
 * @param entries in order; the count of an entry above depth 0 is 0, and its place that of a block with a node
 */
record ExtentNode(int depth, List<Extent> entries) {
    static final int DEPTH_LIMIT = 5;
    /** Blocks in one run. */
    static final int LENGTH_LIMIT = 32768;
    static final int ROOT_CAPACITY = (Inode.MAP_LENGTH - 12) / 12;
    private static final int MAGIC_NUMBER = 0xF30A;
    private static final int HEADER = 12;

    /**
     * A run of blocks.
     *
     * @param logical   its first block in the file
     * @param physical  its first block in the filesystem
     * @param count     of blocks
     * @param unwritten whether it reads as zeros whatever the blocks hold
     */
    record Extent(long logical, long physical, int count, boolean unwritten) {
    }

    ExtentNode {
        entries = List.copyOf(entries);
    }

    static int capacity(int blockSize) {
        return (blockSize - HEADER) / 12;
    }

    /** Fills 60 bytes of an inode. */
    void encodeRoot(ByteBuffer map) {
        encode(map, ROOT_CAPACITY);
    }

    /** Fills a block, with the checksum that starts from {@link Checksums#ofInode}. */
    void encodeBlock(ByteBuffer block, int blockSize, boolean checksum, int seed) {
        encode(block, capacity(blockSize));
        if (checksum) {
            seal(block, seed);
        }
    }

    /** Makes the checksum of a block that holds a node anew. */
    static void seal(ByteBuffer block, int seed) {
        int end = HEADER + 12 * (block.getShort(4) & 0xffff);
        block.putInt(end, Crc32c.of(seed, block, 0, end));
    }

    private void encode(ByteBuffer into, int capacity) {
        if (entries.size() > capacity) {
            throw new IllegalArgumentException(entries.size() + " extents in a node for " + capacity);
        }
        into.putShort(0, (short) MAGIC_NUMBER).putShort(2, (short) entries.size()).putShort(4, (short) capacity)
            .putShort(6, (short) depth).putInt(8, 0);
        int at = HEADER;
        for (Extent one : entries) {
            into.putInt(at, (int) one.logical);
            if (depth == 0) {
                into.putShort(at + 4, (short) (one.unwritten ? one.count + LENGTH_LIMIT : one.count));
                into.putShort(at + 6, (short) (one.physical >>> 32)).putInt(at + 8, (int) one.physical);
            } else {
                into.putInt(at + 4, (int) one.physical).putShort(at + 8, (short) (one.physical >>> 32));
                into.putShort(at + 10, (short) 0);
            }
            at += 12;
        }
    }

    /** @throws Failure when the 60 bytes are no root, or its entries are not in order */
    static ExtentNode decodeRoot(ByteBuffer map) throws Failure {
        return decode(map, Inode.MAP_LENGTH);
    }

    /** @throws Failure when the block is no node, its entries are not in order or its checksum is wrong */
    static ExtentNode decodeBlock(ByteBuffer block, int blockSize, boolean checksum, int seed) throws Failure {
        ExtentNode node = decode(block, blockSize);
        int end = HEADER + 12 * (block.getShort(4) & 0xffff);
        if (checksum && (end + 4 > blockSize || block.getInt(end) != Crc32c.of(seed, block, 0, end))) {
            throw damaged("the checksum of a block of it is wrong");
        }
        return node;
    }

    private static ExtentNode decode(ByteBuffer from, int length) throws Failure {
        int count = from.getShort(2) & 0xffff;
        int capacity = from.getShort(4) & 0xffff;
        int depth = from.getShort(6) & 0xffff;
        if ((from.getShort(0) & 0xffff) != MAGIC_NUMBER) {
            throw damaged("a node has no magic number");
        }
        if (count > capacity || HEADER + 12 * capacity > length || depth > DEPTH_LIMIT || depth > 0 && count == 0) {
            throw damaged("a node of depth " + depth + " has " + count + " entries of " + capacity);
        }
        List<Extent> entries = new ArrayList<>(count);
        long next = 0;
        for (int at = HEADER; at < HEADER + 12 * count; at += 12) {
            Extent one = entry(from, at, depth);
            if (one.logical < next || depth == 0 && one.count == 0) {
                throw damaged("the entries of a node are not in order");
            }
            next = one.logical + Math.max(1, one.count);
            entries.add(one);
        }
        return new ExtentNode(depth, entries);
    }

    private static Extent entry(ByteBuffer from, int at, int depth) {
        long logical = from.getInt(at) & 0xffffffffL;
        if (depth > 0) {
            return new Extent(logical, from.getInt(at + 4) & 0xffffffffL | (from.getShort(at + 8) & 0xffffL) << 32, 0,
                false);
        }
        int count = from.getShort(at + 4) & 0xffff;
        boolean unwritten = count > LENGTH_LIMIT;
        long physical = (from.getShort(at + 6) & 0xffffL) << 32 | from.getInt(at + 8) & 0xffffffffL;
        return new Extent(logical, physical, unwritten ? count - LENGTH_LIMIT : count, unwritten);
    }

    private static Failure damaged(String found) {
        return new Failure("the extents of a file are damaged: " + found, "Have the filesystem repaired with e2fsck.");
    }
}
