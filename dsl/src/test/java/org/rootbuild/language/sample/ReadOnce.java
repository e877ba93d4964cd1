package org.rootbuild.language.sample;

import java.nio.file.Path;
import java.util.Map;
import org.rootbuild.language.EvaluationSettings;
import org.rootbuild.language.RecipeLoader;

/** Reads one recipe in a process of its own: the script and the cache folder are its arguments. */
public final class ReadOnce {
    private ReadOnce() {
    }

    public static void main(String[] arguments) throws Exception {
        RecipeLoader loader = new RecipeLoader(ReadOnce.class.getClassLoader(), Path.of(arguments[1]));
        String name = loader.load(Path.of(arguments[0]), Map.of(), EvaluationSettings.of(4)).model().name();
        if (name.isEmpty()) {
            throw new IllegalStateException("a recipe without a name");
        }
    }
}
