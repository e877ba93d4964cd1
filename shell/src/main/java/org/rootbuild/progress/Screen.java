package org.rootbuild.progress;

import java.io.PrintStream;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * Where a person reads along: lines that scroll, and on a live screen one status line below them. Everything that is
 * written there goes through it, from any thread, so that no line lands inside another.
 */
public final class Screen {
    private static final String ERASE = "\r\033[K";

    private final PrintStream stream;
    private final Look look;
    private final IntSupplier width;
    private String status = "";

    /** @param width the columns of a live screen; asked for at every drawing, so it must be cheap */
    public Screen(PrintStream stream, Look look, IntSupplier width) {
        this.stream = Objects.requireNonNull(stream);
        this.look = Objects.requireNonNull(look);
        this.width = Objects.requireNonNull(width);
    }

    public Look look() {
        return look;
    }

    /** Columns; only to be asked for on a live screen. */
    int width() {
        return width.getAsInt();
    }

    /** One line, or several with line ends between them; already clean. */
    public synchronized void line(String text) {
        if (status.isEmpty()) {
            stream.println(text);
        } else {
            stream.print(ERASE + text + System.lineSeparator() + status);
        }
        stream.flush();
    }

    /** Lines of any origin, cleaned one by one. */
    public void text(String lines) {
        lines.lines().forEach(line -> line(look.clean(line)));
    }

    /** Asks for something: the cursor stays behind the text. */
    public synchronized void prompt(String text) {
        status("");
        stream.print(text);
        stream.flush();
    }

    /** Draws the status line anew; an empty text takes it away. Nothing on a screen that is not live. */
    public synchronized void status(String text) {
        if (!look.live() || text.equals(status)) {
            return;
        }
        status = text;
        stream.print(ERASE + text);
        stream.flush();
    }
}
