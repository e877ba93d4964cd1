package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a folder holds, packed: of each name the inode (4 bytes), the type, the length and the bytes. */
final class Names {
    private static final int HEADER = 6;

    private byte[] packed = new byte[32];
    private int end;
    private int count;
    private int folders;

    void add(int inode, int type, byte[] name) {
        int need = end + HEADER + name.length;
        if (need > packed.length) {
            packed = Arrays.copyOf(packed, Math.max(need, packed.length * 2));
        }
        ByteBuffer.wrap(packed).putInt(end, inode);
        packed[end + 4] = (byte) type;
        packed[end + 5] = (byte) name.length;
        System.arraycopy(name, 0, packed, end + HEADER, name.length);
        end = need;
        count++;
        folders += type == DirectoryBlock.FOLDER ? 1 : 0;
    }

    int count() {
        return count;
    }

    /** How many of them are folders. */
    int folders() {
        return folders;
    }

    /** Where each begins, in the order in which they came. */
    int[] places() {
        int[] places = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            places[i] = at;
            at += HEADER + length(at);
        }
        return places;
    }

    int length(int place) {
        return packed[place + 5] & 0xff;
    }

    int hash(int place, DirectoryHash hash) {
        return hash.of(packed, place + HEADER, length(place));
    }

    /** Writes the entry of a name into a block of a folder. */
    void put(int place, ByteBuffer block, int at, int length, boolean typed) {
        int inode = ByteBuffer.wrap(packed).getInt(place);
        DirectoryBlock.put(block, at, inode, typed ? packed[place + 4] : 0, length);
        block.put(at + 6, (byte) length(place));
        block.put(at + 8, packed, place + HEADER, length(place));
    }
}
