package org.rootbuild.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.journal.JournalState;

/**
 * What the journal alone tells, for a build of an earlier rootbuild, which kept no records: what was made last and when
 * it was done; when it began is reckoned back from there.
 */
final class JournalAttempt {
    private final JournalState journal;
    private final List<NodeRun> runs = new ArrayList<>();
    private final Map<String, Attempt.Reused> reused = new LinkedHashMap<>();

    private JournalAttempt(JournalState journal) {
        this.journal = journal;
    }

    /** Empty where the journal knows of nothing that was made or failed. */
    static Optional<Attempt> of(JournalState journal, Outcome outcome) {
        JournalAttempt all = new JournalAttempt(journal);
        journal.nodes().forEach(all::add);
        if (all.runs.isEmpty() && all.reused.isEmpty()) {
            return Optional.empty();
        }
        all.runs.sort(java.util.Comparator.comparing(NodeRun::began));
        Instant began = all.runs.stream().map(NodeRun::began).min(Instant::compareTo).orElse(Instant.EPOCH);
        Instant ended = all.runs.stream().map(NodeRun::ended).max(Instant::compareTo).orElse(Instant.EPOCH);
        return Optional.of(new Attempt(began, ended, outcome, Circumstances.UNKNOWN, all.runs, Map.of(), all.reused,
            sources(journal), List.of(), List.of(), false));
    }

    private void add(String node) {
        Optional<JournalState.Dated<JournalEntry.Done>> done = journal.done(node);
        if (journal.failed(node).isPresent()) {
            runs.add(failed(journal.failed(node).get()));
        } else if (done.isPresent() && done.get().entry().steps().isEmpty()) {
            reused.put(node, new Attempt.Reused(node, "", ""));
        } else {
            done.ifPresent(made -> runs.add(made(made)));
        }
    }

    private NodeRun made(JournalState.Dated<JournalEntry.Done> done) {
        JournalEntry.Done entry = done.entry();
        Instant began = done.at().minusMillis(entry.millis());
        List<StepRun> steps = new ArrayList<>();
        Instant at = began;
        for (JournalEntry.StepTime step : entry.steps()) {
            steps.add(new StepRun(step.step(), at, at.plusMillis(step.millis()), RunState.DONE));
            at = at.plusMillis(step.millis());
        }
        boolean touched = journal.touched(entry.node()).isPresent();
        return new NodeRun(entry.node(), "", began, done.at(), RunState.DONE, List.of(), steps,
            touched ? "touched by hand" : "", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static NodeRun failed(JournalState.Dated<JournalEntry.Failed> failed) {
        JournalEntry.Failed entry = failed.entry();
        return new NodeRun(entry.node(), "", failed.at(), failed.at(), RunState.FAILED, List.of(),
            entry.step().isEmpty() ? List.of()
                : List.of(new StepRun(entry.step(), failed.at(), failed.at(), RunState.FAILED)),
            "", Optional.empty(), Optional.empty(), Optional.of(new NodeRun.Trouble(entry.step(), "", entry.message(),
                entry.remedy(), List.of(), List.of())));
    }

    static List<SourceFacts> sources(JournalState journal) {
        return journal.pins().stream().map(pin -> new SourceFacts(pin.source(), pin.sha256(), pin.sizeBytes(),
            pin.about(), pin.locations())).toList();
    }
}
