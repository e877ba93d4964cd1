package org.rootbuild.language;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.rootbuild.model.Recipe;
import org.rootbuild.verb.Closures;

/**
 * A recipe, read.
 *
 * @param script   the main script
 * @param files    every script that was read, the main one first
 * @param closures finds the code of steps again, which the model has as text only
 */
public record LoadedRecipe(Recipe model, Path script, List<ReadFile> files, Closures closures) {
    public LoadedRecipe {
        Objects.requireNonNull(model);
        Objects.requireNonNull(script);
        files = List.copyOf(files);
        Objects.requireNonNull(closures);
    }

    /**
     * A script that was read.
     *
     * @param file   relative to the folder of the main script
     * @param sha256 of its bytes, lower-case hexadecimal
     */
    public record ReadFile(String file, String sha256) {
        public ReadFile {
            Objects.requireNonNull(file);
            Objects.requireNonNull(sha256);
        }
    }
}
