package org.rootbuild.command;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.desk.RecipeReader;
import org.rootbuild.language.EvaluationSettings;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.language.RecipeLoader;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.model.Parameter;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.GivenSecrets;
import org.rootbuild.verb.Verb;
import org.rootbuild.verb.Verbs;

/** Reads one recipe as the command line says: with its parameters, as often as it is asked to. */
final class Recipes implements Verbs, RecipeReader {
    private final Path script;
    private final Map<String, String> parameters;
    private final EvaluationSettings settings;
    private final RecipeLoader loader;
    private final Set<String> secret = new HashSet<>();
    private Optional<VerbRegistry> registry = Optional.empty();

    /** @param store where the cache of recipes is; it need not be there */
    Recipes(Path script, Map<String, String> parameters, GivenSecrets secrets, int processors, Path store) {
        this.script = script;
        this.parameters = parameters;
        this.settings = EvaluationSettings.of(processors).withSecrets(secrets);
        this.loader = new RecipeLoader(Recipes.class.getClassLoader(), store.resolve("recipes"));
    }

    /** What {@code -P} says, each {@code name=value}. */
    static Map<String, String> parameters(List<String> given) throws UsageError {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String one : given) {
            int middle = one.indexOf('=');
            if (middle < 1) {
                throw new UsageError("-P " + (middle < 0 ? one : "=…") + " has no " + (middle < 0 ? "value" : "name"),
                    "Write it as -P name=value.");
            }
            parameters.put(one.substring(0, middle), one.substring(middle + 1));
        }
        return parameters;
    }

    LoadedRecipe read() throws Failure, InterruptedException {
        LoadedRecipe loaded = read(script, parameters);
        loaded.model().parameters().stream().filter(Parameter::isSecret).map(Parameter::name).forEach(secret::add);
        return loaded;
    }

    /** Whether the recipe, as it was read last, has a secret parameter of that name. */
    boolean isSecret(String parameter) {
        return secret.contains(parameter);
    }

    @Override
    public LoadedRecipe read(Path recipe, Path text, Map<String, String> with) throws Failure, InterruptedException {
        return loader.load(recipe, text, with, settings);
    }

    /** What {@code -P} says. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** The verbs are loaded when the first is asked for: a plan of what is pinned needs none. */
    @Override
    public Optional<Verb> find(String name) {
        return registry().find(name);
    }

    /** All that there are. */
    synchronized VerbRegistry registry() {
        try {
            if (registry.isEmpty()) {
                registry = Optional.of(VerbRegistry.load(Recipes.class.getClassLoader()));
            }
        } catch (Failure broken) {
            throw new java.io.UncheckedIOException(broken);
        }
        return registry.get();
    }
}
