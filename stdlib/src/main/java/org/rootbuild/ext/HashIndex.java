package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;

/**
 * A node of the index of a folder ({@code dir_index}): the root in the folder's first block behind {@code .} and
 * {@code ..}, or a block that looks like one empty entry. Its entries send a hash to a block of the folder.
 *
 * @param hashVersion  as in {@link DirectoryHash}; only the root has one
 * @param levels       how many levels of nodes are below the root; only the root says it
 * @param entries      by hash; the hash of the first is not stored and counts as 0
 */
record HashIndex(int hashVersion, int levels, List<Target> entries) {
    static final int ROOT_AT = 32;
    static final int NODE_AT = 8;
    private static final int INFO_AT = 24;
    private static final int INFO_LENGTH = 8;
    private static final int TAIL = 8;

    /**
     * Where names go.
     *
     * @param hash  lowest of those in it; with bit 0 set when the block before has names of the same hash
     * @param block number of the block in the folder
     */
    record Target(int hash, long block) {
    }

    HashIndex {
        entries = List.copyOf(entries);
    }

    static int capacity(int blockSize, int at, boolean checksum) {
        return (blockSize - at - (checksum ? TAIL : 0)) / 8;
    }

    /** Writes the root; {@code .} and {@code ..} (12 bytes and the rest of the block) must stand there. */
    void encodeRoot(ByteBuffer block, int blockSize, boolean checksum, int seed) {
        block.putInt(INFO_AT, 0).put(INFO_AT + 4, (byte) hashVersion).put(INFO_AT + 5, (byte) INFO_LENGTH)
            .put(INFO_AT + 6, (byte) levels).put(INFO_AT + 7, (byte) 0);
        encode(block, blockSize, ROOT_AT, checksum, seed);
    }

    void encodeNode(ByteBuffer block, int blockSize, boolean checksum, int seed) {
        DirectoryBlock.put(block, 0, 0, 0, blockSize);
        encode(block, blockSize, NODE_AT, checksum, seed);
    }

    private void encode(ByteBuffer block, int blockSize, int at, boolean checksum, int seed) {
        int capacity = capacity(blockSize, at, checksum);
        if (entries.isEmpty() || entries.size() > capacity) {
            throw new IllegalArgumentException(entries.size() + " entries in an index for " + capacity);
        }
        for (int i = 0; i < entries.size(); i++) {
            block.putInt(at + 8 * i, entries.get(i).hash).putInt(at + 8 * i + 4, (int) entries.get(i).block);
        }
        block.putShort(at, (short) capacity).putShort(at + 2, (short) entries.size());
        if (checksum) {
            block.putInt(at + 8 * capacity, 0);
            reseal(block, at == ROOT_AT, seed);
        }
    }

    /** Makes the checksum of a block that holds a root or a node anew. */
    static void reseal(ByteBuffer block, boolean root, int seed) {
        int at = root ? ROOT_AT : NODE_AT;
        int tail = at + 8 * (block.getShort(at) & 0xffff);
        block.putInt(tail + 4, checksum(block, at, block.getShort(at + 2) & 0xffff, tail, seed));
    }

    private static int checksum(ByteBuffer block, int at, int count, int tail, int seed) {
        int crc = Crc32c.of(seed, block, 0, at + 8 * count);
        crc = Crc32c.of(crc, block, tail, 4);
        return Crc32c.ofInt(crc, 0);
    }

    /** @throws Failure when it is no index or has a wrong checksum */
    static HashIndex decodeRoot(ByteBuffer block, int blockSize, boolean checksum, int seed) throws Failure {
        int levels = block.get(INFO_AT + 6) & 0xff;
        if (block.getInt(INFO_AT) != 0 || block.get(INFO_AT + 5) != INFO_LENGTH || levels > 3) {
            throw damaged("its root is none");
        }
        return new HashIndex(block.get(INFO_AT + 4) & 0xff, levels, decode(block, blockSize, ROOT_AT, checksum, seed));
    }

    /** @throws Failure when it is no index or has a wrong checksum */
    static HashIndex decodeNode(ByteBuffer block, int blockSize, boolean checksum, int seed) throws Failure {
        return new HashIndex(0, 0, decode(block, blockSize, NODE_AT, checksum, seed));
    }

    private static List<Target> decode(ByteBuffer block, int blockSize, int at, boolean checksum, int seed)
        throws Failure {
        int capacity = block.getShort(at) & 0xffff;
        int count = block.getShort(at + 2) & 0xffff;
        if (capacity != capacity(blockSize, at, checksum) || count == 0 || count > capacity) {
            throw damaged("a block of it has " + count + " entries of " + capacity);
        }
        int tail = at + 8 * capacity;
        if (checksum && block.getInt(tail + 4) != checksum(block, at, count, tail, seed)) {
            throw damaged("the checksum of a block of it is wrong");
        }
        List<Target> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int hash = i == 0 ? 0 : block.getInt(at + 8 * i);
            if (i > 0 && Integer.compareUnsigned(hash, entries.get(i - 1).hash) < 0) {
                throw damaged("the hashes of a block of it are not in order");
            }
            entries.add(new Target(hash, block.getInt(at + 8 * i + 4) & 0x0fffffffL));
        }
        return entries;
    }

    private static Failure damaged(String found) {
        return new Failure("the index of a folder is damaged: " + found, "Have the filesystem repaired with e2fsck.");
    }
}
