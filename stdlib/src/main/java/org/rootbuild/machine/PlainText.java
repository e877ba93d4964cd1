package org.rootbuild.machine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of a console into plain text while they arrive: UTF-8 with U+FFFD for what is malformed; escape
 * sequences (ECMA-48, sections 5.4 and 5.6), carriage returns and other control characters but line feed and tab left
 * out. Sequences and characters may be split between calls.
 */
final class PlainText {
    private enum State { TEXT, ESCAPE, CONTROL_SEQUENCE, STRING, STRING_ESCAPE }

    /** A string control that never ends must not swallow the console for ever. */
    private static final int LONGEST_STRING = 4096;
    private static final char ESC = 0x1b;
    private static final char BELL = 0x07;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer pending = ByteBuffer.allocate(8192 + 8);
    private State state = State.TEXT;
    private int stringLength;

    /** The text in the first {@code count} (at most 8192) bytes of {@code bytes}. */
    String take(byte[] bytes, int count) {
        pending.put(bytes, 0, count).flip();
        CharBuffer chars = CharBuffer.allocate(pending.remaining() + 1);
        decoder.decode(pending, chars, false);
        pending.compact();
        StringBuilder text = new StringBuilder();
        chars.flip().chars().forEach(c -> take((char) c, text));
        return text.toString();
    }

    private void take(char c, StringBuilder text) {
        switch (state) {
            case TEXT -> takeText(c, text);
            case ESCAPE -> takeEscape(c);
            case CONTROL_SEQUENCE -> {
                if (c >= '@' && c <= '~') {
                    state = State.TEXT;
                } else if (c < ' ') {
                    state = State.TEXT;
                    takeText(c, text);
                }
            }
            case STRING, STRING_ESCAPE -> takeString(c);
            default -> throw new IllegalStateException(state.name());
        }
    }

    private void takeText(char c, StringBuilder text) {
        if (c == ESC) {
            state = State.ESCAPE;
        } else if (c == '\n' || c == '\t' || c >= ' ' && c != 0x7f) {
            text.append(c);
        }
    }

    private void takeEscape(char c) {
        if (c == '[') {
            state = State.CONTROL_SEQUENCE;
        } else if ("]PX^_".indexOf(c) >= 0) {
            state = State.STRING;
            stringLength = 0;
        } else if (c < ' ' || c > '/') {
            state = c == ESC ? State.ESCAPE : State.TEXT;
        }
    }

    private void takeString(char c) {
        stringLength++;
        if (c == BELL || state == State.STRING_ESCAPE || stringLength > LONGEST_STRING) {
            state = State.TEXT;
        } else if (c == ESC) {
            state = State.STRING_ESCAPE;
        }
    }
}
