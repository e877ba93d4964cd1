package org.rootbuild.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * A directory record (ECMA-119, 9.1).
 *
 * @param block       where its extent begins, in blocks
 * @param sizeBytes   of its extent, without the attributes in front
 * @param attributeBlocks how many blocks of its extent come before the data
 * @param flags       such as {@link #FOLDER}
 * @param interleaved whether its blocks are mixed with those of others
 * @param mtimeSeconds since 1970
 * @param name        as it is written
 * @param systemUse   what follows, the fields of SUSP for one
 */
record IsoRecord(long block, long sizeBytes, int attributeBlocks, int flags, boolean interleaved, long mtimeSeconds,
                 byte[] name, byte[] systemUse) {
    static final int FOLDER = 2;
    static final int ASSOCIATED = 4;
    static final int NOT_THE_LAST = 0x80;
    static final int NAME_AT = 33;

    /** The one that begins there; empty where what is written there is none. */
    static Optional<IsoRecord> at(byte[] bytes, int at, int end) {
        int length = at < end ? bytes[at] & 0xff : 0;
        if (length <= NAME_AT || length > end - at) {
            return Optional.empty();
        }
        int nameBytes = bytes[at + NAME_AT - 1] & 0xff;
        int nameEnd = NAME_AT + nameBytes;
        if (nameBytes == 0 || nameEnd > length) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes, at, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        // A zero makes the place of the next field even.
        int systemUse = Math.min(length, nameEnd + (nameBytes + 1) % 2);
        return Optional.of(new IsoRecord(fields.getInt(2) & 0xffffffffL, fields.getInt(10) & 0xffffffffL,
            fields.get(1) & 0xff, fields.get(25) & 0xff, fields.get(26) != 0 || fields.get(27) != 0,
            IsoClock.recorded(bytes, at + 18), Arrays.copyOfRange(bytes, at + NAME_AT, at + nameEnd),
            Arrays.copyOfRange(bytes, at + systemUse, at + length)));
    }

    boolean isFolder() {
        return (flags & FOLDER) != 0;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether it is the folder's own record. */
    boolean isSelf() {
        return name.length == 1 && name[0] == 0;
    }

    /** Whether it is of the folder above. */
    boolean isParent() {
        return name.length == 1 && name[0] == 1;
    }

    /** Where its data begins, in blocks. */
    long dataBlock() {
        return block + attributeBlocks;
    }
}
