package org.rootbuild.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of names and link targets, which archives hold as bytes. */
final class Names {
    private Names() {
    }

    /**
     * UTF-8; what is not UTF-8 is taken for ISO 8859-1, as the tarballs from before UTF-8 mostly are. Either way two
     * different names stay different, which replacement characters would not ensure.
     */
    static String decode(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
        } catch (CharacterCodingException other) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
    }

    static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** The bytes before the first NUL, or all. */
    static String untilNul(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return decode(bytes, from, end - from);
    }
}
