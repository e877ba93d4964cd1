package org.rootbuild.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The sixteen bytes of a partition in a boot sector: state, first CHS, type, last CHS, first sector, sector count.
 *
 * @param first relative to what the boot sector that it stands in says it is relative to
 */
record MbrEntry(int state, int type, long first, long count) {
    static final int BYTES = 16;
    static final int ACTIVE = 0x80;
    private static final int HEADS = 255;
    private static final int SECTORS = 63;
    private static final int CYLINDERS = 1024;

    static MbrEntry read(byte[] sector, int slot) {
        ByteBuffer bytes = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        int at = BootSector.ENTRIES + slot * BYTES;
        return new MbrEntry(bytes.get(at) & 0xFF, bytes.get(at + 4) & 0xFF, bytes.getInt(at + 8) & 0xFFFFFFFFL,
            bytes.getInt(at + 12) & 0xFFFFFFFFL);
    }

    boolean isUsed() {
        return type != 0 && count != 0;
    }

    /** Changes nothing when the sector says the same already, so that its CHS fields stay what they were. */
    void write(byte[] sector, int slot, long absoluteFirst) {
        if (read(sector, slot).equals(this)) {
            return;
        }
        int at = BootSector.ENTRIES + slot * BYTES;
        ByteBuffer bytes = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(at, (byte) state).put(at + 4, (byte) type);
        bytes.putInt(at + 8, (int) first).putInt(at + 12, (int) count);
        writeChs(bytes, at + 1, absoluteFirst);
        writeChs(bytes, at + 5, absoluteFirst + count - 1);
    }

    static void clear(byte[] sector, int slot) {
        int at = BootSector.ENTRIES + slot * BYTES;
        Arrays.fill(sector, at, at + BYTES, (byte) 0);
    }

    /** Head, sector with the cylinder's two high bits, cylinder; what is out of reach gets the largest of all. */
    private static void writeChs(ByteBuffer into, int at, long sector) {
        long cylinder = sector / (HEADS * SECTORS);
        boolean outOfReach = cylinder >= CYLINDERS;
        int shown = outOfReach ? CYLINDERS - 1 : (int) cylinder;
        int head = outOfReach ? HEADS - 1 : (int) (sector / SECTORS % HEADS);
        int number = outOfReach ? SECTORS : (int) (sector % SECTORS) + 1;
        into.put(at, (byte) head).put(at + 1, (byte) (number | shown >> 2 & 0xC0)).put(at + 2, (byte) shown);
    }

    /** As a partition; empty for an entry that is not used. */
    Optional<Partition> partition(int number, long base) {
        return isUsed() ? Optional.of(new Partition(number, "", base + first, count, PartitionType.mbr(type),
            Optional.empty(), new PartitionFlags(state == ACTIVE, 0))) : Optional.empty();
    }
}
