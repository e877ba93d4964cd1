package org.rootbuild.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One go at a node, as the lines of a record put it together. */
final class RunBuilder {
    private final String node;
    private final String kind;
    private final Instant began;
    private final List<StepRun> steps = new ArrayList<>();
    private List<String> reasons = List.of();
    private Optional<StepRun> openStep = Optional.empty();
    private Optional<RunState> state = Optional.empty();
    private Instant ended;
    private String detail = "";
    private Optional<String> output = Optional.empty();
    private Optional<NodeRun.Stored> stored = Optional.empty();
    private Optional<NodeRun.Trouble> trouble = Optional.empty();

    RunBuilder(String node, String kind, Instant began) {
        this.node = node;
        this.kind = kind;
        this.began = began;
        this.ended = began;
    }

    void reasons(List<String> why) {
        reasons = why;
    }

    void stepBegan(String step, Instant at) {
        stepEnded(RunState.CUT, at);
        openStep = Optional.of(new StepRun(step, at, at, RunState.CUT));
    }

    void stepEnded(RunState how, Instant at) {
        openStep.ifPresent(open -> steps.add(new StepRun(open.step(), open.began(), at, how)));
        openStep = Optional.empty();
    }

    void stored(JsonLine line) {
        stored = Optional.of(new NodeRun.Stored(line.text("fingerprint"), line.flag("touched"),
            line.number("sizeBytes"), line.number("added"), line.number("changed"), line.number("removed"),
            line.findText("sha256").or(() -> line.findText("dataSha256").map(hex -> "data:" + hex))));
    }

    void ended(JsonLine line, Instant at) {
        ended = at;
        detail = line.text("detail");
        output = line.findText("output");
        state = Optional.of(line.text("state").equals("skipped") ? RunState.SKIPPED : RunState.DONE);
        stepEnded(state.get(), at);
    }

    void failed(JsonLine line, Instant at) {
        ended = at;
        state = Optional.of(RunState.FAILED);
        trouble = Optional.of(new NodeRun.Trouble(line.text("step"), line.text("location"), line.text("message"),
            line.text("remedy"), line.lines("details").stream()
                .map(one -> new NodeRun.Trouble.Part(one.text("title"), one.texts("lines"))).toList(),
            line.texts("lastLines")));
        stepEnded(RunState.FAILED, at);
    }

    /** @param cut what it is where no line says how it ended, at {@code end} */
    NodeRun built(RunState cut, Instant end) {
        if (state.isEmpty()) {
            ended = end;
            stepEnded(cut, end);
        }
        return new NodeRun(node, kind, began, ended, state.orElse(cut), reasons, steps, detail, output, stored,
            trouble);
    }
}
