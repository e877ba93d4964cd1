package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rootbuild.problem.Detail;
import org.rootbuild.problem.Failure;

/** What a {@code verify} expected does not hold. */
final class NotAsExpected extends Failure {
    private static final long serialVersionUID = 1L;
    private static final int LINES_SHOWN = 20;
    private static final int TEXT_SHOWN = 60;

    private final transient List<Detail> details;

    NotAsExpected(String message, List<String> expected, List<String> found) {
        super(message, REMEDY);
        this.details = List.of(new Detail("Expected", expected), new Detail("Found", last(found)));
    }

    private NotAsExpected(String message, String remedy, List<Detail> details, Failure cause) {
        super(message, remedy, cause);
        this.details = details;
    }

    private static final String REMEDY = "Look which step before it made this, and mend that; or correct what is"
        + " expected.";

    /** A command of the check itself failed. */
    static NotAsExpected command(String what, String script, List<String> printed, Failure failed) {
        List<Detail> all = new ArrayList<>(List.of(
            new Detail("Expected", List.of(shown(script) + " ends well")), new Detail("Found", last(printed))));
        all.addAll(failed.details());
        return new NotAsExpected("'" + what + "' does not hold: " + failed.getMessage(), REMEDY, all, failed);
    }

    private static List<String> last(List<String> lines) {
        int more = lines.size() - LINES_SHOWN;
        if (lines.isEmpty()) {
            return List.of("(nothing)");
        }
        return more <= 0 ? lines : Stream.concat(Stream.of("… " + more + " lines before these"),
            lines.subList(more, lines.size()).stream()).toList();
    }

    /** A script in the middle of a sentence. */
    static String shown(String script) {
        String line = script.strip().replaceAll("\\s*\n\\s*", "; ");
        return "`" + (line.length() > TEXT_SHOWN ? line.substring(0, TEXT_SHOWN) + "…" : line) + "`";
    }

    @Override
    public List<Detail> details() {
        return details;
    }
}
