package org.rootbuild.ext;

import java.nio.ByteBuffer;

/**
 * A view of one inode of 128, 256 or more bytes. Changes go to the buffer behind it.
 *
 * @param bytes     an inode table or a part of it, little-endian
 * @param at        where the inode begins in it
 * @param sizeBytes of an inode of this filesystem
 */
record Inode(ByteBuffer bytes, int at, int sizeBytes) {
    static final int BAD_BLOCKS = 1;
    static final int ROOT = 2;
    static final int RESIZE = 7;
    static final int JOURNAL = 8;

    static final Field MODE = Field.of(0x00, 2);
    static final Field OWNER = new Field(0x02, 2, 0x78, 2);
    static final Field GROUP = new Field(0x18, 2, 0x7A, 2);
    static final Field SIZE = new Field(0x04, 4, 0x6C, 4);
    static final Field DELETED_AT = Field.of(0x14, 4);
    static final Field LINKS = Field.of(0x1A, 2);
    /** In units of 512 bytes, or of blocks with {@link #HUGE_FILE}; also those that hold the map and xattrs. */
    static final Field BLOCKS = new Field(0x1C, 4, 0x74, 2);
    static final Field FLAGS = Field.of(0x20, 4);
    static final Field GENERATION = Field.of(0x64, 4);
    static final Field XATTR_BLOCK = new Field(0x68, 4, 0x76, 2);
    static final Field CHECKSUM_LOW = Field.of(0x7C, 2);
    static final Field EXTRA_SIZE = Field.of(0x80, 2);
    static final Field CHECKSUM_HIGH = Field.of(0x82, 2);

    static final int INDEXED = 0x1000;
    static final int HUGE_FILE = 0x40000;
    static final int EXTENTS = 0x80000;
    static final int XATTR_INODE = 0x200000;
    static final int INLINE_DATA = 0x10000000;

    static final int TYPE_MASK = 0170000;
    static final int PIPE = 0010000;
    static final int CHARACTER_DEVICE = 0020000;
    static final int FOLDER = 0040000;
    static final int BLOCK_DEVICE = 0060000;
    static final int PLAIN_FILE = 0100000;
    static final int SYMLINK = 0120000;
    static final int SOCKET = 0140000;

    static final int GOOD_OLD_SIZE = 128;
    /** How much of an inode of 256 bytes behind the first 128 has a meaning. */
    static final int USUAL_EXTRA_SIZE = 32;
    static final int MAP_AT = 0x28;
    static final int MAP_LENGTH = 60;
    private static final int EPOCH_BITS = 3;

    /** The times of an inode, each with the offset of its 32 bits and of those that were added. */
    enum Time {
        ACCESS(0x08, 0x8C), CHANGE(0x0C, 0x84), MODIFICATION(0x10, 0x88), CREATION(0x90, 0x94);

        private final int place;
        private final int extra;

        Time(int place, int extra) {
            this.place = place;
            this.extra = extra;
        }
    }

    long get(Field field) {
        return field.get(bytes, at);
    }

    void set(Field field, long value) {
        field.set(bytes, at, value);
    }

    int type() {
        return (int) get(MODE) & TYPE_MASK;
    }

    boolean flag(int flag) {
        return (get(FLAGS) & flag) != 0;
    }

    /** How many bytes behind the first 128 are in use; may be nonsense in a damaged one, but never leaves the inode. */
    int extraSize() {
        return sizeBytes <= GOOD_OLD_SIZE ? 0 : (int) Math.min(get(EXTRA_SIZE), sizeBytes - GOOD_OLD_SIZE);
    }

    /** Where extended attributes may stand inside of the inode, from its start. */
    int xattrsAt() {
        return GOOD_OLD_SIZE + extraSize();
    }

    private boolean reaches(int offset) {
        return offset + 4 <= GOOD_OLD_SIZE + extraSize();
    }

    /** Seconds since 1970; that of creation is 0 where there is no room for it. */
    long seconds(Time time) {
        if (time.place >= GOOD_OLD_SIZE && !reaches(time.place)) {
            return 0;
        }
        long epoch = reaches(time.extra) ? bytes.getInt(at + time.extra) & EPOCH_BITS : 0;
        return bytes.getInt(at + time.place) + (epoch << 32);
    }

    /** Sets it without a fraction of a second; {@link #EXTRA_SIZE} must be set before. */
    void seconds(Time time, long seconds) {
        if (time.place >= GOOD_OLD_SIZE && !reaches(time.place)) {
            return;
        }
        bytes.putInt(at + time.place, (int) seconds);
        if (reaches(time.extra)) {
            bytes.putInt(at + time.extra, (int) (seconds - (int) seconds >> 32) & EPOCH_BITS);
        }
    }

    /** Whether {@link #seconds(Time, long)} keeps it: until 2446 with extra bits, until 2038 without. */
    static boolean holdsTime(int inodeSize, long seconds) {
        long highest = inodeSize > GOOD_OLD_SIZE ? Integer.MAX_VALUE + ((long) EPOCH_BITS << 32) : Integer.MAX_VALUE;
        return seconds >= Integer.MIN_VALUE && seconds <= highest;
    }

    /** The 60 bytes that hold a block map, an extent root, a short link or a device number; a view. */
    ByteBuffer map() {
        return bytes.slice(at + MAP_AT, MAP_LENGTH).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    int checksum(Checksums sums, long number) {
        int crc = sums.ofInode(number, (int) get(GENERATION));
        crc = Crc32c.of(crc, bytes, at, CHECKSUM_LOW.at());
        crc = Crc32c.of(crc, new byte[2], 0, 2);
        crc = Crc32c.of(crc, bytes, at + CHECKSUM_LOW.at() + 2, GOOD_OLD_SIZE - CHECKSUM_LOW.at() - 2);
        if (sizeBytes == GOOD_OLD_SIZE) {
            return crc;
        }
        if (!reaches(EXTRA_SIZE.at())) {
            return Crc32c.of(crc, bytes, at + GOOD_OLD_SIZE, sizeBytes - GOOD_OLD_SIZE);
        }
        crc = Crc32c.of(crc, bytes, at + GOOD_OLD_SIZE, 2);
        crc = Crc32c.of(crc, new byte[2], 0, 2);
        return Crc32c.of(crc, bytes, at + CHECKSUM_HIGH.at() + 2, sizeBytes - CHECKSUM_HIGH.at() - 2);
    }

    /** Sets the checksum; to be done last. */
    void seal(Checksums sums, long number) {
        if (sums.on()) {
            int checksum = checksum(sums, number);
            set(CHECKSUM_LOW, checksum);
            if (reaches(EXTRA_SIZE.at())) {
                set(CHECKSUM_HIGH, checksum >>> 16);
            }
        }
    }

    boolean isSealed(Checksums sums, long number) {
        if (!sums.on()) {
            return true;
        }
        int checksum = checksum(sums, number);
        return (checksum & 0xffff) == get(CHECKSUM_LOW)
            && (!reaches(EXTRA_SIZE.at()) || checksum >>> 16 == get(CHECKSUM_HIGH));
    }
}
