package org.rootbuild.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.rootbuild.session.StepFailure;

/** The report of a failed step. Its sections are always the same, in the same order. */
public final class FailureSections {
    private static final String INDENT = "    ";
    private static final int MOST_COLUMN = 36;

    private final Look look;

    public FailureSections(Look look) {
        this.look = look;
    }

    /**
     * A command that helps now.
     *
     * @param line ready to be typed
     * @param what it does, in a few words
     */
    public record Advice(String line, String what) {
        public Advice {
            Objects.requireNonNull(line);
            Objects.requireNonNull(what);
        }
    }

    /** The lines, without line ends. {@code kind} is the word for the node: pass, artifact … */
    public List<String> lines(StepFailure failure, String kind, List<Advice> advice) {
        List<String> lines = new ArrayList<>();
        section(lines, "What failed", List.of(kind + " '" + failure.node() + "', step " + failure.step()));
        section(lines, "Where", List.of(failure.location().toString()));
        section(lines, "What was found", failure.message().lines().toList());
        failure.details().forEach(detail -> section(lines, capitalised(detail.title()), detail.lines()));
        section(lines, "Last lines of its output", failure.lastLines().isEmpty()
            ? List.of("(it wrote none)") : failure.lastLines());
        section(lines, "Log", List.of(failure.log().toString()));
        section(lines, "What to do now", failure.remedy().lines().toList());
        lines.addAll(lines(advice));
        return lines;
    }

    /** What can be typed. A long command does not push aside what the others do. */
    public List<String> lines(List<Advice> advice) {
        int column = advice.stream().mapToInt(one -> one.line().length()).filter(length -> length <= MOST_COLUMN).max()
            .orElse(0);
        return advice.stream().map(one -> INDENT + look.clean(one.line()
            + " ".repeat(Math.max(0, column - one.line().length())) + "   # " + one.what())).toList();
    }

    private static String capitalised(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    private void section(List<String> lines, String title, List<String> body) {
        lines.add(look.heading(title));
        body.forEach(line -> lines.add(INDENT + look.clean(line)));
    }
}
