package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A view of one entry of the table of group descriptors, of 32 bytes, or 64 with the feature {@code 64bit}. Changes go
 * to the buffer behind it.
 *
 * @param bytes     the table or a part of it, little-endian
 * @param at        where the entry begins in it
 * @param sizeBytes 32, or at least 64
 */
record GroupDescriptor(ByteBuffer bytes, int at, int sizeBytes) {
    static final Field BLOCK_BITMAP = new Field(0x00, 4, 0x20, 4);
    static final Field INODE_BITMAP = new Field(0x04, 4, 0x24, 4);
    static final Field INODE_TABLE = new Field(0x08, 4, 0x28, 4);
    static final Field FREE_BLOCKS = new Field(0x0C, 2, 0x2C, 2);
    static final Field FREE_INODES = new Field(0x0E, 2, 0x2E, 2);
    static final Field FOLDERS = new Field(0x10, 2, 0x30, 2);
    static final Field FLAGS = Field.of(0x12, 2);
    static final Field BLOCK_BITMAP_CHECKSUM = new Field(0x18, 2, 0x38, 2);
    static final Field INODE_BITMAP_CHECKSUM = new Field(0x1A, 2, 0x3A, 2);
    /** How many inodes at the end of the table were never used. */
    static final Field UNUSED_INODES = new Field(0x1C, 2, 0x32, 2);
    static final Field CHECKSUM = Field.of(0x1E, 2);

    /** Flag: the inode bitmap was never written, all inodes are free. */
    static final int INODES_UNUSED = 1;
    /** Flag: the block bitmap was never written, only the group's own metadata is in use. */
    static final int BLOCKS_UNUSED = 2;
    /** Flag: the inode table holds zeros where it was never used. */
    static final int INODES_ZEROED = 4;

    long get(Field field) {
        return sizeBytes < 64 ? field.low(bytes, at) : field.get(bytes, at);
    }

    void set(Field field, long value) {
        if (sizeBytes < 64) {
            field.setLow(bytes, at, value);
        } else {
            field.set(bytes, at, value);
        }
    }

    boolean flag(int flag) {
        return (get(FLAGS) & flag) != 0;
    }

    /** The checksum with {@code metadata_csum}. */
    int checksum(Checksums sums, long group) {
        int crc = Crc32c.ofInt(sums.seed(), (int) group);
        crc = Crc32c.of(crc, bytes, at, CHECKSUM.at());
        crc = Crc32c.of(crc, new byte[2], 0, 2);
        return Crc32c.of(crc, bytes, at + 0x20, sizeBytes - 0x20) & 0xffff;
    }

    /** The checksum with {@code uninit_bg}. */
    int checksum16(UUID uuid, long group) {
        ByteBuffer start = ByteBuffer.allocate(20).putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits()).putInt(Integer.reverseBytes((int) group));
        int crc = Crc32c.crc16(0xffff, start, 0, 20);
        crc = Crc32c.crc16(crc, bytes, at, CHECKSUM.at());
        return sizeBytes <= 32 ? crc : Crc32c.crc16(crc, bytes, at + 0x20, sizeBytes - 0x20);
    }

    /** The checksum that this filesystem's descriptors have; 0 where they have none. */
    int checksum(Superblock superblock, Checksums sums, long group) {
        if (sums.on()) {
            return checksum(sums, group);
        }
        return superblock.has(ExtFeature.UNINIT_BG) ? checksum16(superblock.uuid(), group) : 0;
    }
}
