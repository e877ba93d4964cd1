package org.rootbuild.assist.editor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.RootSpec;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * The words of the language as the extension for VS Code reads them: by place and name, what is said about a word, its
 * forms, its named arguments, and the place that its closure opens.
 */
public final class WordsFile {
    private final Vocables vocables;

    public WordsFile(VerbRegistry registry) {
        this.vocables = new Vocables(registry);
    }

    /** The whole file, as JSON. */
    public String text() {
        Map<String, Object> places = new LinkedHashMap<>();
        vocables.places().forEach((place, words) -> {
            Map<String, Object> described = new TreeMap<>();
            words.forEach((name, forms) -> described.put(name, word(forms)));
            places.put(name(place), described);
        });
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(places) + "\n";
        } catch (JacksonException broken) {
            throw new IllegalStateException("words that are no JSON", broken);
        }
    }

    private static Map<String, Object> word(List<Word> forms) {
        Map<String, Object> word = new LinkedHashMap<>();
        word.put("about", forms.stream().map(Vocables::about).distinct().collect(Collectors.joining("\n\n")));
        word.put("forms", forms.stream().map(WordsFile::signature).distinct().toList());
        Map<String, Object> options = new TreeMap<>();
        forms.forEach(form -> form.options().forEach(option -> options.putIfAbsent(option.name(), about(option))));
        if (!options.isEmpty()) {
            word.put("options", options);
        }
        forms.stream().flatMap(form -> Vocables.opened(form).stream()).findFirst()
            .ifPresent(place -> word.put("opens", name(place)));
        return word;
    }

    private static String about(Option option) {
        return option.type().getSimpleName() + ": " + option.about() + (option.required() ? " (required)" : "");
    }

    private static String signature(Word form) {
        if (form.property()) {
            return "n." + form.name();
        }
        boolean closure = form.parameters().stream().anyMatch(Vocables::isClosure);
        String arguments = Vocables.positional(form).stream().filter(each -> !Vocables.isClosure(each))
            .map(each -> each.getType().getSimpleName().replace("[]", "…") + " " + each.getName())
            .collect(Collectors.joining(", "));
        String named = form.options().isEmpty() ? "" : arguments.isEmpty() ? "…" : "…, ";
        return form.name() + "(" + named + arguments + ")" + (closure ? " { … }" : "");
    }

    private static String name(Class<?> place) {
        if (place == RecipeScript.class) {
            return "recipe";
        } else if (place == RootSpec.class) {
            return "root";
        } else if (place == PassSpec.class) {
            return "pass";
        }
        return place.getSimpleName().replaceFirst("(Spec|Scope)$", "").toLowerCase(Locale.ROOT);
    }
}
