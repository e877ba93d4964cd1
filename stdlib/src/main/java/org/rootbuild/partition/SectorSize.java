package org.rootbuild.partition;

import java.io.IOException;
import org.rootbuild.volume.Volume;

/** Finds out how large the sectors are that the table of a disk counts in, which only the disk itself would know. */
final class SectorSize {
    private static final int USUAL = 512;
    private static final int LARGE = 4096;
    /** Where ext2 and its successors have their magic number, in the filesystem. */
    private static final int EXT_MAGIC_AT = 1080;
    private static final int EXT_MAGIC = 0x53EF;

    private SectorSize() {
    }

    static int of(Volume disk) throws IOException {
        boolean usual = GptReader.isThere(disk, USUAL);
        if (usual || GptReader.isThere(disk, LARGE)) {
            return usual ? USUAL : LARGE;
        }
        return starts(disk, USUAL) == 0 && starts(disk, LARGE) > 0 ? LARGE : USUAL;
    }

    /** At how many of the places that the MBR names something begins: a link of logical partitions, a filesystem. */
    private static int starts(Volume disk, int sectorSize) throws IOException {
        if (disk.sizeBytes() < BootSector.BYTES) {
            return 0;
        }
        byte[] sector = disk.read(0, BootSector.BYTES).array();
        int starts = 0;
        for (int slot = 0; slot < BootSector.SLOTS && BootSector.hasMark(sector); slot++) {
            MbrEntry entry = MbrEntry.read(sector, slot);
            long at = entry.first() * sectorSize;
            if (entry.isUsed() && at > 0 && at <= disk.sizeBytes() - LARGE) {
                boolean begins = BootSector.hasMark(disk.read(at, BootSector.BYTES).array())
                    || (disk.read(at + EXT_MAGIC_AT, Short.BYTES).getShort() & 0xFFFF) == EXT_MAGIC;
                starts += begins ? 1 : 0;
            }
        }
        return starts;
    }
}
