package org.rootbuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rootbuild.volume.Volume;

/**
 * What a boot image was told of its own place, by {@code -boot-info-table} of mkisofs and {@code --grub2-boot-info} of
 * xorriso.
 *
 * @param sizeBytes of the image as the table has it; of no meaning without one
 */
record BootInfo(boolean hasTable, boolean isGrub, long sizeBytes) {
    static final int TABLE_AT = 8;
    private static final int TABLE_BYTES = 12;
    static final int GRUB_AT = 2548;
    /** GRUB goes on with the sixth sector of 512 bytes of its image: behind 2048 bytes for a CD, and one sector. */
    static final int GRUB_SECTORS = 5;

    static BootInfo of(Volume volume, long at) throws IOException {
        long block = at / Blocks.BYTES;
        if (at > volume.sizeBytes() - Blocks.BYTES) {
            return new BootInfo(false, false, 0);
        }
        ByteBuffer table = volume.read(at + TABLE_AT, TABLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        boolean hasTable = table.getInt(0) == Blocks.SYSTEM_AREA && (table.getInt(4) & 0xffffffffL) == block;
        boolean isGrub = at <= volume.sizeBytes() - GRUB_AT - Long.BYTES && volume.read(at + GRUB_AT, Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN).getLong(0) == block * Blocks.SECTORS + GRUB_SECTORS;
        return new BootInfo(hasTable, isGrub, table.getInt(8) & 0xffffffffL);
    }
}
