package org.rootbuild.language;

import java.util.List;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;

/** Everything that is wrong with a recipe, as far as it could be read. Never empty. */
public final class RecipeErrors extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient List<RecipeProblem> problems;

    public RecipeErrors(List<RecipeProblem> problems) {
        super(summary(problems), rendered(problems));
        this.problems = problems.stream().distinct().sorted(RecipeProblem.BY_PLACE).toList();
    }

    /** In the order of the file. */
    public List<RecipeProblem> problems() {
        return problems;
    }

    /** All of them as text for a terminal, without a line end behind the last. */
    public String rendered() {
        return rendered(problems);
    }

    private static String rendered(List<RecipeProblem> problems) {
        return problems.stream().distinct().sorted(RecipeProblem.BY_PLACE).map(RecipeProblem::rendered)
            .collect(Collectors.joining("\n"));
    }

    private static String summary(List<RecipeProblem> problems) {
        String file = problems.get(0).location().file();
        long count = problems.stream().distinct().count();
        return "reading the recipe " + file + " found " + (count == 1 ? "an error" : count + " errors");
    }
}
