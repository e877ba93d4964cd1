package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rootbuild.volume.Volume;

/**
 * FAT32's hints about free space (fatgen103, "FAT32 FSInfo Sector Structure").
 *
 * @param free how many clusters are free, -1 where that is not known
 * @param next where to look for a free one first, -1 where that is not known
 */
record FsInfo(int free, int next) {
    private static final int BYTES = 512;
    /** Where the two numbers lie. */
    private static final int HINTS_AT = 488;
    private static final int HINTS_BYTES = 8;
    private static final int LEAD = 0x41615252;
    private static final int STRUCTURE = 0x61417272;
    private static final int TRAIL = 0xaa550000;

    ByteBuffer encoded() {
        ByteBuffer to = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return to.putInt(0, LEAD).putInt(484, STRUCTURE).putInt(HINTS_AT, free).putInt(HINTS_AT + 4, next)
            .putInt(508, TRAIL);
    }

    /** Puts them where the volume has such hints, and into their copy behind that of the boot sector. */
    void writeTo(Volume volume, BootSector boot) throws IOException {
        int info = boot.infoSector();
        int reserved = boot.geometry().reservedSectors();
        for (int first : boot.backupSector() > 0 ? new int[] {0, boot.backupSector()} : new int[] {0}) {
            long at = (long) (first + info) * boot.geometry().sectorBytes();
            if (info > 0 && first + info < reserved && is(volume.read(at, BYTES))) {
                volume.write(at + HINTS_AT, encoded().slice(HINTS_AT, HINTS_BYTES));
            }
        }
    }

    /** Whether the sector holds such hints. */
    private static boolean is(ByteBuffer sector) {
        sector.order(ByteOrder.LITTLE_ENDIAN);
        return sector.getInt(0) == LEAD && sector.getInt(484) == STRUCTURE;
    }
}
