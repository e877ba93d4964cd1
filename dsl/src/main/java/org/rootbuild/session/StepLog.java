package org.rootbuild.session;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.problem.Reason;

/**
 * A step's log file, its last lines, and the way of its progress to the listener. The file is made at the first line.
 */
final class StepLog implements Activity, AutoCloseable {
    private static final int LAST_LINES = 20;

    private final String node;
    private final String step;
    private final Path file;
    private final Listener listener;
    private final Discretion discretion;
    private final Deque<String> last = new ArrayDeque<>();
    private Optional<BufferedWriter> writer = Optional.empty();
    private boolean broken;

    StepLog(String node, String step, Path file, Listener listener, Discretion discretion) throws IOException {
        this.discretion = discretion;
        this.node = node;
        this.step = step;
        this.file = file;
        this.listener = listener;
        Files.deleteIfExists(file);
    }

    @Override
    public void progress(String what, long doneBytes, long totalBytes) {
        listener.hear(new SessionEvent.Progress(node, step, what, doneBytes, totalBytes));
    }

    @Override
    public void note(String sentence) {
        append("rootbuild: " + sentence);
        listener.hear(new SessionEvent.Noted(node, step, sentence));
    }

    @Override
    public void log(String line) {
        append(line);
        listener.hear(new SessionEvent.Logged(node, step, line));
    }

    @Override
    public void head(String line) {
        write(line);
    }

    @Override
    public OutputStream discreet(OutputStream stream) {
        return discretion.hasSecrets() ? new DiscreetOutput(stream, discretion) : stream;
    }

    /** Why the step failed, as its last line; the listener hears of it otherwise. */
    void failed(String message) {
        append("rootbuild: " + message);
    }

    private synchronized void append(String whole) {
        String line = discretion.text(whole);
        if (last.size() == LAST_LINES) {
            last.removeFirst();
        }
        last.addLast(line);
        write(line);
    }

    private synchronized void write(String line) {
        try {
            if (writer.isEmpty()) {
                Files.createDirectories(file.getParent());
                writer = Optional.of(Files.newBufferedWriter(file, StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            }
            writer.get().write(discretion.text(line));
            writer.get().newLine();
            writer.get().flush();
        } catch (IOException full) {
            // A log that cannot be written (a full disk) must not hide why the step itself fails.
            if (!broken) {
                listener.hear(new SessionEvent.Noted(node, step, "the log " + file + " cannot be written: "
                    + Reason.of(full)));
            }
            broken = true;
        }
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    Path file() {
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        if (writer.isPresent() && !broken) {
            writer.get().close();
        }
        // Why the step failed is said behind its end: then the file is opened again.
        writer = Optional.empty();
    }
}
