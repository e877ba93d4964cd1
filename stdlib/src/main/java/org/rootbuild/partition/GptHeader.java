package org.rootbuild.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The header of a GPT (UEFI 2.10, 5.3.2). All numbers are little-endian: signature at 0, revision 8, header size 12,
 * CRC 16, reserved 20, own sector 24, the other header's 32, first usable 40, last usable 48, disk's GUID 56, first
 * sector of the entries 72, their count 80, their size 84, their CRC 88.
 *
 * @param raw the sector that it was read from, for what this does not know; never changed
 */
record GptHeader(int revision, int headerBytes, long own, long other, long firstUsable, long lastUsable, UUID diskId,
                 long entries, int entryCount, int entryBytes, int entriesCrc, byte[] raw) {
    static final long SIGNATURE = 0x5452415020494645L;
    static final int REVISION = 0x00010000;
    static final int LEAST_BYTES = 92;
    static final int USUAL_ENTRIES = 128;
    static final int LEAST_ENTRY_BYTES = 128;
    /** More than any tool makes; a table that asks for more is damaged or hostile. */
    static final int MOST_ARRAY_BYTES = 4 << 20;

    static boolean bearsSignature(ByteBuffer sector) {
        return sector.order(ByteOrder.LITTLE_ENDIAN).getLong(0) == SIGNATURE;
    }

    static GptHeader read(byte[] sector) {
        ByteBuffer bytes = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        return new GptHeader(bytes.getInt(8), bytes.getInt(12), bytes.getLong(24), bytes.getLong(32),
            bytes.getLong(40), bytes.getLong(48), Guid.read(bytes, 56), bytes.getLong(72), bytes.getInt(80),
            bytes.getInt(84), bytes.getInt(88), sector);
    }

    /** What is wrong with it, for a disk and the place where it was found. */
    Optional<String> fault(DiskShape disk, long foundAt) {
        if (headerBytes < LEAST_BYTES || headerBytes > raw.length) {
            return Optional.of("says that it is of " + Integer.toUnsignedString(headerBytes) + " bytes");
        } else if (crc(raw, headerBytes) != ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).getInt(16)) {
            return Optional.of("has a wrong checksum");
        } else if (own != foundAt) {
            return Optional.of("says that it is at sector " + own);
        } else if (entryBytes < LEAST_ENTRY_BYTES || entryBytes % 8 != 0 || entryCount < 1
            || (long) entryCount * entryBytes > MOST_ARRAY_BYTES) {
            return Optional.of("asks for " + Integer.toUnsignedString(entryCount) + " entries of "
                + Integer.toUnsignedString(entryBytes) + " bytes");
        } else if (firstUsable < 2 || lastUsable < firstUsable - 1 || lastUsable < 0) {
            return Optional.of("says that sectors " + firstUsable + " to " + lastUsable + " are usable");
        } else if (entries < 1 || entries > disk.sectors() - entrySectors(disk)) {
            return Optional.of("has its entries at sector " + entries + ", outside of the disk");
        }
        boolean apart = entries > lastUsable || entries + entrySectors(disk) <= firstUsable;
        return apart ? Optional.empty() : Optional.of("has its entries inside of the usable sectors");
    }

    private static int crc(byte[] sector, int count) {
        byte[] bytes = sector.clone();
        ByteBuffer.wrap(bytes).putInt(16, 0);
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, count);
        return (int) crc.getValue();
    }

    int arrayBytes() {
        return entryCount * entryBytes;
    }

    long entrySectors(DiskShape disk) {
        return sectorsFor(arrayBytes(), disk.sectorSize());
    }

    static long sectorsFor(int arrayBytes, int sectorSize) {
        return (arrayBytes + sectorSize - 1L) / sectorSize;
    }

    /** Whether both describe the same partitions. */
    boolean agrees(GptHeader twin) {
        return diskId.equals(twin.diskId) && firstUsable == twin.firstUsable && lastUsable == twin.lastUsable
            && entryCount == twin.entryCount && entryBytes == twin.entryBytes && entriesCrc == twin.entriesCrc;
    }

    byte[] encode(int sectorSize) {
        byte[] sector = Arrays.copyOf(raw, sectorSize);
        ByteBuffer bytes = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, SIGNATURE).putInt(8, revision).putInt(12, headerBytes).putInt(16, 0);
        bytes.putLong(24, own).putLong(32, other).putLong(40, firstUsable).putLong(48, lastUsable);
        Guid.write(diskId, bytes, 56);
        bytes.putLong(72, entries).putInt(80, entryCount).putInt(84, entryBytes).putInt(88, entriesCrc);
        return sector(bytes, sector);
    }

    private byte[] sector(ByteBuffer bytes, byte[] sector) {
        bytes.putInt(16, crc(sector, headerBytes));
        return sector;
    }
}
