package org.rootbuild.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rootbuild.model.Size;

/** What is said at the end of a session. */
public final class SummaryReport {
    private static final int SLOWEST = 3;
    private static final int MOST_TOUCHED = 8;
    private static final long SLOW_MILLIS = 1_000;

    private final Look look;

    public SummaryReport(Look look) {
        this.look = look;
    }

    /** The lines about a session that came to its end. */
    public List<String> finished(Tally tally, long millis, List<Output> outputs) {
        List<String> lines = new ArrayList<>();
        if (tally.count("done") == 0 && tally.count("skipped") == 0) {
            lines.add("Nothing to do: everything was reused (" + count(tally.count("reused")) + "), "
                + Span.shown(millis) + ".");
        } else {
            lines.add("Done in " + Span.shown(millis) + ": " + counts(tally) + ".");
        }
        slowest(tally, lines);
        outputs.forEach(output -> lines.add("  " + look.clean(output.name()) + "  " + new Size(output.sizeBytes())
            + "  " + output.digest()));
        return lines;
    }

    /** The line about a session that ended before its end; {@code how} is a word such as Interrupted. */
    public List<String> ended(String how, Tally tally, long millis) {
        String rest = tally.isEmpty() ? ": nothing was finished." : ": " + counts(tally) + ". What is finished stays.";
        return List.of(how + " after " + Span.shown(millis) + rest);
    }

    /**
     * The line about layers that a person had a hand in; none where there is none.
     *
     * @param names    of those passes
     * @param cleaning the command that makes them again
     */
    public List<String> touched(List<String> names, String cleaning) {
        if (names.isEmpty()) {
            return List.of();
        }
        String shown = names.stream().limit(MOST_TOUCHED).collect(Collectors.joining(", "))
            + (names.size() > MOST_TOUCHED ? " and " + (names.size() - MOST_TOUCHED) + " more" : "");
        return List.of(look.clean("  touched by hand: " + shown + ". What comes of it is not what the recipe alone"
            + " makes; made again by: " + cleaning));
    }

    private static String counts(Tally tally) {
        List<String> parts = new ArrayList<>();
        for (String state : List.of("done", "reused", "skipped")) {
            long count = tally.count(state);
            if (count > 0) {
                parts.add(count + " " + (state.equals("done") ? "made" : state));
            }
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    private static String count(long nodes) {
        return nodes == 1 ? "1 node" : nodes + " nodes";
    }

    private void slowest(Tally tally, List<String> lines) {
        var slowest = tally.slowest(SLOWEST, SLOW_MILLIS);
        if (slowest.size() > 1) {
            lines.add("  slowest: " + slowest.stream()
                .map(one -> look.clean(one.node()) + " " + Span.shown(one.millis())).collect(Collectors.joining(", ")));
        }
    }
}
