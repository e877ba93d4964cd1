package org.rootbuild.language;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.model.Location;
import org.rootbuild.model.Parameter;
import org.rootbuild.model.Recipe;
import org.rootbuild.secret.SecretKey;

/** Reads a recipe with Groovy: compiles it, unless its classes are in the cache, and evaluates it. */
final class RecipeReader {
    /** Compiling is slower than evaluating, the more so on a cold machine. */
    private static final int COMPILING_FACTOR = 6;

    private final VerbRegistry registry;
    private final SecretKey key;
    private Optional<RecipeCompiler> compiler = Optional.empty();

    RecipeReader(VerbRegistry registry, SecretKey key) {
        this.registry = registry;
        this.key = key;
    }

    synchronized LoadedRecipe read(ScriptFile main, Map<String, String> overrides, EvaluationSettings settings,
                                   CacheKeys keys, CacheFolder cache) throws RecipeErrors, InterruptedException {
        Optional<List<CompiledScript>> known = cache.find(keys.classes())
            .flatMap(fields -> CachedClasses.decoded(fields, main));
        List<CompiledScript> compiled = known.isPresent() ? known.get() : compile(main, settings.timeLimit());
        RecipeEvaluator.Evaluated evaluated = evaluateTwice(compiled, overrides, settings);
        if (known.isEmpty()) {
            cache.keep(keys.classes(), CachedClasses.fields(compiled));
        }
        List<LoadedRecipe.ReadFile> files = RecipeLoader.files(compiled.stream().map(CompiledScript::source).toList());
        SecretParameters given = new SecretParameters(overrides, settings.secrets(), key);
        Optional<Long> processors = evaluated.askedForProcessors() ? Optional.of((long) settings.processors())
            : Optional.empty();
        cache.keep(keys.model(), new CachedModel(evaluated.recipe(), files, processors,
            given.digests(secretNames(evaluated.recipe()))).fields());
        return new LoadedRecipe(evaluated.recipe(), main.path(), files,
            new ReadClosures(evaluated.code(), evaluated.secrets()));
    }

    private List<CompiledScript> compile(ScriptFile main, Duration limit) throws RecipeErrors, InterruptedException {
        if (compiler.isEmpty()) {
            compiler = Optional.of(new RecipeCompiler(registry));
        }
        return compiler.get().compile(main, limit.multipliedBy(COMPILING_FACTOR));
    }

    /** Law 1 says that a recipe yields the same model twice; so it is asked twice. */
    private RecipeEvaluator.Evaluated evaluateTwice(List<CompiledScript> compiled, Map<String, String> overrides,
                                                    EvaluationSettings settings)
        throws RecipeErrors, InterruptedException {
        ScriptClasses classes = new ScriptClasses(registry.loader());
        compiled.forEach(script -> classes.add(script.classes()));
        Scripts scripts = new Scripts(compiled.stream().map(CompiledScript::script).toList(), classes);
        RecipeEvaluator evaluator = new RecipeEvaluator(registry, settings, key);
        RecipeEvaluator.Evaluated first = evaluator.evaluate(scripts, overrides);
        Recipe second = evaluator.evaluate(scripts, overrides).recipe();
        if (!first.recipe().equals(second)) {
            Location where = difference(first.recipe(), second);
            throw new RecipeErrors(List.of(new RecipeProblem(where,
                "the recipe says something else each time it is read",
                "What it says may depend on its text and its parameters only. Does a text hold the identity of a"
                + " closure"
                    + " or an object?", scripts.line(where))));
        }
        return first;
    }

    private static Location difference(Recipe first, Recipe second) {
        for (int i = 0; i < Math.min(first.nodes().size(), second.nodes().size()); i++) {
            if (!first.nodes().get(i).equals(second.nodes().get(i))) {
                return first.nodes().get(i).location();
            }
        }
        String file = first.nodes().isEmpty() ? "" : first.nodes().get(0).location().file();
        return new Location(file, 0, 0);
    }

    static List<String> secretNames(Recipe recipe) {
        return recipe.parameters().stream().filter(Parameter::isSecret).map(Parameter::name).toList();
    }
}
