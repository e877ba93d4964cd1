package org.rootbuild.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/** How large a disk is, in sectors of which size. */
record DiskShape(int sectorSize, long sectors) {
    DiskShape {
        if (!PartitionTable.SECTOR_SIZES.contains(sectorSize) || sectors < 1) {
            throw new IllegalArgumentException("no disk: " + sectors + " sectors of " + sectorSize + " bytes");
        }
    }

    /** A rest behind the last whole sector belongs to no sector. */
    static DiskShape of(Volume disk, int sectorSize) {
        return new DiskShape(sectorSize, Math.max(1, disk.sizeBytes() / sectorSize));
    }

    void match(Volume disk) throws Failure {
        if (disk.sizeBytes() / sectorSize != sectors) {
            throw new Failure("a partition table for " + sectors + " sectors of " + sectorSize
                + " bytes does not belong on a disk of " + disk.sizeBytes() + " bytes",
                "Make the table for this disk's size first (onDiskOf).");
        }
    }

    ByteBuffer read(Volume disk, long sector, int bytes) throws IOException {
        return disk.read(Math.multiplyExact(sector, sectorSize), bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    void write(Volume disk, long sector, byte[] bytes) throws IOException {
        disk.write(Math.multiplyExact(sector, sectorSize), ByteBuffer.wrap(bytes));
    }
}
