package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names and targets of links between the texts of a tree and the bytes of ext, which may be any but NUL. */
final class ExtText {
    private ExtText() {
    }

    /** In UTF-8; empty where there are no such bytes: with a NUL, or half of a surrogate pair. */
    static Optional<byte[]> bytes(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // What cannot be encoded became a question mark; only halves of pairs cannot.
        boolean whole = text.chars().noneMatch(one -> Character.isSurrogate((char) one))
            || new String(bytes, StandardCharsets.UTF_8).equals(text);
        return whole ? Optional.of(bytes) : Optional.empty();
    }

    /** As {@link #bytes}, of the name of one entry; empty also for names that stand for something else. */
    static Optional<byte[]> nameBytes(String name) {
        return name.equals(".") || name.equals("..") || name.isEmpty() ? Optional.empty() : bytes(name);
    }

    /** What is not UTF-8 is spelt {@code \xHH}, byte by byte, so that one such name does not hide all others. */
    static String text(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer into = CharBuffer.allocate(4 * bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(from, into, true);
        while (result.isError()) {
            for (int i = result.length(); i > 0; i--) {
                into.put(String.format("\\x%02X", from.get() & 0xff));
            }
            result = decoder.decode(from, into, true);
        }
        return into.flip().toString();
    }
}
