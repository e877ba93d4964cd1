package org.rootbuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rootbuild.volume.Volume;

/** How long a boot image is that no file and no partition shows: the catalogue tells only how much of it is loaded. */
final class HiddenSize {
    private static final int SECTOR = 512;
    private static final long KIB = 1024;

    private HiddenSize() {
    }

    /** The most of what the catalogue, the image's own table and a FAT filesystem in it say. */
    static long of(Volume volume, long at, BootEntry.Emulation kind, int loadSectors) throws IOException {
        long loaded = Math.max(1, loadSectors) * (long) SECTOR;
        return switch (kind) {
            case FLOPPY_1200 -> 1200 * KIB;
            case FLOPPY_1440 -> 1440 * KIB;
            case FLOPPY_2880 -> 2880 * KIB;
            case HARD_DISK -> Math.max(loaded, partitionEnd(volume, at));
            case NONE -> {
                BootInfo info = BootInfo.of(volume, at);
                yield Math.max(info.hasTable() ? info.sizeBytes() : Blocks.BYTES,
                    Math.max(loaded, fat(volume, at)));
            }
        };
    }

    private static ByteBuffer sector(Volume volume, long at) throws IOException {
        return volume.read(at, SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The emulated disk's first partition ends it. */
    private static long partitionEnd(Volume volume, long at) throws IOException {
        ByteBuffer sector = sector(volume, at);
        return ((sector.getInt(454) & 0xffffffffL) + (sector.getInt(458) & 0xffffffffL)) * SECTOR;
    }

    private static long fat(Volume volume, long at) throws IOException {
        ByteBuffer sector = sector(volume, at);
        int sectorBytes = sector.getShort(11) & 0xffff;
        boolean isFat = (sector.getShort(510) & 0xffff) == 0xAA55 && Integer.bitCount(sectorBytes) == 1
            && sectorBytes >= SECTOR && sectorBytes <= 4096 && (sector.get(0) & 0xff) >= 0xE9;
        long sectors = sector.getShort(19) != 0 ? sector.getShort(19) & 0xffff : sector.getInt(32) & 0xffffffffL;
        return isFat ? sectors * sectorBytes : 0;
    }
}
