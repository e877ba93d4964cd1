package org.rootbuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/** What firmware and the images that it loads are told: the boot catalogue, and the places inside of the images. */
final class BootRecords {
    private static final int MOST_PATCHED = 64 << 20;
    private static final int INFO_END = 64;
    private static final int GRUB_AT = 2548;
    /** Of GRUB's image: 2048 bytes for a CD, then a sector that loads the sixth and what follows. */
    private static final int GRUB_SECTORS = 5;
    private static final int RECORD = 32;
    private static final int MORE_HEADERS = 0x90;
    private static final int LAST_HEADER = 0x91;
    private static final int BOOTABLE = 0x88;

    private final IsoLayout layout;
    private final List<BootEntry> entries;

    BootRecords(IsoLayout layout) {
        this.layout = layout;
        this.entries = layout.plan().boot().entries();
    }

    /** The catalogue's block (El Torito 1.0, 2.0). */
    byte[] catalogue(BootCatalogue catalogue) throws Failure {
        ByteBuffer bytes = ByteBuffer.allocate(Blocks.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 1).put((byte) entries.get(0).platform().id()).putShort((short) 0)
            .put(catalogue.id().getBytes(StandardCharsets.US_ASCII));
        bytes.putShort(RECORD - 2, (short) 0xAA55);
        int sum = 0;
        for (int at = 0; at < RECORD; at += 2) {
            sum += bytes.getShort(at);
        }
        bytes.putShort(RECORD - 4, (short) -sum).position(RECORD);
        for (int i = 0; i < entries.size(); i++) {
            if (i > 0) {
                bytes.put((byte) (i + 1 < entries.size() ? MORE_HEADERS : LAST_HEADER))
                    .put((byte) entries.get(i).platform().id()).putShort((short) 1);
                int at = bytes.position();
                bytes.put(entries.get(i).sectionId().getBytes(StandardCharsets.US_ASCII))
                    .position(at + BootEntry.SECTION_ID_BYTES);
            }
            entry(i, bytes);
        }
        return bytes.array();
    }

    private void entry(int index, ByteBuffer bytes) throws Failure {
        BootEntry entry = entries.get(index);
        IsoLayout.Extent image = layout.image(index);
        long whole = image.sectorCount() > 0xFFFF ? 0 : image.sectorCount();
        int at = bytes.position();
        bytes.put((byte) (entry.bootable() ? BOOTABLE : 0)).put((byte) entry.emulation().ordinal())
            .putShort((short) entry.loadSegment()).put((byte) entry.systemType()).put((byte) 0)
            .putShort((short) (entry.loadSectors() == BootEntry.WHOLE_IMAGE ? whole : entry.loadSectors()))
            .putInt(image.block()).position(at + RECORD);
    }

    /** Whether the file is told something, and so cannot be copied as it is. */
    boolean tells(FileData file) throws Failure {
        return told(file, true) || told(file, false);
    }

    private boolean told(FileData file, boolean grub) throws Failure {
        for (int i = 0; i < entries.size(); i++) {
            boolean wants = grub ? entries.get(i).grubBootInfo() : entries.get(i).bootInfoTable();
            if (wants && layout.plan().image(i).filter(one -> one == file).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The file as it is written, with its place and size in it. */
    byte[] told(FileData file) throws IOException {
        boolean grub = told(file, true);
        int least = grub ? GRUB_AT + 8 : INFO_END;
        if (file.sizeBytes < least || file.sizeBytes > MOST_PATCHED) {
            throw new Failure("the boot image " + TreePath.shown(file.path) + " has " + file.sizeBytes
                + " bytes, and one that is told its place has " + least + " to " + MOST_PATCHED,
                "Name isolinux.bin or an image of GRUB for a CD, or have nothing written into it.");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Blocks.roundUp((int) file.sizeBytes)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] held = file.content.bytes();
        if (held.length != file.sizeBytes) {
            throw new Failure(TreePath.shown(file.path) + " has not " + file.sizeBytes + " bytes any more",
                "Let nothing else change it, then try again.");
        }
        bytes.put(held);
        if (grub) {
            bytes.putLong(GRUB_AT, (long) file.block * Blocks.SECTORS + GRUB_SECTORS);
        }
        if (told(file, false)) {
            table(bytes, file);
        }
        return java.util.Arrays.copyOf(bytes.array(), (int) file.sizeBytes);
    }

    /** The boot information table of mkisofs: the descriptor's block, the image's, its size, the sum of its words. */
    private static void table(ByteBuffer bytes, FileData file) {
        int sum = 0;
        for (int at = INFO_END; at < bytes.capacity(); at += 4) {
            sum += bytes.getInt(at);
        }
        bytes.put(8, new byte[INFO_END - 8]);
        bytes.putInt(8, Blocks.SYSTEM_AREA).putInt(12, file.block).putInt(16, (int) file.sizeBytes).putInt(20, sum);
    }
}
