package org.rootbuild.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.rootbuild.progress.Screen;

/** What a program writes to its standard error, line by line on the screen. */
public final class ScreenStream extends OutputStream {
    private static final int LONGEST_BYTES = 1 << 16;

    private final Screen screen;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public ScreenStream(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void write(int octet) {
        if (octet == '\n' || line.size() >= LONGEST_BYTES) {
            show();
        }
        if (octet != '\n') {
            line.write(octet);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    private void show() {
        screen.line(screen.look().clean(line.toString(StandardCharsets.UTF_8)));
        line.reset();
    }

    /** A last line without its end is shown, too. */
    @Override
    public void close() {
        if (line.size() > 0) {
            show();
        }
    }
}
