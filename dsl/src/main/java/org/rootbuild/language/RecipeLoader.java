package org.rootbuild.language;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.SecretKey;

/**
 * Reads recipes. A recipe that was read before, with the same parameters, comes from the cache without the compiler,
 * and without a class of Groovy: nothing in this class and what it calls on that way may mention one. Safe for many
 * threads.
 */
public final class RecipeLoader {
    private final ClassLoader verbs;
    private final CacheFolder cache;
    private final SecretKey key;
    private Optional<RecipeReader> reader = Optional.empty();

    /**
     * @param verbs       what verbs are loaded from
     * @param cacheFolder where to remember; made when it is not there, and done without where it cannot be written
     */
    public RecipeLoader(ClassLoader verbs, Path cacheFolder) {
        this.verbs = Objects.requireNonNull(verbs);
        this.cache = new CacheFolder(cacheFolder);
        this.key = new SecretKey(cacheFolder.resolve(SecretKey.FILE));
    }

    /**
     * Reads the recipe.
     *
     * @param overrides what the user says its parameters are, by name
     * @throws RecipeErrors with everything that is wrong with it
     * @throws Failure      when the verbs cannot be loaded
     */
    public LoadedRecipe load(Path script, Map<String, String> overrides, EvaluationSettings settings)
        throws Failure, InterruptedException {
        return load(script, script, overrides, settings);
    }

    /**
     * Reads a recipe whose text lies in another file for now: it is read as if that text stood in the script.
     *
     * @param text the file that is read; everything that it names is relative to the script
     * @throws RecipeErrors with everything that is wrong with it
     * @throws Failure      when the verbs cannot be loaded
     */
    public LoadedRecipe load(Path script, Path text, Map<String, String> overrides, EvaluationSettings settings)
        throws Failure, InterruptedException {
        ScriptFile main = main(script, text);
        CacheKeys keys = new CacheKeys(VerbIdentity.of(verbs), main, overrides, key);
        SecretParameters given = new SecretParameters(overrides, settings.secrets(), key);
        Optional<CachedModel> known = cache.find(keys.model()).flatMap(CachedModel::decoded)
            .filter(entry -> entry.holdsFor(main, settings, given))
            // One that is misnamed is told by a new reading.
            .filter(entry -> entry.secrets().keySet().containsAll(settings.secrets().names()));
        if (known.isPresent()) {
            return new LoadedRecipe(known.get().recipe(), script, known.get().files(),
                new LaterClosures(this, script, text, overrides, settings, known.get().files(),
                    given.secrets(known.get().secrets().keySet())));
        }
        return reader().read(main, overrides, settings, keys, cache);
    }

    synchronized RecipeReader reader() throws Failure {
        if (reader.isEmpty()) {
            reader = Optional.of(new RecipeReader(VerbRegistry.load(verbs), key));
        }
        return reader.get();
    }

    /** What is read for the closures of a recipe that came from the cache. */
    LoadedRecipe loadWithClosures(Path script, Path text, Map<String, String> overrides, EvaluationSettings settings)
        throws Failure, InterruptedException {
        ScriptFile main = main(script, text);
        return reader().read(main, overrides, settings,
            new CacheKeys(VerbIdentity.of(verbs), main, overrides, key), cache);
    }

    private static ScriptFile main(Path script, Path text) throws RecipeErrors {
        ScriptFile read = ScriptFile.read(text, fileName(script));
        return new ScriptFile(read.file(), script, read.text(), read.sha256());
    }

    private static String fileName(Path script) {
        return script.getFileName() == null ? script.toString() : script.getFileName().toString();
    }

    static List<LoadedRecipe.ReadFile> files(List<ScriptFile> sources) {
        List<LoadedRecipe.ReadFile> files = new ArrayList<>();
        sources.forEach(source -> files.add(new LoadedRecipe.ReadFile(source.file(), source.sha256())));
        return files;
    }
}
