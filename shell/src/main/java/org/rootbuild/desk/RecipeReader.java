package org.rootbuild.desk;

import java.nio.file.Path;
import java.util.Map;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.problem.Failure;

/** Reads a recipe as it is on disk now. */
public interface RecipeReader {
    /**
     * Reads it.
     *
     * @param parameters by their names, spelt as {@code -P} would spell them
     * @throws org.rootbuild.language.RecipeErrors when something is wrong with it
     */
    default LoadedRecipe read(Path script, Map<String, String> parameters) throws Failure, InterruptedException {
        return read(script, script, parameters);
    }

    /**
     * Reads a recipe whose text lies in another file for now.
     *
     * @param text the file that is read; everything that it names is relative to the script
     * @throws org.rootbuild.language.RecipeErrors when something is wrong with it
     */
    LoadedRecipe read(Path script, Path text, Map<String, String> parameters) throws Failure, InterruptedException;
}
