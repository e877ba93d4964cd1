package org.rootbuild.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.progress.Span;

/**
 * The table of what was worked on: when, how long, what came of it, and why it ran; and what was not begun, or reused.
 */
record MadeSection(Build build, Timeline timeline, Names names, Html html, long roots) {
    /** More rows than this are folded away, below the slowest of them. */
    private static final int MOST_ROWS = 150;
    private static final int SLOWEST = 20;
    private static final int MOST_LEFT = 200;
    private static final int MOST_REUSED = 5_000;

    MadeSection(Build build, Timeline timeline, Names names, Html html) {
        this(build, timeline, names, html, build.worked().stream().flatMap(name -> build.facts(name).stream())
            .map(NodeFacts::root).filter(root -> !root.isEmpty()).distinct().count());
    }

    void write() {
        made();
        left();
        reused();
    }

    private void left() {
        List<String> left = build.left();
        if (!left.isEmpty()) {
            html.open("section", "id", "left").leaf("h2", "What was not begun").open("ul", "class", "names");
            left.stream().limit(MOST_LEFT).forEach(name -> html.leaf("li", name));
            html.close("ul");
            if (left.size() > MOST_LEFT) {
                html.leaf("p", "… and " + Words.number(left.size() - MOST_LEFT) + " more", "class", "muted");
            }
            html.close("section").line();
        }
    }

    private void made() {
        List<String> worked = List.copyOf(build.worked());
        if (worked.isEmpty()) {
            return;
        }
        html.open("section", "id", "made").leaf("h2", "What was made, and why");
        if (worked.size() > MOST_ROWS) {
            List<String> slowest = worked.stream().sorted(Comparator.comparingLong(this::millis).reversed())
                .limit(SLOWEST).toList();
            table("The " + slowest.size() + " that took longest, longest first", slowest, false);
            html.line().open("details", "class", "all").leaf("summary", "All " + Words.number(worked.size())
                + ", in the order in which they began");
            table("In the order in which they began", worked.subList(0, Math.min(Names.MOST, worked.size())), true);
            if (worked.size() > Names.MOST) {
                html.leaf("p", "… and " + Words.number(worked.size() - Names.MOST) + " more", "class", "muted");
            }
            html.close("details");
        } else {
            table("In the order in which they began", worked, true);
        }
        html.close("section").line();
    }

    private long millis(String node) {
        return build.runs(node).stream().mapToLong(NodeRun::millis).sum();
    }

    private void table(String caption, List<String> nodes, boolean anchored) {
        html.open("table", "class", "made").leaf("caption", caption).open("thead").open("tr");
        for (String head : List.of("Name", "When", "Took", "Paths", "Size", "Why it ran")) {
            html.leaf("th", head, "scope", "col", "class", head.equals("Took") || head.equals("Size")
                || head.equals("Paths") ? "num" : "");
        }
        html.close("tr").close("thead").open("tbody").line();
        nodes.forEach(node -> row(node, anchored));
        html.close("tbody").close("table");
    }

    private void row(String node, boolean anchored) {
        NodeRun last = build.lastRun(node);
        Optional<NodeRun.Stored> stored = last.stored();
        if (anchored) {
            html.open("tr", "id", names.anchor(node));
        } else {
            html.open("tr");
        }
        name(node, last, stored.map(NodeRun.Stored::touched).orElse(false));
        html.open("td", "class", "when").open("span", "title", Words.moment(last.began()) + " to "
            + Words.time(last.ended()) + " UTC");
        build.runs(node).forEach(this::bar);
        html.close("span").close("td");
        html.leaf("td", Span.shown(millis(node)), "class", "num");
        html.open("td", "class", "num");
        if (stored.isPresent() && stored.get().digest().isEmpty()) {
            paths(stored.get());
        }
        html.close("td");
        html.leaf("td", stored.map(one -> Words.size(one.sizeBytes())).orElse(""), "class", "num");
        html.leaf("td", why(node), "class", "why").close("tr").line();
    }

    private void name(String node, NodeRun last, boolean touched) {
        html.open("th", "scope", "row");
        if (last.state() != RunState.DONE) {
            html.leaf("span", last.state().sign(), "class", "sign " + (last.state() == RunState.FAILED ? "bad" : ""))
                .text(" ");
        }
        html.leaf("a", node, "href", "#" + names.steps(node), "title", node);
        html.text(" ").leaf("small", kind(node, last));
        if (last.state() != RunState.DONE) {
            html.leaf("small", last.state().word(), "class", last.state() == RunState.FAILED ? "mark" : "");
        }
        if (touched) {
            html.leaf("small", "touched by hand", "class", "mark");
        }
        long failed = build.runs(node).stream().filter(run -> run.state() == RunState.FAILED).count();
        if (failed > 0 && last.state() != RunState.FAILED) {
            html.leaf("small", "failed " + (failed == 1 ? "once" : failed + " times") + " before", "class", "mark");
        }
        html.close("th");
    }

    /** Of passes, which are most, only the root, and that only where there are several. */
    private String kind(String node, NodeRun last) {
        String root = build.facts(node).map(NodeFacts::root).orElse("");
        return !last.kind().equals("pass") ? last.kind() : roots > 1 ? "in " + root : "";
    }

    private void bar(NodeRun run) {
        double from = timeline.place(run.began()) / timeline.length();
        double to = timeline.place(run.ended()) / timeline.length();
        html.open("i", "class", "bar " + TimelineSection.look(run), "style", "left:" + Words.percent(from)
            + ";width:" + Words.percent(to - from)).close("i");
    }

    private void paths(NodeRun.Stored stored) {
        html.leaf("span", "+" + Words.number(stored.added()), "title", "added");
        if (stored.changed() > 0) {
            html.text(" ").leaf("span", "~" + Words.number(stored.changed()), "title", "changed");
        }
        if (stored.removed() > 0) {
            html.text(" ").leaf("span", "−" + Words.number(stored.removed()), "title", "removed");
        }
    }

    private String why(String node) {
        NodeRun last = build.lastRun(node);
        if (last.state() == RunState.SKIPPED) {
            return last.detail();
        }
        // A step that is tried again has no reasons of its own.
        return build.runs(node).stream().map(NodeRun::reasons).filter(reasons -> !reasons.isEmpty())
            .reduce((first, second) -> second).map(reasons -> String.join("; ", reasons)).orElse("");
    }

    private void reused() {
        List<Attempt.Reused> reused = build.reused();
        if (reused.isEmpty()) {
            return;
        }
        html.open("section", "id", "reused").leaf("h2", "What was reused");
        html.leaf("p", reused.size() == 1 ? "One result was there already: nothing that can change it had changed."
            : Words.number(reused.size()) + " results were there already: nothing that can change them had changed.",
            "class", "muted");
        Set<String> touched = build.touched();
        boolean folded = reused.size() > MOST_ROWS;
        if (folded) {
            html.open("details").leaf("summary", "Their names");
        }
        html.open("ul", "class", "names");
        reused.stream().limit(MOST_REUSED).forEach(one -> {
            html.open("li").text(one.name());
            String kind = one.root().isEmpty() ? one.kind() : one.kind() + " of " + one.root();
            if (!kind.isEmpty()) {
                html.text(" ").leaf("small", kind);
            }
            if (touched.contains(one.name())) {
                html.text(" ").leaf("small", "touched by hand", "class", "mark");
            }
            html.close("li").line();
        });
        html.close("ul");
        if (reused.size() > MOST_REUSED) {
            html.leaf("p", "… and " + Words.number(reused.size() - MOST_REUSED) + " more");
        }
        if (folded) {
            html.close("details");
        }
        html.close("section").line();
    }
}
