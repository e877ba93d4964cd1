package org.rootbuild.language;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param secrets    digests of its secret parameters, by name; empty for one that was not given
 */
record CachedModel(Recipe recipe, List<LoadedRecipe.ReadFile> files, Optional<Long> processors,
                   SortedMap<String, String> secrets) {
    CachedModel {
        files = List.copyOf(files);
        secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    }

    Fields fields() {
        Fields.Builder fields = Fields.builder().group("recipe", RecipeCodec.fields(recipe)).put("files",
            written(files));
        processors.ifPresent(number -> fields.whole("processors", number));
        Fields.Builder digests = Fields.builder();
        secrets.forEach(digests::text);
        fields.group("secrets", digests.build());
        return fields.build();
    }

    static Optional<CachedModel> decoded(Fields fields) {
        try {
            return Optional.of(new CachedModel(RecipeCodec.recipe(fields.group("recipe")), files(fields, "files"),
                fields.findWhole("processors"), digests(fields.group("secrets"))));
        } catch (Failure | NoSuchElementException | ClassCastException | IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static SortedMap<String, String> digests(Fields fields) {
        SortedMap<String, String> digests = new TreeMap<>();
        fields.labels().forEach(name -> digests.put(name, fields.text(name)));
        return digests;
    }

    /**
     * Whether it is still what reading the recipe would give: the included scripts are the same, the processors,
     * and the secrets.
     */
    boolean holdsFor(ScriptFile main, EvaluationSettings settings, SecretParameters given) {
        return given.digests(secrets.keySet()).equals(secrets)
            && processors.map(number -> number == settings.processors()).orElse(true) && unchanged(main, files);
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
