package org.rootbuild.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a recipe. */
final class Problems {
    private static final int LIMIT = 200;

    private final Set<RecipeProblem> found = new LinkedHashSet<>();

    void add(RecipeProblem problem) {
        if (found.size() < LIMIT) {
            found.add(problem);
        }
    }

    void addAll(List<RecipeProblem> more) {
        more.forEach(this::add);
    }

    boolean any() {
        return !found.isEmpty();
    }

    int count() {
        return found.size();
    }

    List<RecipeProblem> all() {
        return List.copyOf(found);
    }

    void orThrow() throws RecipeErrors {
        if (any()) {
            throw new RecipeErrors(all());
        }
    }
}
