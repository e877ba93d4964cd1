package org.rootbuild.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a byte stream into lines while it arrives and remembers the last ones. Malformed UTF-8 becomes U+FFFD; a line
 * longer than 16384 characters is cut into pieces, so that hostile output cannot fill the memory.
 */
final class Lines {
    private static final int LONGEST = 16_384;

    private final Deque<String> last = new ArrayDeque<>();
    private final int kept;
    private final Consumer<String> consumer;
    private final StringBuilder open = new StringBuilder();

    Lines(int kept, Consumer<String> consumer) {
        this.kept = kept;
        this.consumer = consumer;
    }

    /** Reads to the end of the stream. */
    void drain(InputStream stream) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        CharBuffer chars = CharBuffer.allocate(8192);
        for (int count = 0; count >= 0; ) {
            count = stream.read(bytes.array(), bytes.position(), bytes.remaining());
            bytes.position(bytes.position() + Math.max(count, 0)).flip();
            decoder.decode(bytes, chars, count < 0);
            bytes.compact();
            take(chars.flip());
            chars.clear();
        }
        if (open.length() > 0) {
            finishLine();
        }
    }

    synchronized List<String> last() {
        return List.copyOf(last);
    }

    private void take(CharBuffer chars) {
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (c == '\n') {
                finishLine();
            } else {
                open.append(c);
                if (open.length() >= LONGEST) {
                    finishLine();
                }
            }
        }
    }

    private void finishLine() {
        int length = open.length();
        if (length > 0 && open.charAt(length - 1) == '\r') {
            open.setLength(length - 1);
        }
        String line = open.toString();
        open.setLength(0);
        synchronized (this) {
            if (last.size() == kept) {
                last.removeFirst();
            }
            last.addLast(line);
        }
        consumer.accept(line);
    }
}
