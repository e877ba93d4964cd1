package org.rootbuild.reference;

import groovy.lang.Closure;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.RootSpec;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** Every word of the language with its forms, arguments and examples, by the place where it stands. */
public final class VerbReference {
    private static final List<Class<?>> FIRST = List.of(RecipeScript.class, RootSpec.class, PassSpec.class,
        ArtifactSpec.class);

    private final Map<Class<?>, Map<String, List<Word>>> places = new LinkedHashMap<>();

    public VerbReference(VerbRegistry registry) {
        List<Word> words = registry.words().stream().filter(word -> word.doc().isPresent()).toList();
        // The jars of verbs stand on the class path in any order; the page must not.
        Stream.concat(FIRST.stream(), words.stream().<Class<?>>map(Word::place).filter(place -> !FIRST.contains(place))
            .sorted(Comparator.comparing(VerbReference::title))).forEach(place -> places.put(place, new TreeMap<>()));
        words.forEach(word -> places.get(word.place())
            .computeIfAbsent(word.name(), name -> new ArrayList<>()).add(word));
    }

    /** The whole of it, as Markdown. */
    public String markdown() {
        StringBuilder out = new StringBuilder("# Verbs\n\nEvery word of a recipe, by the place where it stands. This"
            + " page is made"
            + " from the code: `rootbuild verbs --markdown`.\n");
        places.forEach((place, words) -> {
            out.append("\n## ").append(title(place)).append('\n');
            words.forEach((name, forms) -> out.append("\n### ").append(name).append('\n').append(word(forms)));
        });
        return out.toString();
    }

    /** The names of all words, by the title of the place. */
    public Map<String, List<String>> names() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        places.forEach((place, words) -> names.put(title(place), List.copyOf(words.keySet())));
        return names;
    }

    /** What the reference says about a word, wherever it stands; empty for a word that is not known. */
    public String about(String name) {
        StringBuilder out = new StringBuilder();
        places.forEach((place, words) -> {
            if (words.containsKey(name)) {
                out.append(out.isEmpty() ? "" : "\n").append(name).append(", ")
                    .append(Character.toLowerCase(title(place).charAt(0))).append(title(place).substring(1)).append('\n')
                    .append(word(words.get(name)));
            }
        });
        return out.toString();
    }

    private static String word(List<Word> forms) {
        StringBuilder out = new StringBuilder("\n```groovy\n");
        forms.forEach(form -> out.append(signature(form)).append('\n'));
        out.append("```\n");
        forms.stream().map(form -> form.doc().orElseThrow().value()).distinct()
            .forEach(text -> out.append('\n').append(text).append('\n'));
        Map<String, Option> options = new LinkedHashMap<>();
        forms.forEach(form -> form.options().forEach(option -> options.putIfAbsent(option.name(), option)));
        if (!options.isEmpty()) {
            out.append("\n| argument | type | |\n|---|---|---|\n");
            options.values().forEach(option -> out.append("| `").append(option.name()).append(":` | ")
                .append(option.type() == Object.class ? "value" : type(option.type())).append(" | ").append(option.about())
                .append(option.required() ? " (required)" : "").append(" |\n"));
        }
        out.append(examples(forms));
        return out.toString();
    }

    private static String examples(List<Word> forms) {
        List<String> blocks = forms.stream().map(form -> form.doc().map(Doc::examples).orElse(new String[0]))
            .filter(lines -> lines.length > 0).map(lines -> String.join("\n", lines)).distinct().toList();
        return blocks.isEmpty() ? "" : "\nFor example:\n\n```groovy\n" + String.join("\n", blocks) + "\n```\n";
    }

    private static String signature(Word form) {
        if (form.property()) {
            return "n." + form.name();
        }
        List<String> parts = new ArrayList<>();
        List<Parameter> parameters = form.parameters();
        boolean named = !form.options().isEmpty();
        if (named) {
            form.options().stream().filter(Option::required)
                .forEach(option -> parts.add(option.name() + ": " + type(option.type())));
            if (form.options().stream().anyMatch(option -> !option.required())) {
                parts.add("…");
            }
        }
        boolean closure = false;
        for (Parameter parameter : parameters.subList(named ? 1 : 0, parameters.size())) {
            if (Closure.class.isAssignableFrom(parameter.getType())) {
                closure = true;
            } else {
                parts.add(type(parameter) + " " + parameter.getName() + (parameter.isVarArgs() ? "…" : ""));
            }
        }
        return form.name() + "(" + String.join(", ", parts) + ")" + (closure ? " { … }" : "");
    }

    private static String type(Parameter parameter) {
        if (parameter.isVarArgs()) {
            // Words of a command may be lists of words as well, which the text beside it says.
            Class<?> each = parameter.getType().getComponentType();
            return each == Object.class ? "String" : type(each);
        }
        return type(parameter.getType());
    }

    private static String type(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "String";
        } else if (type == Integer.class || type == int.class) {
            return "int";
        } else if (type == Boolean.class) {
            return "boolean";
        } else if (type == Object.class) {
            return "T";
        }
        String name = type.getSimpleName();
        return name.endsWith("Ref") ? name.substring(0, name.length() - 3) : name;
    }

    private static String title(Class<?> place) {
        if (place == RecipeScript.class) {
            return "In a recipe";
        } else if (place == RootSpec.class) {
            return "In a root";
        } else if (place == PassSpec.class) {
            return "In a pass: steps";
        } else if (place == ArtifactSpec.class) {
            return "In an artifact";
        } else if (Number.class.isAssignableFrom(place)) {
            return "On a number";
        }
        String name = place.getSimpleName();
        return name.endsWith("Spec") ? "In " + Character.toLowerCase(name.charAt(0)) + name.substring(1, name.length() - 4)
            : name.endsWith("Scope") ? "In the code of " + name.substring(0, name.length() - 5).toLowerCase(java.util.Locale.ROOT)
            : "On a " + name;
    }
}
