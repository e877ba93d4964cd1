package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.rootbuild.volume.Volume;

/**
 * The first 128 KiB of a place, and what can be told from them. Whatever stands there may be damaged or made to
 * mislead: nothing is followed, and numbers are only shown.
 */
final class SurveySignature {
    private static final int LOOKED_AT = 128 << 10;

    private final ByteBuffer bytes;

    SurveySignature(Volume volume) throws IOException {
        bytes = ByteBuffer.allocate(LOOKED_AT).order(ByteOrder.LITTLE_ENDIAN);
        volume.read(0, bytes.duplicate().limit((int) Math.min(LOOKED_AT, volume.sizeBytes())));
    }

    /** What it is, if it is one of those that are known here. */
    Optional<SurveyContents> contents() {
        return SurveyKnown.all().stream().filter(one -> one.isIt().test(this)).findFirst()
            .map(one -> one.tell().apply(this));
    }

    boolean isZero() {
        return bytes.duplicate().clear().mismatch(ByteBuffer.allocate(LOOKED_AT)) < 0;
    }

    boolean has(int at, String ascii) {
        return text(at, ascii.length(), StandardCharsets.ISO_8859_1).equals(ascii);
    }

    int byteAt(int at) {
        return bytes.get(at) & 0xFF;
    }

    int shortAt(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    int intAt(int at) {
        return bytes.getInt(at);
    }

    long uintAt(int at) {
        return bytes.getInt(at) & 0xFFFFFFFFL;
    }

    long longAt(int at) {
        return bytes.getLong(at);
    }

    long bigLongAt(int at) {
        return Long.reverseBytes(bytes.getLong(at));
    }

    long bigIntAt(int at) {
        return Integer.reverseBytes(bytes.getInt(at)) & 0xFFFFFFFFL;
    }

    /** Up to the first zero, without blanks around it, and without what a terminal would act on. */
    String label(int at, int length, Charset charset) {
        String text = text(at, length, charset);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).replaceAll("\\p{Cntrl}", "?").strip();
    }

    private String text(int at, int length, Charset charset) {
        return new String(bytes.array(), at, length, charset);
    }

    String uuid(int at) {
        ByteBuffer big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new UUID(big.getLong(at), big.getLong(at + 8)).toString();
    }

    /** {@code 1234-ABCD}. */
    String serial(int at) {
        return String.format("%04X-%04X", shortAt(at + 2), shortAt(at));
    }

    /** A power of two times a number, or -1 where that cannot be. */
    static long product(long count, long unit) {
        return count >= 0 && unit > 0 && count <= Long.MAX_VALUE / unit ? count * unit : -1;
    }
}
