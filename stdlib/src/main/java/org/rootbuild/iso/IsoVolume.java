package org.rootbuild.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * A primary or supplementary volume descriptor that was read (ECMA-119, 8.4 and 8.5). Numbers that are there in both
 * byte orders are taken from the little-endian one, for that is the one that all systems read and some writers alone
 * get right.
 *
 * @param bytes its 2048 bytes, not to be changed
 */
record IsoVolume(byte[] bytes) {
    static final int PRIMARY = 1;
    static final int SUPPLEMENTARY = 2;
    private static final int ROOT_RECORD_AT = 156;
    private static final int ROOT_RECORD_BYTES = 34;
    private static final int TIMES_AT = 813;
    private static final int TIME_BYTES = 17;

    int type() {
        return bytes[0] & 0xff;
    }

    /** Names are in UCS-2 (Joliet, "SVD Escape Sequences Field"). */
    boolean isJoliet() {
        return type() == SUPPLEMENTARY && bytes[88] == '%' && bytes[89] == '/'
            && (bytes[90] == '@' || bytes[90] == 'C' || bytes[90] == 'E');
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int blockBytes() {
        return buffer().getShort(128) & 0xffff;
    }

    long blocks() {
        return buffer().getInt(80) & 0xffffffffL;
    }

    long sizeBytes() {
        return blocks() * blockBytes();
    }

    /** The folder of all others. */
    IsoRecord root() throws Failure {
        return IsoRecord.at(bytes, ROOT_RECORD_AT, ROOT_RECORD_AT + ROOT_RECORD_BYTES)
            .filter(IsoRecord::isFolder)
            .orElseThrow(() -> IsoDamage.found("its volume descriptor names no root folder"));
    }

    /** @throws Failure when something in it cannot be */
    void check() throws Failure {
        int block = blockBytes();
        if (block != 512 && block != 1024 && block != Blocks.BYTES) {
            throw IsoDamage.found("its volume descriptor says that blocks have " + block + " bytes");
        }
        root();
    }

    String label() {
        return text(40, 32);
    }

    /** Without the blanks or zeros behind it. */
    String text(int at, int length) {
        Charset charset = isJoliet() ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        String text = new String(bytes, at, length, charset);
        int zero = text.indexOf('\0');
        return (zero < 0 ? text : text.substring(0, zero)).stripTrailing();
    }

    /** @param index 0 made, 1 changed, 2 of no use after, 3 of use from */
    IsoTime time(int index) {
        int at = TIMES_AT + index * TIME_BYTES;
        String digits = new String(bytes, at, TIME_BYTES - 1, StandardCharsets.ISO_8859_1);
        return digits.matches("[0-9]{16}") ? new IsoTime(digits, bytes[at + TIME_BYTES - 1]) : IsoTime.NONE;
    }

    /** What names it where others have a UUID: the time of its last change, or of its making. */
    Optional<String> id() {
        String digits = time(1).digits().matches("0*") ? time(0).digits() : time(1).digits();
        return digits.matches("0*") ? Optional.empty() : Optional.of(digits.replaceFirst(
            "(....)(..)(..)(..)(..)(..)(..)", "$1-$2-$3-$4-$5-$6-$7"));
    }
}
