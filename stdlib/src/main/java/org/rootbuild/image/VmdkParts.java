package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files that an image of VMware names (Virtual Disk Format 5.0, "The Text Descriptor" and "Hosted Sparse Extents").
 * QEMU's reader takes more than the format allows (block/vmdk.c: numbers with a sign, line ends for blanks, a parent
 * wherever the header says that the description is, a description in place of a disk), so that this looks for names
 * wherever there could be one, and not for lines of the right form.
 */
final class VmdkParts {
    private static final int SPARSE = 0x4b444d56;
    private static final int COW = 0x434f5744;
    private static final int SECTOR = 512;
    private static final int CAPACITY_AT = 12;
    private static final int DESCRIPTOR_AT = 28;
    /** As much of a description as QEMU reads. */
    private static final int DESCRIPTION_BYTES = 1 << 20;
    /** Where QEMU looks for a parent in a sparse extent, and how far. */
    private static final int PARENT_AT = SECTOR;
    private static final int PARENT_BYTES = 20 * SECTOR;
    private static final Pattern PARENT =
        Pattern.compile("parentFileNameHint|(?m)^\\s*parentCID\\s*=\\s*(?!ffffffff)\\S+");

    private VmdkParts() {
    }

    /** Why the image is not to be opened, as a clause about it; empty when it and files beside it are all there is. */
    static Optional<String> objection(Path image) throws IOException {
        try (FileChannel file = FileChannel.open(image)) {
            ByteBuffer head = bytes(file, 0, SECTOR);
            if (!isSparse(head)) {
                return ofDescription(image, text(file, 0, DESCRIPTION_BYTES));
            }
            long at = head.getLong(DESCRIPTOR_AT);
            String own = at > 0 && at <= file.size() / SECTOR ? text(file, at * SECTOR, PARENT_BYTES) : "";
            if (PARENT.matcher(text(file, PARENT_AT, PARENT_BYTES)).find() || PARENT.matcher(own).find()) {
                return Optional.of("stands on another file (a parent)");
            }
            return isEmpty(head) ? Optional.of("only describes where its data is") : Optional.empty();
        }
    }

    private static boolean isSparse(ByteBuffer head) {
        int magic = Integer.reverseBytes(head.getInt(0));
        return magic == SPARSE || magic == COW;
    }

    /** A disk without sectors: QEMU looks for its parts in the description then. */
    private static boolean isEmpty(ByteBuffer head) {
        return Integer.reverseBytes(head.getInt(0)) == SPARSE && head.getLong(CAPACITY_AT) == 0;
    }

    private static Optional<String> ofDescription(Path image, String text) throws IOException {
        if (PARENT.matcher(text).find()) {
            return Optional.of("stands on another file (a parent)");
        }
        for (String name : names(text)) {
            if (!isBeside(image, name)) {
                return Optional.of("keeps its data in '" + name + "'");
            }
        }
        return Optional.empty();
    }

    /** What stands between quotation marks of one line and is not the value of a key. */
    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String line : text.split("[\r\n]")) {
            int mark = line.indexOf('"');
            while (mark >= 0) {
                int end = line.indexOf('"', mark + 1);
                if (end > 0 && !line.substring(0, mark).stripTrailing().endsWith("=")) {
                    names.add(line.substring(mark + 1, end));
                }
                mark = end;
            }
        }
        return names;
    }

    /** Whether it is the name of a file in the image's folder, which itself is no way out of it. */
    private static boolean isBeside(Path image, String name) throws IOException {
        if (name.contains("/") || name.contains("\\") || name.contains(":")) {
            return false;
        }
        Path part;
        try {
            part = image.toRealPath().resolveSibling(name);
        } catch (InvalidPathException noName) {
            return false;
        }
        if (!Files.isRegularFile(part) || Files.isSymbolicLink(part)) {
            return !Files.isSymbolicLink(part);
        }
        try (FileChannel file = FileChannel.open(part)) {
            ByteBuffer head = bytes(file, 0, SECTOR);
            return !isSparse(head) || !isEmpty(head);
        }
    }

    private static String text(FileChannel file, long at, int count) throws IOException {
        return new String(bytes(file, at, count).array(), StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer bytes(FileChannel file, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        int got = 0;
        while (bytes.hasRemaining() && got >= 0) {
            got = file.read(bytes, at + bytes.position());
        }
        return bytes.clear();
    }
}
