package org.rootbuild.draft;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Objects;

/**
 * What an input changed in the text of a recipe.
 *
 * @param what  one sentence without a full stop
 * @param lines of the difference in the unified format of diff(1), without its two first lines, which name the files;
 *              none where only something was added
 */
public record Change(String what, List<String> lines) {
    private static final int CONTEXT_LINES = 2;

    public Change {
        Objects.requireNonNull(what);
        lines = List.copyOf(lines);
    }

    static List<String> difference(String before, String after) {
        List<String> left = before.lines().toList();
        List<String> right = after.lines().toList();
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("before", "after", left, DiffUtils.diff(left, right),
            CONTEXT_LINES);
        return diff.size() <= 2 ? List.of() : List.copyOf(diff.subList(2, diff.size()));
    }
}
