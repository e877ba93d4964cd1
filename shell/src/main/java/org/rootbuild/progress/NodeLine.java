package org.rootbuild.progress;

import org.rootbuild.event.SessionEvent;

/** The line about a node that is finished. */
final class NodeLine {
    private NodeLine() {
    }

    static String of(SessionEvent.NodeEnded ended, Look look) {
        String name = look.clean(ended.kind() + " " + ended.node());
        String detail = look.clean(ended.detail());
        return switch (ended.state()) {
            case "reused" -> look.reused() + " " + name + "  reused" + (detail.isEmpty() ? "" : ": " + detail);
            case "skipped" -> look.skipped() + " " + name + "  skipped" + (detail.isEmpty() ? "" : ": " + detail);
            default -> look.done() + " " + name + (detail.isEmpty() ? "" : "  " + detail) + "  "
                + look.faint(Span.shown(ended.millis()));
        };
    }
}
