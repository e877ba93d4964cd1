package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;

/** The blocks of a folder that hold names: a chain of entries, with {@code metadata_csum} a checksum at the end. */
final class DirectoryBlock {
    static final int TAIL = 12;
    static final int UNKNOWN = 0;
    static final int PLAIN_FILE = 1;
    static final int FOLDER = 2;
    static final int CHARACTER_DEVICE = 3;
    static final int BLOCK_DEVICE = 4;
    static final int PIPE = 5;
    static final int SOCKET = 6;
    static final int SYMLINK = 7;
    private static final int TAIL_TYPE = 0xDE;
    private static final int HEADER = 8;

    /**
     * An entry.
     *
     * @param inode  0 where it is not in use
     * @param type   one of the constants above, {@link #UNKNOWN} without the feature {@code filetype}
     * @param name   its bytes
     * @param at     where it begins in its block
     * @param length of the entry with the room behind its name
     */
    record Name(long inode, int type, byte[] name, int at, int length) {
    }

    private DirectoryBlock() {
    }

    /** The room that an entry with a name of so many bytes needs. */
    static int length(int nameLength) {
        return HEADER + nameLength + 3 & ~3;
    }

    /** How many bytes of a block are for entries. */
    static int room(int blockSize, boolean checksum) {
        return checksum ? blockSize - TAIL : blockSize;
    }

    /** Writes an entry that takes {@code length} bytes, at least {@link #length}. */
    static void put(ByteBuffer block, Name entry) {
        put(block, entry.at, entry.inode, entry.type, entry.length);
        block.put(entry.at + 6, (byte) entry.name.length);
        block.put(entry.at + HEADER, entry.name);
    }

    /** Writes the head of an entry without a name. */
    static void put(ByteBuffer block, int at, long inode, int type, int length) {
        block.putInt(at, (int) inode).putShort(at + 4, encodedLength(length)).put(at + 6, (byte) 0)
            .put(at + 7, (byte) type);
    }

    /** Changes how far an entry reaches. */
    static void stretch(ByteBuffer block, int at, int length) {
        block.putShort(at + 4, encodedLength(length));
    }

    /** Puts the tail with its checksum behind the entries; {@code seed} is that of {@link Checksums#ofInode}. */
    static void seal(ByteBuffer block, int blockSize, int seed) {
        int at = blockSize - TAIL;
        put(block, at, 0, TAIL_TYPE, TAIL);
        block.putInt(at + HEADER, Crc32c.of(seed, block, 0, at));
    }

    /** Whether a tail with the right checksum is there. */
    static boolean isSealed(ByteBuffer block, int blockSize, int seed) {
        int at = blockSize - TAIL;
        return block.getInt(at) == 0 && block.getShort(at + 4) == TAIL && (block.get(at + 7) & 0xff) == TAIL_TYPE
            && block.getInt(at + HEADER) == Crc32c.of(seed, block, 0, at);
    }

    /**
     * All entries, also those that are not in use, without the tail.
     *
     * @param room as {@link #room} says
     * @throws Failure when the chain breaks or leaves the block, or a name cannot be one
     */
    static List<Name> names(ByteBuffer block, int room, boolean typed) throws Failure {
        List<Name> names = new ArrayList<>();
        int at = 0;
        while (at < room) {
            int length = room - at < HEADER ? 0 : decodedLength(block.getShort(at + 4), room);
            int nameLength = length == 0 ? 0 : block.get(at + 6) & 0xff | (typed ? 0 : (block.get(at + 7) & 0xff) << 8);
            if (length < length(nameLength) || length % 4 != 0 || length > room - at || nameLength > 255) {
                throw damaged("the entry at byte " + at + " of a block is " + length + " bytes long");
            }
            byte[] name = new byte[nameLength];
            block.get(at + HEADER, name);
            long inode = block.getInt(at) & 0xffffffffL;
            check(inode, name);
            names.add(new Name(inode, typed ? block.get(at + 7) & 0xff : UNKNOWN, name, at, length));
            at += length;
        }
        return names;
    }

    private static void check(long inode, byte[] name) throws Failure {
        if (inode == 0) {
            return;
        }
        if (name.length == 0) {
            throw damaged("a name is empty");
        }
        for (byte one : name) {
            if (one == 0 || one == '/') {
                throw damaged("a name holds a NUL or a slash");
            }
        }
    }

    /** A whole block of 64 KiB does not fit 16 bits. */
    private static short encodedLength(int length) {
        return (short) (length == 65536 ? 65535 : length);
    }

    private static int decodedLength(short length, int room) {
        int value = length & 0xffff;
        return (value == 65535 || value == 0) && room > 65500 ? 65536 : value;
    }

    private static Failure damaged(String found) {
        return new Failure("a folder is damaged: " + found, "Have the filesystem repaired with e2fsck.");
    }
}
