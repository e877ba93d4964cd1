package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.problem.Failure;

/**
 * Whether an image names other files that belong to it. Whoever made it chose those names, so that opening it could
 * show what this user may read and they may not.
 */
final class ForeignParts {
    /** Where qcow2 has its fields (docs/interop/qcow2.rst of QEMU, "Header"). */
    private static final int QCOW_BACKING_AT = 8;
    private static final int QCOW_SNAPSHOTS = 60;
    private static final int QCOW_INCOMPATIBLE = 72;
    private static final long QCOW_DATA_FILE = 1L << 2;
    /** Where a sparse extent of VMware says where its description is, in sectors. */
    private static final int VMDK_DESCRIPTOR_AT = 28;
    private static final int DESCRIPTION_BYTES = 1 << 16;
    private static final Pattern PARENT = Pattern.compile("(?m)^\\s*parentCID\\s*=\\s*(?!ffffffff)\\S+");
    private static final Pattern EXTENT = Pattern.compile("(?m)^\\s*(?:RW|RDONLY|NOACCESS)\\s+\\d+\\s+\\S+\\s+\"([^\"]*)\"");

    private ForeignParts() {
    }

    /** @throws Failure when it names some, which is refused */
    static void refuse(Path file, ImageFormat format) throws IOException {
        switch (format) {
            case QCOW2 -> refuseQcow2(file);
            case VMDK -> refuseVmdk(file);
            default -> {
                // The tool itself opens no other files for these.
            }
        }
    }

    private static Failure refused(Path file, String what) {
        return new Failure(file + " " + what + ", which is not opened because whoever made the image chose it",
            "If you trust the image, make one file of it: qemu-img convert -O qcow2 " + file + " whole.qcow2");
    }

    private static void refuseQcow2(Path file) throws IOException {
        ByteBuffer head = bytes(file, 0, 104);
        if (head.getLong(QCOW_BACKING_AT) != 0) {
            throw refused(file, "stands on another file (a backing file)");
        }
        if (head.getInt(4) >= 3 && (head.getLong(QCOW_INCOMPATIBLE) & QCOW_DATA_FILE) != 0) {
            throw refused(file, "keeps its data in another file");
        }
    }

    /** Snapshots would be lost when the image is written anew. */
    static boolean hasSnapshots(Path file, ImageFormat format) throws IOException {
        return format == ImageFormat.QCOW2 && bytes(file, 0, 104).getInt(QCOW_SNAPSHOTS) != 0;
    }

    private static void refuseVmdk(Path file) throws IOException {
        ByteBuffer head = bytes(file, 0, 512);
        boolean isText = head.get(0) == '#';
        long at = isText ? 0 : head.order(ByteOrder.LITTLE_ENDIAN).getLong(VMDK_DESCRIPTOR_AT) * 512;
        if (at < 0) {
            throw new Failure(file + " is damaged: its description is nowhere", "Get it again.");
        }
        String text = new String(bytes(file, at, DESCRIPTION_BYTES).array(), StandardCharsets.ISO_8859_1);
        if (PARENT.matcher(text).find()) {
            throw refused(file, "stands on another file (a parent)");
        }
        Matcher extents = EXTENT.matcher(text);
        while (isText && extents.find()) {
            if (extents.group(1).contains("/") || extents.group(1).contains("\\") || extents.group(1).contains(":")) {
                throw refused(file, "keeps its data in '" + extents.group(1) + "'");
            }
        }
    }

    private static ByteBuffer bytes(Path file, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        try (FileChannel channel = FileChannel.open(file)) {
            int got = 0;
            while (bytes.hasRemaining() && got >= 0) {
                got = channel.read(bytes, at + bytes.position());
            }
        }
        return bytes.clear();
    }
}
