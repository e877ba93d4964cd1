package org.rootbuild.language;

import java.util.List;
import java.util.Map;
import org.rootbuild.model.Location;
import org.rootbuild.model.Recipe;
import org.rootbuild.secret.SecretKey;
import org.rootbuild.secret.Secrets;

/** Runs a compiled recipe once, within its time limit, and yields its model. */
final class RecipeEvaluator {
    private static final long STACK_BYTES = 8L << 20;
    private static final String TOO_LARGE = "the recipe needs more memory than there is";
    private static final String BRING_IT = "Bring large data as a source, not inside the recipe.";

    private final VerbRegistry registry;
    private final EvaluationSettings settings;
    private final SecretKey key;

    RecipeEvaluator(VerbRegistry registry, EvaluationSettings settings, SecretKey key) {
        this.key = key;
        this.registry = registry;
        this.settings = settings;
    }

    /**
     * What a recipe said.
     *
     * @param secrets            those of its secret parameters that were given
     * @param askedForProcessors whether {@code cpus()} was called, so that the model holds for that number only
     */
    record Evaluated(Recipe recipe, DeferredCode code, Secrets secrets, boolean askedForProcessors) {
    }

    /** @throws RecipeErrors with everything that is wrong */
    Evaluated evaluate(Scripts scripts, Map<String, String> overrides) throws RecipeErrors, InterruptedException {
        Evaluation evaluation = new Evaluation(scripts, registry, settings, overrides, key);
        Recipe recipe = read(evaluation, scripts);
        evaluation.problems().orThrow();
        return new Evaluated(recipe, evaluation.deferred(), evaluation.secrets(), evaluation.askedForProcessors());
    }

    private Recipe read(Evaluation evaluation, Scripts scripts) throws RecipeErrors, InterruptedException {
        try {
            return Bounded.run("reading the recipe", STACK_BYTES, settings.timeLimit(),
                () -> read(scripts, evaluation), thread -> late(thread, scripts));
        } catch (OutOfMemoryError takenByTheRecipe) {
            // Whichever thread asks for the last bytes is told, and it may be the one that waits.
            throw new RecipeErrors(List.of(new RecipeProblem(new Location(scripts.main().file(), 0, 0), TOO_LARGE,
                BRING_IT, "")));
        }
    }

    private Recipe read(Scripts scripts, Evaluation evaluation) {
        try {
            RecipeScript script = instance(scripts, scripts.main());
            script.attach(evaluation);
            script.run();
        } catch (Exception | AssertionError thrown) {
            evaluation.problem(thrown);
        } catch (StackOverflowError deep) {
            Scripts.Spot spot = scripts.of(deep);
            evaluation.problem(spot.location(), "the recipe calls itself without end", "Let the function end.");
        } catch (OutOfMemoryError large) {
            Scripts.Spot spot = scripts.of(large);
            evaluation.problem(spot.location(), TOO_LARGE, BRING_IT);
        }
        return evaluation.finish();
    }

    private RecipeErrors late(Thread thread, Scripts scripts) {
        Throwable where = new Throwable("where the recipe is");
        where.setStackTrace(thread.getStackTrace());
        Scripts.Spot spot = scripts.of(where);
        return new RecipeErrors(List.of(new RecipeProblem(spot.location(),
            "the recipe was still being read after " + settings.timeLimit().toMillis() / 1_000.0 + " seconds",
            "Reading a recipe only describes what to do; is there an endless loop here?", spot.line())));
    }

    /** A new object of the script's class. */
    static RecipeScript instance(Scripts scripts, Scripts.Script script) {
        try {
            return (RecipeScript) scripts.loader().loadClass(script.className()).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError broken) {
            throw new IllegalStateException("a compiled script cannot be loaded: " + script.file(), broken);
        }
    }
}
