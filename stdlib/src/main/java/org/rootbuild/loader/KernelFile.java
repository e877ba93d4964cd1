package org.rootbuild.loader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rootbuild.tree.Content;

/** What a kernel's file says of itself. */
final class KernelFile {
    private static final int HEADER_BYTES = 0x10000;
    private static final int MAGIC_AT = 0x202;
    private static final int MAGIC = 0x53726448;
    private static final int VERSION_AT = 0x20e;

    private KernelFile() {
    }

    /** What {@code uname -r} will print, of a kernel for x86 (Linux: Documentation/arch/x86/boot.rst). */
    static Optional<String> version(Content kernel) throws IOException {
        byte[] head;
        try (InputStream in = kernel.open()) {
            head = in.readNBytes(HEADER_BYTES);
        }
        ByteBuffer view = Bytes.of(head);
        if (head.length < VERSION_AT + 2 || view.getInt(MAGIC_AT) != MAGIC) {
            return Optional.empty();
        }
        int at = Short.toUnsignedInt(view.getShort(VERSION_AT)) + 0x200;
        int end = at;
        while (end < head.length && head[end] > ' ' && head[end] < 0x7f) {
            end++;
        }
        return end > at && end < head.length && at > 0x200
            ? Optional.of(new String(head, at, end - at, StandardCharsets.US_ASCII)) : Optional.empty();
    }
}
