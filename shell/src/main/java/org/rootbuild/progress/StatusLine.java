package org.rootbuild.progress;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.model.Size;

/**
 * The line at the bottom of a live screen that says what is going on now. Drawn ten times a second at most, and not at
 * all while nothing does.
 */
public final class StatusLine implements Listener, AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final int BAR_COLUMNS = 20;
    private static final long WARM_UP_MILLIS = 500;

    private final Screen screen;
    private final Thread drawing;
    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private long toMake;
    private long made;
    private boolean closed;

    /** What is going on in one of the nodes that are made at the same time. */
    private static final class Lane {
        private final String kind;
        private final SessionEvent.StepStarted step;
        private final long startedNanos = System.nanoTime();
        private Optional<SessionEvent.Progress> progress = Optional.empty();
        private long progressNanos;
        private long progressFromBytes;
        private String lastLine = "";

        Lane(String kind, SessionEvent.StepStarted step) {
            this.kind = kind;
            this.step = step;
        }

        void take(SessionEvent.Progress next) {
            boolean same = progress.map(before -> before.what().equals(next.what())
                && before.doneBytes() <= next.doneBytes()).orElse(false);
            if (!same) {
                progressNanos = System.nanoTime();
                progressFromBytes = next.doneBytes();
            }
            progress = Optional.of(next);
        }
    }

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
            kinds.put(started.node(), started.kind());
        } else if (event instanceof SessionEvent.StepStarted started) {
            lanes.put(started.node(), new Lane(kinds.getOrDefault(started.node(), ""), started));
            notifyAll();
        } else if (event instanceof SessionEvent.Progress next) {
            Optional.ofNullable(lanes.get(next.node())).ifPresent(lane -> lane.take(next));
        } else if (event instanceof SessionEvent.Logged logged) {
            Optional.ofNullable(lanes.get(logged.node())).ifPresent(lane -> lane.lastLine = logged.line());
        } else if (event instanceof SessionEvent.Planned planned) {
            toMake = planned.toRun();
            made = 0;
        } else if (event instanceof SessionEvent.NodeEnded ended) {
            made += ended.state().equals("reused") ? 0 : 1;
            leave(ended.node());
        } else if (event instanceof SessionEvent.NodeFailed failed) {
            leave(failed.node());
        } else if (event instanceof SessionEvent.Ended) {
            rest();
        }
    }

    /** Nothing goes on any more, whether or not it came to its end. */
    public synchronized void rest() {
        lanes.clear();
        screen.status("");
    }

    private void leave(String node) {
        lanes.remove(node);
        if (lanes.isEmpty()) {
            screen.status("");
        }
    }

    private void drawUntilClosed() {
        try {
            while (hasWork()) {
                draw();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for something to draw; answers no when this is closed. */
    private synchronized boolean hasWork() throws InterruptedException {
        while (!closed && lanes.isEmpty()) {
            wait();
        }
        return !closed;
    }

    private synchronized void draw() {
        if (!closed && !lanes.isEmpty()) {
            String text = count() + screen.look().clean(lanes.size() == 1 ? text(lanes.values().iterator().next()) : several());
            screen.status(text.substring(0, Math.min(text.length(), Math.max(1, screen.width() - 1))));
        }
    }

    /** Which node of how many that are to be made. */
    private String count() {
        return toMake < 2 ? "" : "[" + Math.min(toMake, made + 1) + "/" + toMake + "] ";
    }

    private String several() {
        return lanes.values().stream().map(lane -> place(lane) + "  " + lasting(lane))
            .collect(Collectors.joining(screen.look().unicode() ? "  ·  " : "  |  ", lanes.size() + " at once: ", ""));
    }

    private static String place(Lane lane) {
        SessionEvent.StepStarted now = lane.step;
        return now.node() + "/" + now.step() + (now.of() > 1 ? " (" + now.number() + "/" + now.of() + ")" : "");
    }

    private static String lasting(Lane lane) {
        return Span.shown(millisSince(lane.startedNanos) / 1_000 * 1_000);
    }

    private String text(Lane lane) {
        String text = lane.kind + " " + place(lane);
        if (lane.progress.isPresent()) {
            return text + text(lane, lane.progress.get());
        }
        String line = lane.lastLine.isBlank() ? "" : "  " + lane.lastLine.strip();
        return text + (millisSince(lane.startedNanos) < 1_000 ? "" : "  " + lasting(lane)) + line;
    }

    private String text(Lane lane, SessionEvent.Progress at) {
        long done = Math.max(0, at.doneBytes());
        long millis = millisSince(lane.progressNanos);
        double perSecond = millis < WARM_UP_MILLIS ? 0 : (done - lane.progressFromBytes) * 1_000.0 / millis;
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
