package org.rootbuild.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * The places by which GRUB's {@code boot.img} on a disk finds its core image: that of the core's first sector, and in
 * this one a list of where all the others are. They are numbers of sectors of the disk, so they have to follow when
 * what is there goes to another place. The fields are those of {@code include/grub/i386/pc/boot.h} of GRUB 2.06; the
 * first sector is outside of what GRUB's own redundancy covers.
 */
public final class GrubPlaces {
    private static final int SECTOR_BYTES = CoreImage.SECTOR_BYTES;
    private static final int KERNEL_SECTOR_AT = 0x5c;
    private static final int ENTRY_BYTES = 12;
    private static final int MOST_ENTRIES = 30;
    private static final String BOOT_WORDS = "GRUB \0Geom";
    private static final String CORE_WORD = "loading";

    private final Range first;
    private final List<Range> others;

    private GrubPlaces(Range first, List<Range> others) {
        this.first = first;
        this.others = List.copyOf(others);
    }

    /**
     * Looks for GRUB.
     *
     * @param bootAt where a boot sector is, in bytes: 0, or a partition's first sector
     * @return empty when it is not GRUB's, or there is no core image where it looks for one
     */
    public static Optional<GrubPlaces> read(Volume disk, long bootAt) throws IOException {
        ByteBuffer boot = disk.read(bootAt, SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long sector = boot.getLong(KERNEL_SECTOR_AT);
        if (!text(boot).contains(BOOT_WORDS) || sector < 1 || sector >= disk.sizeBytes() / SECTOR_BYTES) {
            return Optional.empty();
        }
        ByteBuffer core = disk.read(sector * SECTOR_BYTES, SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (!text(core).contains(CORE_WORD)) {
            return Optional.empty();
        }
        List<Range> others = new ArrayList<>();
        for (int i = 1; i <= MOST_ENTRIES; i++) {
            int at = SECTOR_BYTES - i * ENTRY_BYTES;
            long start = core.getLong(at);
            int count = Short.toUnsignedInt(core.getShort(at + 8));
            if (count == 0) {
                break;
            } else if (start < 1 || start >= disk.sizeBytes() / SECTOR_BYTES) {
                return Optional.empty();
            }
            others.add(new Range(start * SECTOR_BYTES, (long) count * SECTOR_BYTES));
        }
        return Optional.of(new GrubPlaces(new Range(sector * SECTOR_BYTES, SECTOR_BYTES), others));
    }

    private static String text(ByteBuffer sector) {
        return new String(sector.array(), StandardCharsets.ISO_8859_1);
    }

    /** Where the parts of the core image are, in bytes of the disk; the first sector is the first of them. */
    public List<Range> parts() {
        List<Range> parts = new ArrayList<>();
        parts.add(first);
        parts.addAll(others);
        return parts;
    }

    /**
     * Tells a boot sector, and the core image that is at its new places already, where these are.
     *
     * @param bootAt where the boot sector is now
     * @param begins where each of the {@link #parts} begins now, in bytes
     * @throws Failure when one of them is not at a whole sector
     */
    public void write(Volume disk, long bootAt, List<Long> begins) throws IOException {
        for (long one : begins) {
            if (one % SECTOR_BYTES != 0) {
                throw new Failure("GRUB's core image would begin inside a sector of 512 bytes", "Move it elsewhere.");
            }
        }
        ByteBuffer core = disk.read(begins.get(0), SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i < begins.size(); i++) {
            core.putLong(SECTOR_BYTES - i * ENTRY_BYTES, begins.get(i) / SECTOR_BYTES);
        }
        disk.write(begins.get(0), core.rewind());
        ByteBuffer boot = disk.read(bootAt, SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        disk.write(bootAt, boot.putLong(KERNEL_SECTOR_AT, begins.get(0) / SECTOR_BYTES).rewind());
    }
}
