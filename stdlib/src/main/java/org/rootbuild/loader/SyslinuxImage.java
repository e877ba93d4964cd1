package org.rootbuild.loader;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.rootbuild.problem.Failure;

/**
 * {@code ldlinux.sys} with the fields that say where its own sectors are, as {@code libinstaller/syslxmod.c} of
 * syslinux 6.04 fills them in.
 */
final class SyslinuxImage {
    private static final int SECTOR_BYTES = 512;
    private static final int SETTINGS_SECTORS = 2;
    private static final int EXTENT_BYTES = 10;
    /** One entry of the table stays below 64 KiB, as the installer's do. */
    private static final int MOST_SECTORS = 127;
    private static final byte[] MARK = "rootbuild: a sector of ldlinux.sys, number "
        .getBytes(StandardCharsets.US_ASCII);

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
    }

    /** The file as it is written at first: each sector says which one it is, so that it is found wherever it went. */
    byte[] marked() {
        ByteBuffer marked = Bytes.ofSize(bytes.length);
        for (int i = 0; i < sectors(); i++) {
            marked.put(i * SECTOR_BYTES, MARK).putInt(i * SECTOR_BYTES + MARK.length, i);
        }
        return marked.array();
    }

    /** Which sector of the file begins here, by its mark; negative where none does. */
    int numberOf(byte[] block, int at) {
        if (!Arrays.equals(block, at, at + MARK.length, MARK, 0, MARK.length)) {
            return -1;
        }
        int number = Bytes.of(block).getInt(at + MARK.length);
        return number < sectors() ? number : -1;
    }

    int sectors() {
        return bytes.length / SECTOR_BYTES;
    }

    /** @param places where its sectors are, in sectors from the beginning of the partition */
    byte[] at(long[] places) throws Failure {
        int data = sectors() - SETTINGS_SECTORS;
        int dwords = data * SECTOR_BYTES / 4;
        fields.putShort(area + 8, (short) data).putShort(area + 10, (short) SETTINGS_SECTORS)
            .putInt(area + 12, dwords);
        writeExtents(places, data);
        fields.putLong(field(more), places[data]).putLong(field(more) + 8, places[data + 1]);
        fields.putInt(area + 16, 0);
        int sum = SyslinuxFiles.MAGIC;
        for (int i = 0; i < dwords; i++) {
            sum -= fields.getInt(i * 4);
        }
        fields.putInt(area + 16, sum);
        return bytes.clone();
    }

    /** The boot sector loads the sector of index 0 itself, to 0x8000; these are the others. */
    private void writeExtents(long[] places, int end) throws Failure {
        int extent = extentsAt();
        int last = extent + field(more + 12) * EXTENT_BYTES;
        fields.put(extent, new byte[last - extent]);
        int index = 1;
        while (index < end) {
            int count = 1;
            while (index + count < end && places[index + count] == places[index] + count
                    && count < MOST_SECTORS) {
                count++;
            }
            if (extent == last) {
                throw new Failure("ldlinux.sys is in more pieces than it has room to remember",
                    "Make the partition larger, or use GRUB.");
            }
            fields.putLong(extent, places[index]).putShort(extent + 8, (short) count);
            extent += EXTENT_BYTES;
            index += count;
        }
    }

    /** Tells the boot sector where the image begins. */
    void pointTo(ByteBuffer bootSector, long first) {
        bootSector.putInt(field(more + 14), (int) first).putInt(field(more + 16), (int) (first >>> 32));
    }

    private int extentsAt() {
        return field(more + 10);
    }

    private int field(int at) {
        return Short.toUnsignedInt(fields.getShort(at));
    }
}
