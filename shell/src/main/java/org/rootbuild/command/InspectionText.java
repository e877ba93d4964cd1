package org.rootbuild.command;

import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.model.Node;
import org.rootbuild.model.Size;
import org.rootbuild.progress.Span;
import org.rootbuild.session.Inspection;
import org.rootbuild.session.Inspection.Changed;
import org.rootbuild.session.Inspection.StepInfo;

/** What is known of a node, for people. */
final class InspectionText {
    private static final String UNDER = "               ";

    private final Caller caller;

    InspectionText(Caller caller) {
        this.caller = caller;
    }

    List<String> lines(Node node, Inspection found) {
        List<String> lines = new ArrayList<>();
        if (found.selected().isPresent()) {
            step(node, found.selected().get(), lines);
            return lines;
        }
        lines.add(node.kind() + " '" + node.name() + "'" + (node instanceof Node.Pass pass
            ? " of the root '" + pass.root() + "'" : "") + ": " + found.state().word());
        lines.add("  where        " + node.location());
        found.planned().fingerprint().ifPresent(print -> lines.add("  fingerprint  " + print));
        found.lastRun().ifPresent(run -> lines.add("  last made    " + run.ended().truncatedTo(ChronoUnit.SECONDS)
            + " in " + Span.shown(run.millis())));
        found.planned().reasons().forEach(reason -> lines.add("  runs since   " + reason));
        found.failure().ifPresent(failure -> {
            lines.add("  failed       " + failure.at().truncatedTo(ChronoUnit.SECONDS) + " in step " + failure.step());
            failure.message().lines().forEach(line -> lines.add(UNDER + line));
            failure.remedy().lines().forEach(line -> lines.add(UNDER + line));
        });
        found.file().ifPresent(file -> lines.add("  file         " + file));
        if (Files.isDirectory(found.logs())) {
            lines.add("  logs         " + caller.shown(found.logs()));
        }
        steps(found, lines);
        found.changes().ifPresent(changes -> changes("changes", changes, lines));
        return lines;
    }

    private static void steps(Inspection found, List<String> lines) {
        if (!found.steps().isEmpty()) {
            lines.add("");
            lines.add("steps");
        }
        int column = found.steps().stream().mapToInt(step -> step.name().length()).max().orElse(0);
        for (StepInfo step : found.steps()) {
            boolean failed = found.failure().map(failure -> failure.step().equals(step.name())).orElse(false);
            String state = failed ? "failed" : step.done() ? "done" : "to do";
            lines.add(("  " + step.name() + " ".repeat(column - step.name().length()) + "  " + state
                + " ".repeat(8 - state.length()) + step.millis().map(Span::shown).orElse("")).stripTrailing());
        }
        found.steps().forEach(step -> step.changes().ifPresent(changes ->
            changes("changes by " + step.name(), changes, lines)));
    }

    private void step(Node node, StepInfo step, List<String> lines) {
        lines.add("step '" + step.name() + "' of the " + node.kind() + " '" + node.name() + "': "
            + (step.done() ? "done" : "to do"));
        lines.add("  where        " + step.location());
        step.millis().ifPresent(millis -> lines.add("  took         " + Span.shown(millis)));
        if (Files.exists(step.log())) {
            lines.add("  log          " + caller.shown(step.log()));
        }
        lines.add("");
        lines.add("what its fingerprint is made of");
        FieldLines.of(step.described()).forEach(line -> lines.add("  " + line));
        step.changes().ifPresent(changes -> changes("changes", changes, lines));
    }

    private static void changes(String title, List<Changed> changes, List<String> lines) {
        lines.add("");
        lines.add(title + (changes.isEmpty() ? ": none" : ""));
        for (Changed change : changes) {
            String sign = switch (change.kind()) {
                case ADDED -> "+";
                case CHANGED -> "~";
                case REMOVED -> "-";
            };
            lines.add(("  " + sign + " " + change.letter() + " /" + change.path() + "  "
                + sizes(change)).stripTrailing());
        }
    }

    private static String sizes(Changed change) {
        if (change.letter() != 'f') {
            return "";
        }
        return switch (change.kind()) {
            case ADDED -> new Size(change.sizeBytes()).toString();
            case REMOVED -> new Size(change.beforeBytes()).toString();
            case CHANGED -> new Size(change.beforeBytes()) + " -> " + new Size(change.sizeBytes());
        };
    }
}
