package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;

/**
 * Where extended attributes stand: entries from the front, their values from the back. Either the room that an inode
 * has left, or a block that several inodes may share.
 */
final class XattrArea {
    static final int ENTRY = 16;
    static final int BLOCK_HEADER = 32;
    static final int INODE_HEADER = 4;
    /** Bytes of zero behind the last entry. */
    static final int END = 4;
    /** As many inodes as may share one block. */
    static final int SHARERS_LIMIT = 1024;
    private static final int MAGIC_NUMBER = 0xEA020000;

    private XattrArea() {
    }

    /** How many bytes entries and values need, without header and end. */
    static int length(List<Xattr> xattrs) {
        return xattrs.stream().mapToInt(one -> one.entryLength() + one.valueLength()).sum();
    }

    /** Fills the room of an inode; there must be enough. */
    static void encodeInInode(Inode inode, List<Xattr> xattrs) {
        int at = inode.at() + inode.xattrsAt();
        inode.bytes().putInt(at, MAGIC_NUMBER);
        encode(inode.bytes(), at + INODE_HEADER, at + INODE_HEADER, inode.at() + inode.sizeBytes(), xattrs, false);
    }

    /** Fills a block, but for the checksum. They must be in order. */
    static void encodeBlock(ByteBuffer block, int blockSize, List<Xattr> xattrs, int sharers) {
        int hash = 0;
        for (Xattr one : xattrs) {
            hash = hash << 16 ^ hash >>> 16 ^ one.hash();
        }
        block.putInt(0, MAGIC_NUMBER).putInt(4, sharers).putInt(8, 1).putInt(12, hash).putInt(16, 0);
        encode(block, BLOCK_HEADER, 0, blockSize, xattrs, true);
    }

    /** Sets the checksum of a block. */
    static void sealBlock(ByteBuffer block, int blockSize, Checksums sums, long number) {
        if (sums.on()) {
            block.putInt(16, checksum(block, blockSize, sums, number));
        }
    }

    private static int checksum(ByteBuffer block, int blockSize, Checksums sums, long number) {
        int crc = Crc32c.of(Crc32c.ofLong(sums.seed(), number), block, 0, 16);
        return Crc32c.of(Crc32c.ofInt(crc, 0), block, 20, blockSize - 20);
    }

    private static void encode(ByteBuffer into, int start, int base, int end, List<Xattr> xattrs, boolean hashed) {
        int at = start;
        int valueAt = end;
        for (Xattr one : xattrs) {
            valueAt -= one.valueLength();
            if (at + one.entryLength() + END > valueAt) {
                throw new IllegalArgumentException("no room for " + xattrs.size() + " extended attributes");
            }
            into.put(at, (byte) one.name().length).put(at + 1, (byte) one.space());
            into.putShort(at + 2, (short) (one.value().length == 0 ? 0 : valueAt - base));
            into.putInt(at + 4, (int) one.valueInode()).putInt(at + 8, one.value().length);
            into.putInt(at + 12, hashed ? one.hash() : 0);
            into.put(at + ENTRY, one.name()).put(valueAt, one.value());
            at += one.entryLength();
        }
    }

    /** @throws Failure when they are damaged; empty where the inode has none */
    static List<Xattr> decodeInInode(Inode inode) throws Failure {
        int start = inode.xattrsAt();
        if (start + INODE_HEADER + END > inode.sizeBytes() || inode.extraSize() == 0
            || inode.bytes().getInt(inode.at() + start) != MAGIC_NUMBER) {
            return List.of();
        }
        int at = inode.at() + start + INODE_HEADER;
        return decode(inode.bytes(), at, at, inode.at() + inode.sizeBytes());
    }

    /** How many inodes share a block. */
    static int sharers(ByteBuffer block) {
        return block.getInt(4);
    }

    /** @throws Failure when the block holds none, or is damaged */
    static List<Xattr> decodeBlock(ByteBuffer block, int blockSize, Checksums sums, long number) throws Failure {
        if (block.getInt(0) != MAGIC_NUMBER || block.getInt(8) != 1) {
            throw damaged("its block has no magic number");
        }
        if (sums.on() && block.getInt(16) != checksum(block, blockSize, sums, number)) {
            throw damaged("the checksum of its block is wrong");
        }
        return decode(block, BLOCK_HEADER, 0, blockSize);
    }

    private static List<Xattr> decode(ByteBuffer from, int start, int base, int end) throws Failure {
        List<Xattr> xattrs = new ArrayList<>();
        int at = start;
        while (at + END <= end && from.getInt(at) != 0) {
            int nameLength = from.get(at) & 0xff;
            if (at + ENTRY + nameLength > end) {
                throw damaged("a name leaves its room");
            }
            byte[] name = new byte[nameLength];
            from.get(at + ENTRY, name);
            long inode = from.getInt(at + 4) & 0xffffffffL;
            long length = inode != 0 ? 0 : from.getInt(at + 8) & 0xffffffffL;
            int valueAt = base + (from.getShort(at + 2) & 0xffff);
            if (length > 0 && (valueAt < start || length > end - valueAt)) {
                throw damaged("a value leaves its room");
            }
            byte[] value = new byte[(int) length];
            if (length > 0) {
                from.get(valueAt, value);
            }
            Xattr one = new Xattr(from.get(at + 1) & 0xff, name, value, inode);
            xattrs.add(one);
            at += one.entryLength();
        }
        return xattrs;
    }

    private static Failure damaged(String found) {
        return new Failure("the extended attributes of an inode are damaged: " + found,
            "Have the filesystem repaired with e2fsck.");
    }
}
