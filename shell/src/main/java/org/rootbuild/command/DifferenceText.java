package org.rootbuild.command;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.PathDifference;
import org.rootbuild.layer.PathDifference.Aspect;
import org.rootbuild.model.Size;
import org.rootbuild.session.Comparison;
import org.rootbuild.tree.Entry;

/** How two layers differ, for people. */
public final class DifferenceText {
    /** So many paths are listed where not all are asked for. */
    static final int MOST_PATHS = 100;
    private static final int SHOWN_DIGITS = 12;

    private final boolean all;
    private final boolean text;

    /**
     * @param all  whether every path is listed
     * @param text whether lines of text files are shown
     */
    public DifferenceText(boolean all, boolean text) {
        this.all = all;
        this.text = text;
    }

    public List<String> lines(Comparison found) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("--- " + build(found.left()));
        lines.add("+++ " + build(found.right()));
        found.clauses().forEach(clause -> lines.add("made of: " + clause));
        if (found.isSame()) {
            lines.add(found.clauses().isEmpty() ? "the same" : "what came of it is the same");
            return lines;
        } else if (found.clauses().isEmpty()) {
            lines.add("made of: the same, so what differs cannot be reproduced as it is");
        }
        lines.add("");
        lines.add(count(found.paths()));
        int shown = 0;
        for (PathDifference path : found.paths()) {
            if (!all && shown++ == MOST_PATHS) {
                lines.add("  … and " + (found.paths().size() - MOST_PATHS) + " more: --all lists them");
                break;
            }
            lines.add("  " + line(path));
            if (text) {
                TextDifference.lines(path).forEach(line -> lines.add("    " + line));
            }
        }
        return lines;
    }

    private static String build(Comparison.Build build) {
        return build.node() + "  " + build.fingerprint().substring(0, SHOWN_DIGITS)
            + build.made().map(made -> "  made " + made.truncatedTo(ChronoUnit.SECONDS)).orElse("")
            + (build.touched() ? "  touched by hand" : "");
    }

    private static String count(List<PathDifference> paths) {
        long left = paths.stream().filter(path -> path.right().isEmpty()).count();
        long right = paths.stream().filter(path -> path.left().isEmpty()).count();
        return (paths.size() == 1 ? "1 path differs" : paths.size() + " paths differ") + ": " + left
            + " only in the first, " + right + " only in the second, " + (paths.size() - left - right)
            + " different in both";
    }

    private static String line(PathDifference path) {
        if (path.right().isEmpty()) {
            return "- " + described(path.left());
        } else if (path.left().isEmpty()) {
            return "+ " + described(path.right());
        }
        return "~ " + letter(path.right()) + " /" + path.path() + "  "
            + path.aspects().stream().map(aspect -> worded(aspect, path)).collect(Collectors.joining(", "));
    }

    private static String described(Optional<Change> change) {
        String size = change.orElseThrow() instanceof Change.Put put && put.entry() instanceof Entry.PlainFile file
            ? "  " + new Size(file.content().sizeBytes()) : "";
        return letter(change) + " /" + change.orElseThrow().path() + size;
    }

    /** As {@code find -type} has it; what a layer takes away has none. */
    private static String letter(Optional<Change> change) {
        return change.orElseThrow() instanceof Change.Put put ? String.valueOf(put.entry().letter()) : "removed";
    }

    private static String worded(Aspect aspect, PathDifference path) {
        if (aspect.name().equals("content")) {
            return "content from byte " + path.byteOffset().orElse(0) + " on";
        }
        return aspect.name() + " " + aspect.left() + " -> " + aspect.right();
    }
}
