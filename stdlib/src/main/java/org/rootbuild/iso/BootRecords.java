package org.rootbuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/** What firmware and the images that it loads are told: the boot catalogue, and the places inside of the images. */
final class BootRecords {
    private static final int MOST_PATCHED = 64 << 20;
    private static final int INFO_END = 64;

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
        bytes.putShort(BootCatalogue.RECORD_BYTES - 2, (short) BootCatalogue.MARK);
        bytes.putShort(BootCatalogue.RECORD_BYTES - 4, (short) -BootCatalogue.sum(bytes))
            .position(BootCatalogue.RECORD_BYTES);
        for (int i = 0; i < entries.size(); i++) {
            if (i > 0) {
                bytes.put((byte) (i + 1 < entries.size() ? BootCatalogue.MORE_HEADERS
                    : BootCatalogue.LAST_HEADER))
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
        bytes.put((byte) (entry.bootable() ? BootCatalogue.BOOTABLE : 0)).put((byte) entry.emulation().ordinal())
            .putShort((short) entry.loadSegment()).put((byte) entry.systemType()).put((byte) 0)
            .putShort((short) (entry.loadSectors() == BootEntry.WHOLE_IMAGE ? whole : entry.loadSectors()))
            .putInt(image.block()).position(at + BootCatalogue.RECORD_BYTES);
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
        int least = grub ? BootInfo.GRUB_AT + 8 : INFO_END;
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
            bytes.putLong(BootInfo.GRUB_AT, (long) file.block * Blocks.SECTORS + BootInfo.GRUB_SECTORS);
        }
        if (told(file, false)) {
            table(bytes, file);
        }
        return Arrays.copyOf(bytes.array(), (int) file.sizeBytes);
    }

    /** The boot information table of mkisofs: the descriptor's block, the image's, its size, the sum of its words. */
    private static void table(ByteBuffer bytes, FileData file) {
        int sum = 0;
        for (int at = INFO_END; at < bytes.capacity(); at += 4) {
            sum += bytes.getInt(at);
        }
        bytes.put(BootInfo.TABLE_AT, new byte[INFO_END - BootInfo.TABLE_AT]);
        bytes.position(BootInfo.TABLE_AT).putInt(Blocks.SYSTEM_AREA).putInt(file.block).putInt((int) file.sizeBytes)
            .putInt(sum);
    }
}
