package org.rootbuild.progress;

import java.util.Optional;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.model.Size;

/** The line at the bottom of a live screen that says what is going on now. Drawn ten times a second at most. */
public final class StatusLine implements Listener, AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final int BAR_COLUMNS = 20;
    private static final long WARM_UP_MILLIS = 500;

    private final Screen screen;
    private final Thread drawing;
    private Optional<SessionEvent.StepStarted> step = Optional.empty();
    private Optional<SessionEvent.Progress> progress = Optional.empty();
    private String kind = "";
    private long stepNanos;
    private long progressNanos;
    private long progressFromBytes;
    private boolean closed;

    public StatusLine(Screen screen) {
        this.screen = screen;
        this.drawing = new Thread(this::drawUntilClosed, "status line");
        drawing.setDaemon(true);
        if (screen.look().live()) {
            drawing.start();
        }
    }

    @Override
    public synchronized void hear(SessionEvent event) {
        if (event instanceof SessionEvent.NodeStarted started) {
            kind = started.kind();
        } else if (event instanceof SessionEvent.StepStarted started) {
            step = Optional.of(started);
            progress = Optional.empty();
            stepNanos = System.nanoTime();
        } else if (event instanceof SessionEvent.Progress next) {
            take(next);
        } else if (event instanceof SessionEvent.NodeEnded || event instanceof SessionEvent.NodeFailed
                || event instanceof SessionEvent.Ended) {
            step = Optional.empty();
            progress = Optional.empty();
            screen.status("");
        }
    }

    private void take(SessionEvent.Progress next) {
        boolean same = progress.map(before -> before.what().equals(next.what())
            && before.doneBytes() <= next.doneBytes()).orElse(false);
        if (!same) {
            progressNanos = System.nanoTime();
            progressFromBytes = next.doneBytes();
        }
        progress = Optional.of(next);
    }

    private void drawUntilClosed() {
        try {
            while (draw()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean draw() {
        if (!closed && step.isPresent()) {
            String text = text(step.get());
            screen.status(text.substring(0, Math.min(text.length(), Math.max(1, screen.width() - 1))));
        }
        return !closed;
    }

    private String text(SessionEvent.StepStarted now) {
        String steps = now.of() > 1 ? " (" + now.number() + "/" + now.of() + ")" : "";
        long millis = millisSince(stepNanos);
        String text = kind + " " + now.node() + "/" + now.step() + steps
            + progress.map(this::text).orElse(millis < 1_000 ? "" : "  " + Span.shown(millis / 1_000 * 1_000));
        return screen.look().clean(text);
    }

    private String text(SessionEvent.Progress at) {
        long done = Math.max(0, at.doneBytes());
        long millis = millisSince(progressNanos);
        double perSecond = millis < WARM_UP_MILLIS ? 0 : (done - progressFromBytes) * 1_000.0 / millis;
        String speed = perSecond < 1 ? "" : "  " + new Size((long) perSecond) + "/s";
        if (at.totalBytes() <= 0) {
            return "  " + at.what() + "  " + new Size(done) + speed;
        }
        double part = Math.min(1, (double) done / at.totalBytes());
        String left = perSecond < 1 ? ""
            : "  " + Span.shown((long) Math.ceil((at.totalBytes() - done) / perSecond) * 1_000) + " left";
        return "  " + at.what() + "  " + bar(part) + " " + (int) (part * 100) + " %" + speed + left;
    }

    private String bar(double part) {
        int full = (int) (part * BAR_COLUMNS);
        boolean unicode = screen.look().unicode();
        return "[" + (unicode ? "█" : "#").repeat(full) + (unicode ? "·" : ".").repeat(BAR_COLUMNS - full) + "]";
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            screen.status("");
        }
        drawing.interrupt();
    }
}
