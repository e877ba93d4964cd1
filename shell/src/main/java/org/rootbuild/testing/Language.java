package org.rootbuild.testing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.EvaluationSettings;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.language.RecipeLoader;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.GivenSecrets;
import org.rootbuild.verb.Verbs;

/** Reads recipes, and knows the verbs; all specifications of a run share one. */
final class Language {
    /** What {@code cpus()} answers in a specification, so that a golden plan is the same on every machine. */
    static final int PROCESSORS = 4;

    private final ClassLoader classes = Language.class.getClassLoader();
    private final RecipeLoader loader;
    private final EvaluationSettings settings;
    private Optional<VerbRegistry> registry = Optional.empty();

    /** @param secrets what the person gives for secret parameters, besides what a specification itself says */
    Language(Path store, GivenSecrets secrets) {
        this.settings = EvaluationSettings.of(PROCESSORS).withSecrets(secrets);
        this.loader = new RecipeLoader(classes, store.resolve("recipes"));
    }

    LoadedRecipe load(Path script, Map<String, String> parameters) throws Failure, InterruptedException {
        return loader.load(script, parameters, settings);
    }

    synchronized Verbs verbs() throws Failure {
        if (registry.isEmpty()) {
            registry = Optional.of(VerbRegistry.load(classes));
        }
        return registry.get()::find;
    }
}
