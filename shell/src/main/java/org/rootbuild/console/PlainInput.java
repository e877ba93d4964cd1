package org.rootbuild.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Signals;
import org.rootbuild.progress.Screen;

/** Commands from a file or a pipe, or typed at a terminal that can do no more than print: then with a prompt. */
final class PlainInput implements Input {
    private static final String FURTHER = "> ";

    private final BufferedReader reader;
    private final Screen screen;
    private final boolean hasPerson;
    private final Predicate<String> isWhole;
    private final List<String> read = new ArrayList<>();
    private final Signals signals = new Signals();
    private volatile Runnable interrupted = () -> { };
    private volatile String asking = "";

    /** @param isWhole whether no more lines belong to an input */
    PlainInput(Caller caller, Predicate<String> isWhole) {
        this.reader = new BufferedReader(new InputStreamReader(caller.in(), Charset.defaultCharset()));
        this.screen = caller.screen();
        this.hasPerson = caller.canAnswer();
        this.isWhole = isWhole;
        if (hasPerson) {
            // Ctrl-C discards the line that is typed; the kernel does that, and nobody else would ask again.
            signals.take("INT", this::interrupt);
            signals.take("CONT", this::resume);
        }
    }

    private void interrupt() {
        if (!asking.isEmpty()) {
            screen.prompt("\n" + asking);
        }
        interrupted.run();
    }

    /** Whoever suspended it has written behind the prompt. */
    private void resume() {
        if (!asking.isEmpty()) {
            screen.prompt(asking);
        }
    }

    @Override
    public Optional<String> next(Prompt prompt) throws IOException {
        String line = asked(prompt.plain());
        if (line == null) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(line);
        while (line != null && !isWhole.test(text.toString())) {
            line = asked(FURTHER);
            if (line != null) {
                text.append('\n').append(line);
            }
        }
        if (!text.toString().isBlank()) {
            read.add(text.toString());
        }
        return Optional.of(text.toString());
    }

    private String asked(String prompt) throws IOException {
        if (!hasPerson) {
            return reader.readLine();
        }
        screen.prompt(screen.look().clean(prompt));
        asking = prompt;
        try {
            return reader.readLine();
        } finally {
            asking = "";
        }
    }

    @Override
    public String answer(String question) throws IOException {
        String line = asked(question);
        return line == null ? "" : line;
    }

    @Override
    public List<String> history() {
        return List.copyOf(read);
    }

    @Override
    public Scope listening(Runnable told) {
        if (hasPerson) {
            interrupted = told;
            return () -> interrupted = () -> { };
        }
        Signals whileRunning = new Signals();
        whileRunning.take("INT", told);
        return whileRunning::close;
    }

    @Override
    public void close() {
        signals.close();
    }
}
