package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An inode of an existing filesystem: a copy of its bytes as they are (Linux documentation, "Index Nodes"). */
final class ExtInode {
    static final int TYPE_MASK = Inode.TYPE_MASK;
    static final int PIPE = Inode.PIPE;
    static final int CHARACTER_DEVICE = Inode.CHARACTER_DEVICE;
    static final int FOLDER = Inode.FOLDER;
    static final int BLOCK_DEVICE = Inode.BLOCK_DEVICE;
    static final int FILE = Inode.PLAIN_FILE;
    static final int SYMLINK = Inode.SYMLINK;
    static final int SOCKET = Inode.SOCKET;
    static final long COMPRESSED = 0x4;
    static final long ENCRYPTED = 0x800;
    static final long INDEXED = Inode.INDEXED;
    static final long HUGE = Inode.HUGE_FILE;
    static final long EXTENTS = Inode.EXTENTS;
    static final long VALUE = Inode.XATTR_INODE;
    static final long INLINE = Inode.INLINE_DATA;
    static final long CASEFOLDED = 0x40000000;
    /** Where the 60 bytes of the block map begin. */
    static final int MAP = Inode.MAP_AT;
    static final int MAP_BYTES = Inode.MAP_LENGTH;
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
        return view().get(Inode.OWNER);
    }

    long group() {
        return view().get(Inode.GROUP);
    }

    void setOwner(long owner, long group) {
        view().set(Inode.OWNER, owner);
        view().set(Inode.GROUP, group);
    }

    long sizeBytes() {
        return view().get(Inode.SIZE);
    }

    void setSizeBytes(long size) {
        view().set(Inode.SIZE, size);
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
        return view().get(Inode.BLOCKS);
    }

    void setUsedUnits(long units) {
        view().set(Inode.BLOCKS, units);
    }

    /** The block of extended attributes; 0 is none. */
    long xattrBlock() {
        return view().get(Inode.XATTR_BLOCK);
    }

    void setXattrBlock(long block) {
        view().set(Inode.XATTR_BLOCK, block);
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
        return view().seconds(Inode.Time.MODIFICATION);
    }

    /** Sets the time of the last change of the content and of the inode, and of the last access; whole seconds. */
    void setTimes(long seconds) {
        boolean wide = holds(0x8c);
        long held = wide ? Math.max(Integer.MIN_VALUE, Math.min(seconds, Integer.MAX_VALUE + 3L * (1L << 32)))
            : Math.max(Integer.MIN_VALUE, Math.min(seconds, Integer.MAX_VALUE));
        view().seconds(Inode.Time.ACCESS, held);
        view().seconds(Inode.Time.CHANGE, held);
        view().seconds(Inode.Time.MODIFICATION, held);
    }

    /** Also the time when it was made. */
    void setBirth() {
        view().seconds(Inode.Time.CREATION, mtimeSeconds());
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
