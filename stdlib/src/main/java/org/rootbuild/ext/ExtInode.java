package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An inode of an existing filesystem: a copy of its bytes as they are (Linux documentation, "Index Nodes"). */
final class ExtInode {
    static final int TYPE_MASK = 0170000;
    static final int PIPE = 0010000;
    static final int CHARACTER_DEVICE = 0020000;
    static final int FOLDER = 0040000;
    static final int BLOCK_DEVICE = 0060000;
    static final int FILE = 0100000;
    static final int SYMLINK = 0120000;
    static final int SOCKET = 0140000;
    static final long COMPRESSED = 0x4;
    static final long ENCRYPTED = 0x800;
    static final long INDEXED = 0x1000;
    static final long HUGE = 0x40000;
    static final long EXTENTS = 0x80000;
    static final long VALUE = 0x200000;
    static final long INLINE = 0x10000000;
    static final long CASEFOLDED = 0x40000000;
    /** Where the 60 bytes of the block map begin. */
    static final int MAP = 0x28;
    static final int MAP_BYTES = 60;
    private static final int OLD_SIZE = 128;

    private final long number;
    private final ByteBuffer raw;

    ExtInode(long number, byte[] bytes) {
        this.number = number;
        this.raw = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    long number() {
        return number;
    }

    Inode view() {
        return new Inode(raw, 0, raw.capacity());
    }

    ByteBuffer raw() {
        return raw;
    }

    int half(int place) {
        return raw.getShort(place) & 0xffff;
    }

    long word(int place) {
        return raw.getInt(place) & 0xffffffffL;
    }

    int type() {
        return half(0) & TYPE_MASK;
    }

    int mode() {
        return half(0) & 07777;
    }

    void setMode(int type, int mode) {
        raw.putShort(0, (short) (type | mode));
    }

    long owner() {
        return half(2) | (long) half(0x78) << 16;
    }

    long group() {
        return half(0x18) | (long) half(0x7a) << 16;
    }

    void setOwner(long owner, long group) {
        raw.putShort(2, (short) owner);
        raw.putShort(0x78, (short) (owner >>> 16));
        raw.putShort(0x18, (short) group);
        raw.putShort(0x7a, (short) (group >>> 16));
    }

    long sizeBytes() {
        return word(4) | word(0x6c) << 32;
    }

    void setSizeBytes(long size) {
        raw.putInt(4, (int) size);
        raw.putInt(0x6c, (int) (size >>> 32));
    }

    int links() {
        return half(0x1a);
    }

    void setLinks(int count) {
        raw.putShort(0x1a, (short) count);
    }

    boolean is(long flag) {
        return (word(0x20) & flag) != 0;
    }

    void set(long flag, boolean on) {
        raw.putInt(0x20, (int) (on ? word(0x20) | flag : word(0x20) & ~flag));
    }

    int generation() {
        return raw.getInt(0x64);
    }

    /** Units of 512 bytes, or blocks where the file is marked as huge. */
    long usedUnits() {
        return word(0x1c) | (long) half(0x74) << 32;
    }

    void setUsedUnits(long units) {
        raw.putInt(0x1c, (int) units);
        raw.putShort(0x74, (short) (units >>> 32));
    }

    /** The block of extended attributes; 0 is none. */
    long xattrBlock() {
        return word(0x68) | (long) half(0x76) << 32;
    }

    void setXattrBlock(long block) {
        raw.putInt(0x68, (int) block);
        raw.putShort(0x76, (short) (block >>> 32));
    }

    /** How many bytes behind the first 128 are fields. */
    int extraBytes() {
        return raw.capacity() > OLD_SIZE ? half(0x80) : 0;
    }

    private boolean holds(int place) {
        return extraBytes() + OLD_SIZE >= place + 4;
    }

    /** Where extended attributes inside the inode may begin. */
    int xattrPlace() {
        return OLD_SIZE + extraBytes();
    }

    long mtimeSeconds() {
        long low = raw.getInt(0x10);
        return holds(0x88) ? low + ((long) (raw.getInt(0x88) & 3) << 32) : low;
    }

    /** Sets the time of the last change of the content and of the inode, and of the last access; whole seconds. */
    void setTimes(long seconds) {
        boolean wide = holds(0x8c);
        long held = wide ? Math.max(Integer.MIN_VALUE, Math.min(seconds, Integer.MAX_VALUE + 3L * (1L << 32)))
            : Math.max(Integer.MIN_VALUE, Math.min(seconds, Integer.MAX_VALUE));
        int epoch = (int) (held - (int) held >>> 32) & 3;
        for (int place : new int[] {8, 0xc, 0x10}) {
            raw.putInt(place, (int) held);
        }
        if (wide) {
            for (int place : new int[] {0x84, 0x88, 0x8c}) {
                raw.putInt(place, epoch);
            }
        }
    }

    /** Also the time when it was made. */
    void setBirth() {
        if (holds(0x94)) {
            raw.putInt(0x90, raw.getInt(0x10));
            raw.putInt(0x94, raw.getInt(0x88));
        }
    }

    /** A symbolic link whose target stands where otherwise the block map is. */
    boolean isFastLink() {
        return type() == SYMLINK && !is(EXTENTS) && !is(INLINE) && sizeBytes() < MAP_BYTES;
    }

    /** Whether the 60 bytes say which blocks the content is in. */
    boolean hasMap() {
        int type = type();
        return (type == FILE || type == FOLDER || type == SYMLINK && !isFastLink()) && !is(INLINE);
    }

    /** Whether an extended attribute's value is all that it holds. */
    boolean isValue() {
        return is(VALUE) && type() == FILE;
    }

    boolean isBlank() {
        return Arrays.equals(raw.array(), new byte[raw.capacity()]);
    }
}
