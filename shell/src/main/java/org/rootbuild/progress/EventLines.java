package org.rootbuild.progress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.rootbuild.event.EventForm;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;

/** Writes every event as one line of JSON. {@code docs/formats.md}, "Events", gives the form. */
public final class EventLines implements Listener, AutoCloseable {
    private static final long PROGRESS_PAUSE_NANOS = 100_000_000L;

    private final OutputStream stream;
    private final Clock clock;
    private final Consumer<String> trouble;
    private boolean broken;
    private long progressNanos = System.nanoTime() - PROGRESS_PAUSE_NANOS;
    private Optional<SessionEvent.Progress> held = Optional.empty();

    /**
     * @param trouble is told, once, in a sentence, when nothing more can be written; the session goes on
     */
    public EventLines(OutputStream stream, Clock clock, Consumer<String> trouble) {
        this.stream = stream;
        this.clock = clock;
        this.trouble = trouble;
    }

    /** Progress is thinned out to ten lines a second; the last before another event is always written. */
    @Override
    public synchronized void hear(SessionEvent event) {
        if (event instanceof SessionEvent.Progress progress) {
            long now = System.nanoTime();
            if (now - progressNanos < PROGRESS_PAUSE_NANOS) {
                held = Optional.of(progress);
                return;
            }
            progressNanos = now;
            held = Optional.empty();
        } else if (held.isPresent()) {
            write(held.get());
            held = Optional.empty();
        }
        write(event);
    }

    private void write(SessionEvent event) {
        if (broken) {
            return;
        }
        try {
            stream.write((EventForm.line(event, clock.instant()) + "\n").getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException unwritable) {
            broken = true;
            trouble.accept("the events are no longer written: " + unwritable.getMessage());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        stream.close();
    }
}
