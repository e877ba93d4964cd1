package org.rootbuild.testing;

import java.util.List;
import java.util.Optional;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.language.RecipeProblem;
import org.rootbuild.model.Recipe;

/** What came of reading a recipe. */
public final class Loading {
    private final Optional<Recipe> recipe;
    private final List<RecipeProblem> problems;

    private Loading(Optional<Recipe> recipe, List<RecipeProblem> problems) {
        this.recipe = recipe;
        this.problems = problems;
    }

    static Loading of(LoadedRecipe loaded) {
        return new Loading(Optional.of(loaded.model()), List.of());
    }

    static Loading of(RecipeErrors errors) {
        return new Loading(Optional.empty(), errors.problems());
    }

    public boolean isInOrder() {
        return recipe.isPresent();
    }

    public Recipe getRecipe() {
        return recipe.orElseThrow(() -> new AssertionError(toString()));
    }

    /** Everything that is wrong, in the order of the file. */
    public List<Wrong> getErrors() {
        return problems.stream().map(Wrong::new).toList();
    }

    @Override
    public String toString() {
        return recipe.isPresent() ? "the recipe is in order"
            : String.join("\n", problems.stream().map(RecipeProblem::rendered).toList());
    }

    /** One thing that is wrong with a recipe. */
    public static final class Wrong {
        private final RecipeProblem problem;

        Wrong(RecipeProblem problem) {
            this.problem = problem;
        }

        public String getFile() {
            return problem.location().file();
        }

        public int getLine() {
            return problem.location().line();
        }

        public int getColumn() {
            return problem.location().column();
        }

        /** What was found. */
        public String getMessage() {
            return problem.message();
        }

        /** What to do. */
        public String getHint() {
            return problem.hint();
        }

        @Override
        public String toString() {
            return problem.location() + ": " + problem.message();
        }
    }
}
