package org.rootbuild.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.rootbuild.partition.Guid;
import org.rootbuild.problem.Failure;

/**
 * The system area of an ISO that boots as a disk: the code with what it wants to know, an MBR, a GPT (UEFI 2.10, 5.2
 * and 5.3) and the copy of that at the end. Partitions may overlap, as isohybrid has them; for each kind of firmware
 * there is one set that it takes.
 */
final class HybridTables {
    /** Room for the copy of a GPT: 33 sectors. */
    static final int BACKUP_BLOCKS = 9;
    private static final int SECTOR = 512;
    private static final int ENTRIES = 128;
    private static final int ENTRY = 128;
    private static final int ARRAY_SECTORS = ENTRIES * ENTRY / SECTOR;
    private static final int FIRST_USABLE = 2 + ARRAY_SECTORS;
    private static final int SIGNATURE_AT = 440;
    private static final int MBR_AT = 446;
    private static final int MARK_AT = 510;
    private static final int PROTECTIVE = 0xEE;
    private static final int HEADS = 64;
    private static final int HEAD_SECTORS = 32;
    private static final int CYLINDERS = 1024;

    private final IsoLayout layout;
    private final SystemArea area;
    private final String seed;
    private final long sectors;

    HybridTables(IsoLayout layout) {
        this.layout = layout;
        this.area = layout.plan().boot().systemArea();
        IsoOptions options = layout.plan().options();
        this.seed = "iso " + options.volumeId() + " " + options.times().created().digits() + " "
            + options.times().modified().digits();
        this.sectors = layout.end() * Blocks.SECTORS;
    }

    private boolean isPlain() {
        return area.patch() == SystemArea.Patch.NONE && area.mbr().isEmpty() && area.gpt().isEmpty();
    }

    /** The first 16 blocks. */
    byte[] systemArea() throws Failure {
        byte[] bytes = Arrays.copyOf(area.bytes(), SystemArea.BYTES);
        if (isPlain()) {
            return bytes;
        }
        clear(bytes);
        ByteBuffer sector = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        patch(sector);
        if (sector.getInt(SIGNATURE_AT) == 0) {
            sector.putInt(SIGNATURE_AT, (int) Guid.of(seed + " signature").getMostSignificantBits());
        }
        sector.putShort(MARK_AT, (short) 0xAA55);
        if (!area.mbr().isEmpty() || !area.gpt().isEmpty()) {
            Arrays.fill(bytes, MBR_AT, MARK_AT, (byte) 0);
        }
        for (SystemArea.MbrSlot one : area.mbr()) {
            mbr(sector, one.number(), one.active(), one.type(), sectors(one.covers(), sectors));
        }
        if (!area.gpt().isEmpty()) {
            // A slot of type 0 is none to anybody but a BIOS that looks for an active one.
            boolean protects = area.mbr().stream().allMatch(one -> one.type() == 0 && one.number() > 1);
            if (protects) {
                mbr(sector, 1, false, PROTECTIVE, new Run(1, sectors - 1));
            }
            byte[] array = array();
            sector.put(SECTOR, header(1, sectors - 1, 2, array)).put(2 * SECTOR, array);
        }
        return bytes;
    }

    /** What stands at the end of an ISO with a GPT, in sectors that end with the last one. */
    Optional<byte[]> backup() throws Failure {
        if (area.gpt().isEmpty()) {
            return Optional.empty();
        }
        byte[] array = array();
        return Optional.of(ByteBuffer.allocate((ARRAY_SECTORS + 1) * SECTOR).put(array)
            .put(header(sectors - 1, 1, sectors - 1 - ARRAY_SECTORS, array)).array());
    }

    /** Takes tables away that were true for another ISO: a GPT, an Apple partition map. */
    private static void clear(byte[] bytes) {
        ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (text(bytes, SECTOR, 8).equals("EFI PART")) {
            long at = view.getLong(SECTOR + 72) * SECTOR;
            long end = at + (long) view.getInt(SECTOR + 80) * view.getInt(SECTOR + 84);
            if (at >= 2L * SECTOR && at < end && end <= bytes.length) {
                Arrays.fill(bytes, (int) at, (int) end, (byte) 0);
            }
            Arrays.fill(bytes, SECTOR, 2 * SECTOR, (byte) 0);
        }
        for (int at = SECTOR; at < bytes.length; at += SECTOR) {
            if (text(bytes, at, 4).equals("PM\0\0")) {
                Arrays.fill(bytes, at, at + SECTOR, (byte) 0);
            }
        }
    }

    private static String text(byte[] bytes, int at, int count) {
        return new String(bytes, at, count, StandardCharsets.ISO_8859_1);
    }

    private void patch(ByteBuffer sector) throws Failure {
        if (area.patch() == SystemArea.Patch.NONE) {
            return;
        }
        int index = 0;
        while (index < layout.plan().boot().entries().size()
            && layout.plan().boot().entries().get(index).platform() != BootEntry.Platform.X86) {
            index++;
        }
        if (index == layout.plan().boot().entries().size()) {
            throw new Failure("the boot code of the system area loads a boot image for a BIOS, and there is none",
                "Add a boot entry for a BIOS, or leave the code out.");
        }
        long at = layout.image(index).firstSector();
        if (area.patch() == SystemArea.Patch.ISOLINUX) {
            sector.putInt(SystemArea.PATCH_AT, (int) at).putInt(SystemArea.PATCH_AT + 4, 0);
        } else {
            sector.putLong(SystemArea.PATCH_AT, at + Blocks.SECTORS);
        }
    }

    private record Run(long first, long count) {
    }

    /** @param end the sector behind the last that may be covered */
    private Run sectors(SystemArea.Covers covers, long end) throws Failure {
        long filesystem = Math.min(end, layout.filesystemEnd() * Blocks.SECTORS);
        if (covers instanceof SystemArea.Covers.Iso iso) {
            return new Run(iso.firstSector(), filesystem - iso.firstSector());
        } else if (covers instanceof SystemArea.Covers.Whole whole) {
            return new Run(whole.firstSector(), end - whole.firstSector());
        } else if (covers instanceof SystemArea.Covers.Nothing) {
            return new Run(0, 1);
        } else if (covers instanceof SystemArea.Covers.Entry entry) {
            if (entry.index() >= layout.plan().boot().entries().size()) {
                throw new Failure("a partition is to be of boot entry " + (entry.index() + 1) + ", which is not there",
                    "Name one that is.");
            }
            return run(layout.image(entry.index()));
        } else if (covers instanceof SystemArea.Covers.File file) {
            FileData data = layout.plan().file(file.path(), "what a partition is to be of, ");
            return run(new IsoLayout.Extent(data.block, data.sizeBytes));
        }
        int number = ((SystemArea.Covers.Appended) covers).number();
        return run(Optional.ofNullable(layout.appended().get(number)).orElseThrow(() -> new Failure(
            "a partition is to be of the appended image " + number + ", which is not there", "Append it.")));
    }

    private static Run run(IsoLayout.Extent extent) {
        return new Run(extent.firstSector(), (long) Blocks.count(extent.sizeBytes()) * Blocks.SECTORS);
    }

    private static void mbr(ByteBuffer sector, int number, boolean active, int type, Run run) {
        int at = MBR_AT + (number - 1) * 16;
        sector.put(at, (byte) (active ? 0x80 : 0)).put(at + 4, (byte) type).putInt(at + 8, (int) run.first())
            .putInt(at + 12, (int) Math.min(run.count(), 0xFFFFFFFFL));
        place(sector, at + 1, run.first());
        place(sector, at + 5, run.first() + run.count() - 1);
    }

    /** Head, sector with the cylinder's two high bits, cylinder; what is out of reach gets the largest of all. */
    private static void place(ByteBuffer into, int at, long sector) {
        long cylinder = sector / (HEADS * HEAD_SECTORS);
        boolean far = cylinder >= CYLINDERS;
        int shown = far ? CYLINDERS - 1 : (int) cylinder;
        int head = far ? HEADS - 1 : (int) (sector / HEAD_SECTORS % HEADS);
        int number = far ? HEAD_SECTORS : (int) (sector % HEAD_SECTORS) + 1;
        into.put(at, (byte) head).put(at + 1, (byte) (number | shown >> 2 & 0xC0)).put(at + 2, (byte) shown);
    }

    private byte[] array() throws Failure {
        ByteBuffer array = ByteBuffer.allocate(ENTRIES * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        for (SystemArea.GptSlot one : area.gpt()) {
            int at = (one.number() - 1) * ENTRY;
            Run run = sectors(one.covers(), sectors - 1 - ARRAY_SECTORS);
            Guid.write(one.type(), array, at);
            Guid.write(one.id().orElseGet(() -> Guid.of(seed + " partition " + one.number())), array, at + 16);
            array.putLong(at + 32, run.first()).putLong(at + 40, run.first() + run.count() - 1)
                .putLong(at + 48, one.flags());
            byte[] name = one.name().getBytes(StandardCharsets.UTF_16LE);
            array.put(at + 56, name, 0, Math.min(name.length, ENTRY - 56));
        }
        return array.array();
    }

    private byte[] header(long own, long other, long entries, byte[] array) {
        ByteBuffer header = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        header.put("EFI PART".getBytes(StandardCharsets.US_ASCII)).putInt(0x10000).putInt(92).putInt(0).putInt(0)
            .putLong(own).putLong(other).putLong(FIRST_USABLE).putLong(sectors - 2 - ARRAY_SECTORS);
        UUID id = area.diskId().orElseGet(() -> Guid.of(seed + " disk"));
        Guid.write(id, header, 56);
        header.putLong(72, entries).putInt(80, ENTRIES).putInt(84, ENTRY).putInt(88, crc(array, array.length));
        return header.putInt(16, crc(header.array(), 92)).array();
    }

    private static int crc(byte[] bytes, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, count);
        return (int) crc.getValue();
    }
}
