package org.rootbuild.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.tree.Glob;
import org.rootbuild.tree.TreePath;

/** Decides which entries are unpacked, and complains of patterns that chose nothing. */
final class Selection {
    /** How many names are kept for finding the ones near to a pattern that matched nothing. */
    private static final int NAMES_KEPT = 20_000;
    private static final int NAMES_SHOWN = 3;

    private final List<Glob> only = new ArrayList<>();
    private final List<Glob> without = new ArrayList<>();
    private final List<Glob> unmatched;
    private final List<String> names = new ArrayList<>();

    Selection(UnpackOptions options) throws Failure {
        for (String text : options.only()) {
            only.add(Glob.of(text));
        }
        for (String text : options.without()) {
            without.add(Glob.of(text));
        }
        unmatched = new ArrayList<>(only);
    }

    boolean takes(String name) {
        if (!unmatched.isEmpty()) {
            unmatched.removeIf(pattern -> pattern.covers(name));
            if (names.size() < NAMES_KEPT) {
                names.add(name);
            }
        }
        return (only.isEmpty() || anyCovers(only, name)) && !anyCovers(without, name);
    }

    private static boolean anyCovers(List<Glob> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.covers(name));
    }

    /** @throws Failure when a pattern of {@code only} matched nothing */
    void checkAllMatched(String archive) throws Failure {
        if (unmatched.isEmpty()) {
            return;
        }
        String texts = unmatched.stream().map(pattern -> "'" + pattern.text() + "'").collect(Collectors.joining(", "));
        String near = near(unmatched.get(0).text());
        throw new Failure("nothing in " + archive + " matches " + texts, near.isEmpty()
            ? "Patterns are matched on whole names; '**/name' finds a name in every folder."
            : "The nearest names in it are " + near + ".");
    }

    private String near(String text) {
        List<String> near = new ArrayList<>();
        Suggestion.nearest(text, names).ifPresent(near::add);
        String last = TreePath.name(text);
        names.stream().filter(name -> TreePath.name(name).equals(last)).limit(NAMES_SHOWN).forEach(near::add);
        if (near.isEmpty()) {
            List<String> lasts = names.stream().map(TreePath::name).toList();
            Suggestion.nearest(last, lasts).ifPresent(name -> near.add(names.get(lasts.indexOf(name))));
        }
        return near.stream().distinct().limit(NAMES_SHOWN).map(name -> "'" + Reading.shown(name) + "'")
            .collect(Collectors.joining(", "));
    }
}
