package org.rootbuild.loader;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.rootbuild.problem.Failure;

/**
 * {@code ldlinux.sys} with the fields that say where its own sectors are, as {@code libinstaller/syslxmod.c} of syslinux
 * 6.04 fills them in. It has to be in one piece on its partition.
 */
final class SyslinuxImage {
    private static final int SECTOR_BYTES = 512;
    private static final int SETTINGS_SECTORS = 2;
    private static final int EXTENT_BYTES = 10;
    /** A BIOS cannot read over a boundary of 64 KiB of memory; pieces of 16 KiB at multiples of 16 KiB never do. */
    private static final int PIECE_SECTORS = 32;
    private static final byte[] MARK = "rootbuild fills this in ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final ByteBuffer fields;
    private final int area;
    private final int more;

    /** @param folder of the file on its partition, with a slash at either end */
    SyslinuxImage(SyslinuxFiles files, String folder) throws Failure {
        this.bytes = files.image().clone();
        this.fields = Bytes.of(bytes);
        this.area = SyslinuxFiles.areaAt(bytes);
        this.more = field(area + 22);
        byte[] name = folder.getBytes(StandardCharsets.UTF_8);
        int room = field(more + 4);
        if (name.length + 1 > room) {
            throw new Failure("the folder " + folder + " is too long for syslinux, which has room for " + (room - 1)
                + " bytes", "Take a shorter one.");
        }
        fields.put(field(more + 2), new byte[room]).put(field(more + 2), name);
        clearExtents();
        fields.put(extentsAt(), MARK);
    }

    /** The file as it is written at first: with a mark that nothing else on the partition has. */
    byte[] marked() {
        return bytes.clone();
    }

    int sectors() {
        return bytes.length / SECTOR_BYTES;
    }

    /** @param first where it is, in sectors from the beginning of the partition */
    byte[] at(long first) throws Failure {
        clearExtents();
        int data = sectors() - SETTINGS_SECTORS;
        int dwords = data * SECTOR_BYTES / 4;
        fields.putShort(area + 8, (short) data).putShort(area + 10, (short) SETTINGS_SECTORS)
            .putInt(area + 12, dwords);
        int extent = extentsAt();
        int index = 1;
        while (index < data) {
            // The sector of index 1 is loaded to 0x8200; the first piece is shorter so that all others are aligned.
            int count = Math.min(data - index, PIECE_SECTORS - index % PIECE_SECTORS);
            fields.putLong(extent, first + index).putShort(extent + 8, (short) count);
            extent += EXTENT_BYTES;
            index += count;
        }
        if (extent > extentsAt() + field(more + 12) * EXTENT_BYTES) {
            throw new Failure("ldlinux.sys is too big for its own table of sectors", "Take syslinux 6.03 or 6.04.");
        }
        fields.putLong(field(more), first + data).putLong(field(more) + 8, first + data + 1);
        fields.putInt(area + 16, 0);
        int sum = SyslinuxFiles.MAGIC;
        for (int i = 0; i < dwords; i++) {
            sum -= fields.getInt(i * 4);
        }
        fields.putInt(area + 16, sum);
        return bytes.clone();
    }

    /** Tells the boot sector where the image begins. */
    void pointTo(ByteBuffer bootSector, long first) {
        bootSector.putInt(field(more + 14), (int) first).putInt(field(more + 16), (int) (first >>> 32));
    }

    private void clearExtents() {
        fields.put(extentsAt(), new byte[field(more + 12) * EXTENT_BYTES]);
    }

    private int extentsAt() {
        return field(more + 10);
    }

    private int field(int at) {
        return Short.toUnsignedInt(fields.getShort(at));
    }
}
