package org.rootbuild.debian;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over a list of packages as bytes and tells where each paragraph begins, what its package is called and what
 * other names one more field gives it. Nothing else is made into text, so that a list of 50 MB takes a fraction of a
 * second and little memory.
 */
final class StanzaScanner {
    /** Hears of each paragraph; {@code others} is the raw field, or the empty text. */
    interface Listener {
        void found(String name, String others, long offsetBytes);
    }

    /** Sees all bytes as they pass. */
    interface Witness {
        void bytes(byte[] buffer, int count);
    }

    private static final int BLOCK_BYTES = 1 << 18;
    private static final int LIMIT_BYTES = 1 << 24;
    private static final byte[] PACKAGE = "Package:".getBytes(StandardCharsets.US_ASCII);

    private final byte[] othersField;
    private final Listener listener;
    private byte[] buffer = new byte[2 * BLOCK_BYTES];
    private int filled;
    private long bufferOffset;
    private long stanzaOffset = -1;
    private String name = "";
    private StringBuilder others = new StringBuilder();
    private boolean isInOthers;

    /** @param othersField the field with other names, such as {@code Provides} */
    StanzaScanner(String othersField, Listener listener) {
        this.othersField = (othersField + ":").getBytes(StandardCharsets.US_ASCII);
        this.listener = listener;
    }

    /** Reads to the end. A line of more than 16 MiB is a failure. */
    void scan(InputStream in, Witness witness) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        for (int got = in.read(block); got >= 0; got = in.read(block)) {
            witness.bytes(block, got);
            makeRoom(got);
            System.arraycopy(block, 0, buffer, filled, got);
            filled += got;
            takeLines();
        }
        if (filled > 0) {
            takeLine(0, filled);
        }
        endStanza();
    }

    private void makeRoom(int count) throws IOException {
        if (filled + count > buffer.length) {
            if (buffer.length > LIMIT_BYTES) {
                throw new IOException("a line is longer than " + LIMIT_BYTES + " bytes");
            }
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, filled + count));
        }
    }

    private void takeLines() {
        int start = 0;
        for (int at = 0; at < filled; at++) {
            if (buffer[at] == '\n') {
                takeLine(start, at);
                start = at + 1;
            }
        }
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        bufferOffset += start;
    }

    private void takeLine(int from, int to) {
        if (from == to || to == from + 1 && buffer[from] == '\r') {
            endStanza();
            return;
        }
        if (stanzaOffset < 0) {
            stanzaOffset = bufferOffset + from;
        }
        if (buffer[from] == ' ' || buffer[from] == '\t') {
            if (isInOthers) {
                others.append(text(from, to));
            }
            return;
        }
        isInOthers = false;
        if (begins(from, to, PACKAGE)) {
            name = text(from + PACKAGE.length, to).strip();
        } else if (begins(from, to, othersField)) {
            others.append(text(from + othersField.length, to));
            isInOthers = true;
        }
    }

    private void endStanza() {
        if (stanzaOffset >= 0 && !name.isEmpty()) {
            listener.found(name, others.toString(), stanzaOffset);
        }
        stanzaOffset = -1;
        name = "";
        isInOthers = false;
        if (others.length() > 0) {
            others = new StringBuilder();
        }
    }

    private boolean begins(int from, int to, byte[] prefix) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (buffer[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }
}
