package org.rootbuild.progress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.model.Size;

/** The lines about a session that stay on the screen: what is finished, what was noted, and on request all output. */
public final class Scroll implements Listener {
    /** From this many on, nodes that are reused share one line. */
    static final int REUSED_LINES = 20;
    private static final long PROGRESS_PAUSE_NANOS = 30_000_000_000L;

    /** How much a person wants to read. */
    public enum Detail { FAILURES, NODES, STEPS, OUTPUT }

    private final Screen screen;
    private final Look look;
    private final Detail detail;
    private final List<SessionEvent.NodeEnded> reused = new ArrayList<>();
    private final Map<String, String> kinds = new HashMap<>();
    private long progressShownNanos = System.nanoTime();

    public Scroll(Screen screen, Detail detail) {
        this.screen = screen;
        this.look = screen.look();
        this.detail = detail;
    }

    @Override
    public synchronized void hear(SessionEvent event) {
        if (event instanceof SessionEvent.NodeStarted started) {
            kinds.put(started.node(), started.kind());
        }
        if (event instanceof SessionEvent.NodeFailed failed) {
            screen.line(look.failed() + " " + look.clean(kinds.getOrDefault(failed.node(), "") + " " + failed.node()
                + "  " + failed.step() + ": " + firstLine(failed.message())).stripLeading());
            return;
        } else if (detail == Detail.FAILURES) {
            return;
        }
        if (event instanceof SessionEvent.NodeEnded ended && ended.state().equals("reused")) {
            reused.add(ended);
            return;
        }
        if (!(event instanceof SessionEvent.Noted)) {
            sayReused();
        }
        said(event);
    }

    /** All of it is told when the run ends. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private void said(SessionEvent event) {
        if (event instanceof SessionEvent.NodeStarted started) {
            reasons(started);
        } else if (event instanceof SessionEvent.NodeEnded ended) {
            screen.line(NodeLine.of(ended, look));
        } else if (event instanceof SessionEvent.Noted noted) {
            screen.line("  " + look.clean(at(noted.node(), noted.step()) + noted.sentence()));
        } else if (event instanceof SessionEvent.StepStarted started && shows(Detail.STEPS)) {
            progressShownNanos = System.nanoTime();
            screen.line("  " + look.clean(started.node() + "/" + started.step() + "  step " + started.number() + " of "
                + started.of()));
        } else if (event instanceof SessionEvent.Logged logged && shows(Detail.OUTPUT)) {
            screen.line("  " + look.faint(look.clean(logged.node() + "/" + logged.step() + " | " + logged.line())));
        } else if (event instanceof SessionEvent.Progress progress && shows(Detail.STEPS)) {
            nowAndThen(progress);
        }
    }

    private boolean shows(Detail wanted) {
        return detail.compareTo(wanted) >= 0;
    }

    private static String at(String node, String step) {
        return node.isEmpty() ? "" : step.isEmpty() ? node + ": " : node + "/" + step + ": ";
    }

    private void reasons(SessionEvent.NodeStarted started) {
        if (shows(Detail.STEPS) && !started.reasons().isEmpty()) {
            screen.line("  " + look.clean(started.node() + ": " + String.join("; ", started.reasons())));
        }
    }

    private void sayReused() {
        if (reused.size() > REUSED_LINES) {
            screen.line(look.reused() + " " + reused.size() + " reused");
        } else {
            reused.forEach(one -> screen.line(NodeLine.of(one, look)));
        }
        reused.clear();
    }

    /** A log that says nothing for minutes looks like a build that hangs. */
    private void nowAndThen(SessionEvent.Progress progress) {
        long now = System.nanoTime();
        if (screen.look().live() || now - progressShownNanos < PROGRESS_PAUSE_NANOS) {
            return;
        }
        progressShownNanos = now;
        String total = progress.totalBytes() < 0 ? "" : " of " + new Size(progress.totalBytes());
        screen.line("  " + look.clean(progress.node() + "/" + progress.step() + "  " + progress.what() + ": "
            + new Size(Math.max(0, progress.doneBytes())) + total));
    }
}
