package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * Whether an image names other files that belong to it. Whoever made it chose those names, so that opening it could
 * show what this user may read and they may not.
 */
public final class ForeignParts {
    /** Where qcow2 has its fields (docs/interop/qcow2.rst of QEMU, "Header"). */
    private static final int QCOW_BACKING_AT = 8;
    private static final int QCOW_CRYPT_METHOD = 32;
    private static final int QCOW_SNAPSHOTS = 60;
    private static final int QCOW_INCOMPATIBLE = 72;
    private static final long QCOW_DATA_FILE = 1L << 2;

    private ForeignParts() {
    }

    /** @throws Failure when it names some, which is refused */
    public static void refuse(Path file, ImageFormat format) throws IOException {
        switch (format) {
            case QCOW2 -> refuseQcow2(file);
            case VMDK -> {
                Optional<String> objection = VmdkParts.objection(file);
                if (objection.isPresent()) {
                    throw refused(file, objection.get());
                }
            }
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
        if (head.getInt(QCOW_CRYPT_METHOD) != 0) {
            throw new Failure(file + " is encrypted", "Decrypt a copy of it first: qemu-img convert"
                + " --image-opts driver=qcow2,file.filename=" + file + ",encrypt.key-secret=KEY --object"
                + " secret,id=KEY,file=PASSWORD -O qcow2 plain.qcow2");
        }
    }

    /** Snapshots would be lost when the image is written anew. */
    static boolean hasSnapshots(Path file, ImageFormat format) throws IOException {
        return format == ImageFormat.QCOW2 && bytes(file, 0, 104).getInt(QCOW_SNAPSHOTS) != 0;
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
