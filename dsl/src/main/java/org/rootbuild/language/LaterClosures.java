package org.rootbuild.language;

import groovy.lang.Closure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.Secrets;
import org.rootbuild.verb.Closures;

/** Reads a recipe again, once, when the first of its closures is asked for: its model came from the cache as data. */
final class LaterClosures implements Closures {
    private final RecipeLoader loader;
    private final Path script;
    private final Path text;
    private final Map<String, String> overrides;
    private final EvaluationSettings settings;
    private final List<LoadedRecipe.ReadFile> files;
    private final Secrets secrets;
    private Optional<Closures> read = Optional.empty();

    LaterClosures(RecipeLoader loader, Path script, Path text, Map<String, String> overrides,
                  EvaluationSettings settings, List<LoadedRecipe.ReadFile> files, Secrets secrets) {
        this.secrets = secrets;
        this.loader = loader;
        this.script = script;
        this.text = text;
        this.overrides = Map.copyOf(overrides);
        this.settings = settings;
        this.files = files;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public synchronized Closure<?> closure(Value.Code code) throws Failure, InterruptedException {
        if (read.isEmpty()) {
            LoadedRecipe again = loader.loadWithClosures(script, text, overrides, settings);
            if (!again.files().equals(files)) {
                throw new Failure("looking up the code of a step found that " + script.getFileName()
                    + " was changed since it was read", "Read the recipe again: reload.");
            }
            read = Optional.of(again.closures());
        }
        return read.get().closure(code);
    }
}
