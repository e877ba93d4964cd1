package org.rootbuild.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.problem.Failure;

/** The recipe of a specification: its script as it lies there, or edited, with parameters. */
final class RecipeUnderTest {
    static final String ENDING = ".groovy";
    private static final String SPEC = "Spec";

    private final SpecSettings settings;
    private final ThrowAway place;
    private final Path original;
    private Path script;
    private Map<String, String> parameters;
    private int edits;

    RecipeUnderTest(SpecSettings settings, ThrowAway place, Path original) {
        this.settings = settings;
        this.place = place;
        this.original = original;
        this.script = original;
        this.parameters = settings.parameters();
    }

    /** The recipe that a class of that name is about, beside it: the one that its name begins with. */
    static Path find(Class<?> spec, SpecSettings settings) throws IOException {
        RecipeFile named = spec.getAnnotation(RecipeFile.class);
        if (named != null) {
            return settings.folder().resolve(named.value()).normalize();
        }
        List<Path> scripts = scripts(settings.folder());
        return belongsTo(spec.getSimpleName().replaceFirst(SPEC + "$", ""), scripts).orElseThrow(() ->
            new Failure("no recipe in " + settings.folder() + " belongs to " + spec.getSimpleName()
                + ", whose name begins with none of " + scripts.stream().map(RecipeUnderTest::base).toList(),
                "Name the specification after its recipe (hello.groovy, HelloSpec.groovy), or say which it is:"
                    + " @RecipeFile('hello.groovy')."));
    }

    static List<Path> scripts(Path folder) throws IOException {
        List<Path> scripts = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ENDING)) {
            all.forEach(scripts::add);
        }
        scripts.removeIf(RecipeUnderTest::isSpec);
        scripts.sort(null);
        return scripts;
    }

    /** The specifications that are about that script. */
    static List<Path> specsOf(Path script) throws IOException {
        List<Path> specs = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(script.getParent(), "*" + SPEC + ENDING)) {
            all.forEach(specs::add);
        }
        List<Path> scripts = scripts(script.getParent());
        specs.removeIf(spec ->
            !belongsTo(base(spec).replaceFirst(SPEC + "$", ""), scripts).equals(Optional.of(script)));
        return specs;
    }

    /** The one with the longest name that begins that name; the only one, where none does. */
    private static Optional<Path> belongsTo(String name, List<Path> scripts) {
        return scripts.stream().filter(script -> plain(name).startsWith(plain(base(script))))
            .max(Comparator.comparingInt(script -> base(script).length()))
            .or(() -> scripts.size() == 1 ? Optional.of(scripts.get(0)) : Optional.empty());
    }

    static boolean isSpec(Path file) {
        return file.getFileName().toString().endsWith(SPEC + ENDING);
    }

    static String base(Path script) {
        return script.getFileName().toString().replaceFirst("\\.groovy$", "");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** What relative names in the recipe are relative to, also in an edited one. */
    Path folder() {
        return original.getParent();
    }

    /** The name of the folder in which a person's own builds of it keep their state. */
    String name() {
        return base(original);
    }

    /** From now on, with these parameters besides those that the person gave. */
    void set(Map<String, ?> changed) {
        parameters = with(changed);
    }

    private Map<String, String> with(Map<String, ?> changed) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        changed.forEach((name, value) -> all.put(name, spelt(value)));
        return all;
    }

    /** As {@code -P} would spell it. */
    private static String spelt(Object value) {
        if (value instanceof Iterable<?> many) {
            List<String> texts = new ArrayList<>();
            many.forEach(one -> texts.add(String.valueOf(one)));
            return String.join(",", texts);
        }
        return String.valueOf(value);
    }

    LoadedRecipe load() throws Failure, InterruptedException {
        return settings.language().load(script, parameters);
    }

    /** As it is, but for these parameters. */
    LoadedRecipe loadWith(Map<String, ?> changed) throws Failure, InterruptedException {
        return settings.language().load(script, with(changed));
    }

    /** As it is, but for this edit of its text. */
    LoadedRecipe loadEdited(UnaryOperator<String> edit) throws IOException, InterruptedException {
        return settings.language().load(edited(edit), parameters);
    }

    /** From now on, with this edit of its text. */
    void edit(UnaryOperator<String> edit) throws IOException {
        script = edited(edit);
    }

    /** The edited script among links to everything that lies beside the original, for what it includes. */
    private Path edited(UnaryOperator<String> edit) throws IOException {
        String before = Files.exists(script) ? Files.readString(script) : "";
        String after = edit.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("the edit of " + original.getFileName() + " changes nothing in its text");
        }
        Path folder = Files.createDirectory(place.folder().resolve("edit-" + ++edits));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder())) {
            for (Path one : all) {
                if (!one.getFileName().equals(original.getFileName())) {
                    Files.createSymbolicLink(folder.resolve(one.getFileName()), one.toAbsolutePath());
                }
            }
        }
        return Files.writeString(folder.resolve(original.getFileName()), after);
    }
}
