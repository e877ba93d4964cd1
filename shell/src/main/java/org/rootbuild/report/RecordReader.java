package org.rootbuild.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.record.Records;

/** Reads the record of one session. {@code docs/formats.md}, "Record of a session", gives the lines. */
final class RecordReader {
    /** So much of one line is kept; a longer one is damaged, and passed over. */
    private static final int MOST_LINE = 4 << 20;

    private final List<RunBuilder> runs = new ArrayList<>();
    private final Map<String, RunBuilder> open = new LinkedHashMap<>();
    private final Map<String, NodeFacts> facts = new LinkedHashMap<>();
    private final Map<String, Attempt.Reused> reused = new LinkedHashMap<>();
    private final Map<String, SourceFacts> sources = new LinkedHashMap<>();
    private final List<Attempt.Note> notes = new ArrayList<>();
    private Circumstances circumstances = Circumstances.UNKNOWN;
    private Optional<String> outcome = Optional.empty();
    private List<String> left = List.of();
    private Instant last;

    private RecordReader(Instant began) {
        this.last = began;
    }

    /** @param stillRuns the time, where the session is at work now */
    static Attempt read(Path file, Optional<Instant> stillRuns) throws IOException {
        Instant began = Instant.ofEpochMilli(Records.millis(file));
        RecordReader reader = new RecordReader(began);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
                JsonLine.read(line.get()).ifPresent(reader::take);
            }
        }
        return reader.attempt(began, stillRuns);
    }

    private static Optional<String> next(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int read = lines.read();
        if (read < 0) {
            return Optional.empty();
        }
        for (; read >= 0 && read != '\n'; read = lines.read()) {
            if (line.length() < MOST_LINE) {
                line.append((char) read);
            }
        }
        return Optional.of(line.toString());
    }

    private void take(JsonLine line) {
        Instant at = line.time("at").orElse(last);
        last = at.isAfter(last) ? at : last;
        switch (line.text("event")) {
            case "session" -> circumstances = circumstances(line);
            case "node" -> facts.put(line.text("node"), facts(line));
            case "source" -> sources.put(line.text("node"), new SourceFacts(line.text("node"), line.text("sha256"),
                line.number("sizeBytes"), line.text("about"), line.texts("locations")));
            case "reused" -> line.lines("nodes").forEach(one -> reused.put(one.text("node"),
                new Attempt.Reused(one.text("node"), one.text("kind"), one.text("root"))));
            case "decided" -> notes.add(new Attempt.Note(at, decided(line)));
            case "noted" -> notes.add(new Attempt.Note(at, (line.text("node").isEmpty() ? ""
                : line.text("node") + ": ") + line.text("sentence")));
            case "left" -> left = line.texts("nodes");
            case "ended" -> outcome = Optional.of(line.text("outcome"));
            default -> work(line, at);
        }
    }

    private void work(JsonLine line, Instant at) {
        String node = line.text("node");
        switch (line.text("event")) {
            case "node-started" -> begun(node, line.text("kind"), at).reasons(line.texts("reasons"));
            case "step-started" -> known(node, at).stepBegan(line.text("step"), at);
            case "step-ended" -> known(node, at).stepEnded(RunState.DONE, at);
            case "stored" -> known(node, at).stored(line);
            case "node-ended" -> {
                RunBuilder run = open.containsKey(node) ? open.remove(node) : begun(node, line.text("kind"), at);
                run.ended(line, at);
                open.remove(node);
            }
            case "node-failed" -> {
                known(node, at).failed(line, at);
                open.remove(node);
            }
            default -> {
                // Of a later version.
            }
        }
    }

    private RunBuilder begun(String node, String kind, Instant at) {
        RunBuilder run = new RunBuilder(node, kind, at);
        runs.add(run);
        open.put(node, run);
        return run;
    }

    /** The go that is under way; a step that is tried again begins a new one without saying so. */
    private RunBuilder known(String node, Instant at) {
        RunBuilder run = open.get(node);
        return run != null ? run
            : begun(node, Optional.ofNullable(facts.get(node)).map(NodeFacts::kind).orElse(""), at);
    }

    private static String decided(JsonLine line) {
        List<String> nodes = line.texts("nodes");
        String names = nodes.size() <= 6 ? String.join(", ", nodes)
            : String.join(", ", nodes.subList(0, 6)) + " and " + (nodes.size() - 6) + " more";
        return switch (line.text("what")) {
            case "retry" -> names + ": tried again from the beginning of the step";
            case "retry-pass" -> names + ": tried again from the beginning of the pass";
            case "retry-here" -> names + ": tried again on what the failed attempt left and a person changed";
            case "skip" -> names + ": skipped by hand";
            case "rollback" -> "rolled back: " + names;
            default -> line.text("what") + ": " + names;
        };
    }

    private static Circumstances circumstances(JsonLine line) {
        JsonLine host = line.line("host");
        return new Circumstances(line.text("recipe"), line.text("about"), line.text("command"), line.text("version"),
            line.text("folder"), host.text("name"), host.text("system"), host.number("processors"),
            line.text("isolation"), line.lines("parameters").stream().map(one -> new Circumstances.Parameter(
                one.text("name"), one.text("type"), one.text("value"), one.text("default"))).toList());
    }

    private static NodeFacts facts(JsonLine line) {
        return new NodeFacts(line.text("kind"), line.text("root"), line.text("location"),
            line.findText("fingerprint"), line.lines("steps").stream().map(step -> new NodeFacts.Step(
                step.text("name"), step.text("verb"), step.text("location"), step.argumentLines("arguments")))
                .toList());
    }

    private Attempt attempt(Instant began, Optional<Instant> stillRuns) {
        Outcome how = outcome.map(Outcome::of)
            .orElse(stillRuns.isPresent() ? Outcome.RUNNING : Outcome.KILLED);
        Instant end = how == Outcome.RUNNING && stillRuns.get().isAfter(last) ? stillRuns.get() : last;
        RunState cut = how == Outcome.RUNNING ? RunState.RUNNING : RunState.CUT;
        return new Attempt(began, end, how, circumstances, runs.stream().map(run -> run.built(cut, end)).toList(),
            facts, reused, List.copyOf(sources.values()), notes, left, true);
    }
}
