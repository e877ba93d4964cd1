package org.rootbuild.shell;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.rootbuild.command.Signals;

/** The columns of the terminal: as COLUMNS says, else as the terminal does, asked when it is needed and has changed. */
final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;
    private static final int UNKNOWN = 0;
    private static final long PATIENCE_MILLIS = 500;

    private final Map<String, String> environment;
    private final Signals signals = new Signals();
    private boolean watching;
    private volatile int columns = UNKNOWN;

    TerminalWidth(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int getAsInt() {
        if (columns == UNKNOWN) {
            int said = number(environment.getOrDefault("COLUMNS", ""));
            columns = said > 0 ? said : asked();
        }
        return columns;
    }

    private int asked() {
        if (!watching) {
            watching = true;
            signals.take("WINCH", () -> columns = UNKNOWN);
        }
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return USUAL;
            }
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int found = number(answer.substring(answer.indexOf(' ') + 1));
            return found > 0 ? found : USUAL;
        } catch (IOException noTerminal) {
            return USUAL;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            return UNKNOWN;
        }
    }
}
