package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.rootbuild.problem.Failure;

/**
 * The first block of a journal (JBD2, version 2), big-endian.
 *
 * @param blockSize    in bytes
 * @param blocks       of the journal with this one
 * @param first        block of the log
 * @param sequence     number of the first transaction that is expected
 * @param start        block where the log begins, 0 when there is nothing to replay
 * @param error        that the journal was aborted with, or 0
 * @param compatible   features
 * @param incompatible features: 1 revoked blocks, 2 64 bits, 4 checksums at commit, 8 checksums 2, 16 checksums 3, 32
 *                     fast commit
 * @param readOnly     features
 * @param uuid         of the journal, or of the filesystem that it is in
 * @param users        how many filesystems use it
 */
record JournalSuperblock(int blockSize, long blocks, long first, int sequence, long start, int error, int compatible,
                         int incompatible, int readOnly, UUID uuid, int users) {
    static final int SIZE_BYTES = 1024;
    static final int MAGIC_NUMBER = 0xC03B3998;
    static final int REVOKED = 1;
    static final int BITS_64 = 2;
    static final int CHECKSUM_2 = 8;
    static final int CHECKSUM_3 = 16;
    static final int FAST_COMMIT = 32;
    private static final int VERSION_2 = 4;
    private static final int CHECKSUM_AT = 0xFC;
    private static final int CRC32C = 4;

    /** An empty journal. */
    static JournalSuperblock empty(int blockSize, long blocks, UUID uuid) {
        return new JournalSuperblock(blockSize, blocks, 1, 1, 0, 0, 0, 0, 0, uuid, 1);
    }

    boolean isEmpty() {
        return start == 0;
    }

    private boolean hasChecksum() {
        return (incompatible & (CHECKSUM_2 | CHECKSUM_3)) != 0;
    }

    /** 1024 bytes. */
    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE_BYTES);
        bytes.putInt(0, MAGIC_NUMBER).putInt(4, VERSION_2).putInt(8, 0).putInt(0xC, blockSize);
        bytes.putInt(0x10, (int) blocks).putInt(0x14, (int) first).putInt(0x18, sequence).putInt(0x1C, (int) start);
        bytes.putInt(0x20, error).putInt(0x24, compatible).putInt(0x28, incompatible).putInt(0x2C, readOnly);
        bytes.putLong(0x30, uuid.getMostSignificantBits()).putLong(0x38, uuid.getLeastSignificantBits());
        bytes.putInt(0x40, users);
        if (hasChecksum()) {
            bytes.put(0x50, (byte) CRC32C).putInt(CHECKSUM_AT, Crc32c.of(~0, bytes, 0, SIZE_BYTES));
        }
        return bytes;
    }

    /** @throws Failure when the bytes are no superblock of a journal or contradict themselves */
    static JournalSuperblock decode(ByteBuffer read) throws Failure {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE_BYTES).order(ByteOrder.BIG_ENDIAN);
        bytes.put(0, read, read.position(), Math.min(SIZE_BYTES, read.remaining()));
        int type = bytes.getInt(4);
        if (bytes.getInt(0) != MAGIC_NUMBER || type != VERSION_2 && type != VERSION_2 - 1) {
            throw damaged("it has no magic number");
        }
        boolean old = type != VERSION_2;
        JournalSuperblock found = new JournalSuperblock(bytes.getInt(0xC), unsigned(bytes, 0x10), unsigned(bytes, 0x14),
            bytes.getInt(0x18), unsigned(bytes, 0x1C), bytes.getInt(0x20), old ? 0 : bytes.getInt(0x24),
            old ? 0 : bytes.getInt(0x28), old ? 0 : bytes.getInt(0x2C),
            new UUID(bytes.getLong(0x30), bytes.getLong(0x38)), bytes.getInt(0x40));
        if (found.first == 0 || found.first >= found.blocks || found.start >= found.blocks) {
            throw damaged("its log begins at block " + found.start + " of " + found.blocks);
        }
        int stored = bytes.getInt(CHECKSUM_AT);
        bytes.putInt(CHECKSUM_AT, 0);
        if (found.hasChecksum() && stored != Crc32c.of(~0, bytes, 0, SIZE_BYTES)) {
            throw damaged("its checksum is wrong");
        }
        return found;
    }

    private static long unsigned(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xffffffffL;
    }

    private static Failure damaged(String found) {
        return new Failure("the journal's superblock is damaged: " + found,
            "Have the filesystem repaired with e2fsck.");
    }
}
