package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.rootbuild.model.Node;
import org.rootbuild.progress.Span;
import org.rootbuild.session.Inspection;
import org.rootbuild.session.Inspection.StepInfo;

/** What is known of a node, for people. */
public final class InspectionText {
    private static final String UNDER = "               ";

    private final Function<Path, String> shown;
    private final String cleaning;
    private final String goingOn;
    private final ChangesText changes;

    /**
     * Of one recipe.
     *
     * @param shown    a path as it can be typed
     * @param cleaning the command that makes touched layers again
     * @param goingOn  the command that goes on with what a failed step left
     * @param files    whether every path is listed
     */
    public InspectionText(Function<Path, String> shown, String cleaning, String goingOn, boolean files) {
        this.shown = shown;
        this.cleaning = cleaning;
        this.goingOn = goingOn;
        this.changes = new ChangesText(files);
    }

    public List<String> lines(Node node, Inspection found) throws IOException {
        List<String> lines = new ArrayList<>();
        if (found.selected().isPresent()) {
            step(node, found, found.selected().get(), lines);
            return lines;
        }
        lines.add(node.kind() + " '" + node.name() + "'" + (node instanceof Node.Pass pass
            ? " of the root '" + pass.root() + "'" : "") + ": " + found.state().word());
        lines.add("  where        " + node.location());
        found.planned().fingerprint().ifPresent(print -> lines.add("  fingerprint  " + print));
        if (PlanText.isTouched(found.planned())) {
            lines.add("  touched      by hand: it is not what the recipe alone makes; made again by: "
                + cleaning);
        }
        found.lastRun().ifPresent(run -> lines.add("  last made    " + run.ended().truncatedTo(ChronoUnit.SECONDS)
            + " in " + Span.shown(run.millis())));
        String why = found.state().isSettled() ? "  made since   " : "  runs since   ";
        found.planned().reasons().forEach(reason -> lines.add(why + reason));
        found.failure().ifPresent(failure -> {
            lines.add("  failed       " + failure.at().truncatedTo(ChronoUnit.SECONDS) + " in step " + failure.step());
            failure.message().lines().forEach(line -> lines.add(UNDER + line));
            failure.remedy().lines().forEach(line -> lines.add(UNDER + line));
        });
        found.file().ifPresent(file -> lines.add("  file         " + file));
        if (Files.isDirectory(found.logs())) {
            lines.add("  logs         " + shown.apply(found.logs()));
        }
        steps(found, lines);
        found.changes().ifPresent(some -> lines.addAll(changes.lines("changes", some)));
        return lines;
    }

    private void steps(Inspection found, List<String> lines) {
        if (!found.steps().isEmpty()) {
            lines.add("");
            lines.add("steps");
        }
        int column = found.steps().stream().mapToInt(step -> step.name().length()).max().orElse(0);
        for (StepInfo step : found.steps()) {
            String state = state(found, step);
            lines.add(("  " + step.name() + " ".repeat(column - step.name().length()) + "  " + state
                + " ".repeat(8 - state.length()) + step.millis().map(Span::shown).orElse("")).stripTrailing());
        }
        found.steps().forEach(step -> step.changes().ifPresent(some -> {
            lines.addAll(changes.lines("changes by " + step.name(), some));
            step.files().ifPresent(files -> lines.add("  in " + files));
        }));
    }

    private static String state(Inspection found, StepInfo step) {
        boolean failed = found.failure().map(failure -> failure.step().equals(step.name())).orElse(false);
        return failed ? "failed" : step.done() ? "done" : "to do";
    }

    private void step(Node node, Inspection found, StepInfo step, List<String> lines) throws IOException {
        String state = state(found, step);
        lines.add("step '" + step.name() + "' of the " + node.kind() + " '" + node.name() + "': " + state);
        lines.add("  where        " + step.location());
        step.millis().ifPresent(millis -> lines.add("  took         " + Span.shown(millis)));
        if (Files.exists(step.log())) {
            lines.add("  log          " + shown.apply(step.log()));
        }
        step.files().ifPresent(files -> {
            lines.add("  files        " + files + ": what its programs changed");
            if (state.equals("failed")) {
                lines.add(UNDER + "mended by hand there, the step goes on with it: " + goingOn);
            }
        });
        LogHead head = LogHead.read(step.log());
        section("what ran", head.commands(), lines);
        section("its environment", head.surroundings(), lines);
        section("what its fingerprint is made of", FieldLines.of(step.described()), lines);
        step.changes().ifPresent(some -> lines.addAll(changes.lines("changes", some)));
    }

    private static void section(String title, List<String> body, List<String> lines) {
        if (!body.isEmpty()) {
            lines.add("");
            lines.add(title);
            body.forEach(line -> lines.add("  " + line));
        }
    }
}
