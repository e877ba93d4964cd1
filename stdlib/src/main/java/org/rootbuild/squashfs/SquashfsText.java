package org.rootbuild.squashfs;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Names and targets of links, which may be any bytes but NUL. */
final class SquashfsText {
    private SquashfsText() {
    }

    /** What is not UTF-8 is spelt {@code \xHH}, byte by byte, so that one such name does not hide all others. */
    static String of(byte[] bytes) {
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

    /** As {@link #of}, quickly where all is ASCII, as names mostly are. */
    static String name(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return of(bytes);
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
