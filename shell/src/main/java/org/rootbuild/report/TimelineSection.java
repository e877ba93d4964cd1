package org.rootbuild.report;

import java.util.Comparator;
import java.util.List;
import org.rootbuild.progress.Span;

/** The lanes in which things were made, over time; in several bands, one below the other, where there are many. */
record TimelineSection(Build build, Timeline timeline, Names names, Html html) {
    private static final int BARS_A_BAND = 90;
    private static final int MOST_BANDS = 12;
    private static final int MOST_BARS = 4_000;
    private static final int LANE_PIXELS = 24;
    private static final int THIN_LANE_PIXELS = 12;
    private static final int MOST_WIDE_LANES = 16;
    /** A band on a usual screen, and what a name takes of it: for the choice which bars are named. */
    private static final int BAND_PIXELS = 1_130;
    private static final int LETTER_PIXELS = 7;
    private static final int NAMED_PIXELS = 72;
    private static final double STEPS_SHARE = 0.06;

    void write() {
        if (timeline.bars().isEmpty()) {
            return;
        }
        html.open("section", "id", "timeline").leaf("h2", "Timeline");
        html.leaf("p", intro(), "class", "muted");
        legend();
        int bands = Math.max(1, Math.min(MOST_BANDS,
            (int) Math.ceil(timeline.bars().size() / (double) BARS_A_BAND)));
        html.open("div", "class", "bands", "aria-hidden", "true");
        List<Timeline.Bar> drawn = timeline.bars().size() <= MOST_BARS ? timeline.bars() : timeline.bars().stream()
            .sorted(Comparator.comparingDouble((Timeline.Bar bar) -> bar.from() - bar.to())).limit(MOST_BARS).toList();
        for (int i = 0; i < bands; i++) {
            band(timeline.length() * i / bands, timeline.length() * (i + 1) / bands, drawn);
        }
        html.close("div").close("section").line();
    }

    private String intro() {
        int lanes = timeline.lanes();
        return (lanes == 1 ? "One thing at a time." : "Up to " + lanes + " things at the same time, a lane each.")
            + (timeline.cuts().isEmpty() ? "" : " Pauses are cut out, where the dashed lines are.")
            + (timeline.bars().size() > MOST_BARS ? " Only the longest " + Words.number(MOST_BARS) + " are drawn." : "")
            + " The table below has the same times in words.";
    }

    private void legend() {
        if (timeline.bars().stream().map(bar -> look(bar.run())).allMatch("pass"::equals)) {
            return;
        }
        html.open("ul", "class", "legend", "aria-hidden", "true");
        for (String kind : List.of("pass", "artifact", "check", "source")) {
            if (timeline.bars().stream().anyMatch(bar -> look(bar.run()).startsWith(kind))) {
                html.open("li").open("i", "class", "bar " + kind).close("i").text(kind).close("li");
            }
        }
        if (timeline.bars().stream().anyMatch(bar -> bar.run().state() == RunState.FAILED)) {
            html.open("li").open("i", "class", "bar pass failed").close("i").text("✗ failed").close("li");
        }
        if (timeline.bars().stream().anyMatch(bar -> isOpen(bar.run()))) {
            html.open("li").open("i", "class", "bar pass open").close("i").text("not finished").close("li");
        }
        html.close("ul");
    }

    private static boolean isOpen(NodeRun run) {
        return run.state() == RunState.CUT || run.state() == RunState.RUNNING;
    }

    /** The classes of its bar. */
    static String look(NodeRun run) {
        String kind = List.of("artifact", "check", "source").contains(run.kind()) ? run.kind() : "pass";
        return kind + (run.state() == RunState.FAILED ? " failed" : isOpen(run) ? " open" : "");
    }

    private void band(double from, double to, List<Timeline.Bar> drawn) {
        double length = to - from;
        int pixels = timeline.lanes() > MOST_WIDE_LANES ? THIN_LANE_PIXELS : LANE_PIXELS;
        html.line().open("div", "class", "band");
        html.open("div", "class", "axis");
        List<Ticks.Tick> ticks = Ticks.of(from, to);
        for (Ticks.Tick tick : ticks) {
            double share = (tick.millis() - from) / length;
            html.leaf("span", tick.label(), "style", "left:" + Words.percent(share),
                "class", share > 0.97 ? "end" : share < 0.02 ? "start" : "");
        }
        html.close("div");
        html.open("div", "class", "lanes", "style", "height:" + timeline.lanes() * pixels + "px");
        for (Ticks.Tick tick : ticks) {
            html.open("i", "class", "tick", "style", "left:" + Words.percent((tick.millis() - from) / length))
                .close("i");
        }
        timeline.cuts().stream().filter(cut -> cut.at() >= from && cut.at() <= to).forEach(cut ->
            html.open("i", "class", "cut", "style", "left:" + Words.percent((cut.at() - from) / length),
                "title", (cut.attempt() > 0 ? "attempt " + cut.attempt() + " begins; " : "") + "a pause of "
                    + Span.shown(cut.pauseMillis()) + " is cut out").close("i"));
        for (Timeline.Bar bar : drawn) {
            if (bar.from() < to && bar.to() >= from) {
                bar(bar, from, to, pixels);
            }
        }
        html.close("div").close("div");
    }

    private void bar(Timeline.Bar bar, double from, double to, int pixels) {
        double begin = Math.max(bar.from(), from);
        double share = (Math.min(bar.to(), to) - begin) / (to - from);
        NodeRun run = bar.run();
        html.open("a", "class", "bar " + look(run), "href", "#" + names.anchor(run.node()), "tabindex", "-1",
            "title", title(run), "style", "left:" + Words.percent((begin - from) / (to - from)) + ";width:"
                + Words.percent(share) + ";top:" + bar.lane() * pixels + "px;height:" + (pixels - 3) + "px");
        if (share >= STEPS_SHARE && run.steps().size() > 1) {
            steps(bar, begin, share * (to - from));
        }
        String name = (run.state() == RunState.DONE ? "" : run.state().sign() + " ") + run.node();
        int needed = Math.min(NAMED_PIXELS, (name.length() + 2) * LETTER_PIXELS);
        if (share * BAND_PIXELS >= needed && pixels == LANE_PIXELS) {
            html.leaf("b", name);
        }
        html.close("a");
    }

    /** Thin lines where one step ends and the next begins. */
    private void steps(Timeline.Bar bar, double begin, double length) {
        for (StepRun step : bar.run().steps().subList(1, bar.run().steps().size())) {
            double at = (timeline.place(step.began()) - begin) / length;
            if (at > 0.01 && at < 0.99) {
                html.open("i", "style", "left:" + Words.percent(at)).close("i");
            }
        }
    }

    static String title(NodeRun run) {
        StringBuilder title = new StringBuilder((run.kind() + " " + run.node()).strip() + "\n"
            + run.state().word() + ", " + Span.shown(run.millis()) + ", " + Words.time(run.began()) + " to "
            + Words.time(run.ended()));
        run.steps().stream().limit(12).forEach(step ->
            title.append("\n").append(step.step()).append("  ").append(Span.shown(step.millis())));
        if (run.steps().size() > 12) {
            title.append("\n…");
        }
        return title.toString();
    }
}
