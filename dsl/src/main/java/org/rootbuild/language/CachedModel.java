package org.rootbuild.language;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.rootbuild.codec.RecipeCodec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;

/**
 * A model as the cache keeps it.
 *
 * @param files      every script it was read from, the main one first
 * @param processors how many {@code cpus()} answered, where the recipe asked
 */
record CachedModel(Recipe recipe, List<LoadedRecipe.ReadFile> files, Optional<Long> processors) {
    CachedModel {
        files = List.copyOf(files);
    }

    Fields fields() {
        Fields.Builder fields = Fields.builder().group("recipe", RecipeCodec.fields(recipe)).put("files",
            written(files));
        processors.ifPresent(number -> fields.whole("processors", number));
        return fields.build();
    }

    static Optional<CachedModel> decoded(Fields fields) {
        try {
            return Optional.of(new CachedModel(RecipeCodec.recipe(fields.group("recipe")), files(fields, "files"),
                fields.findWhole("processors")));
        } catch (Failure | NoSuchElementException | ClassCastException | IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /**
     * Whether it is still what reading the recipe would give: the included scripts are the same, and the processors.
     */
    boolean holdsFor(ScriptFile main, EvaluationSettings settings) {
        return processors.map(number -> number == settings.processors()).orElse(true) && unchanged(main, files);
    }

    static boolean unchanged(ScriptFile main, List<LoadedRecipe.ReadFile> files) {
        Path folder = main.path().toAbsolutePath().getParent();
        return !files.isEmpty() && files.get(0).equals(new LoadedRecipe.ReadFile(main.file(), main.sha256()))
            && files.stream().skip(1).allMatch(file -> {
                try {
                    return ScriptFile.read(folder.resolve(file.file()), file.file()).sha256().equals(file.sha256());
                } catch (RecipeErrors gone) {
                    return false;
                }
            });
    }

    static Value written(List<LoadedRecipe.ReadFile> files) {
        List<Value> items = new ArrayList<>();
        files.forEach(file -> items.add(new Value.Group(Fields.builder().text("file", file.file())
            .text("sha256", file.sha256()).build())));
        return new Value.ListOf(items);
    }

    private static List<LoadedRecipe.ReadFile> files(Fields fields, String label) {
        List<LoadedRecipe.ReadFile> files = new ArrayList<>();
        for (Value item : fields.list(label)) {
            Fields file = ((Value.Group) item).fields();
            files.add(new LoadedRecipe.ReadFile(file.text("file"), file.text("sha256")));
        }
        return files;
    }
}
