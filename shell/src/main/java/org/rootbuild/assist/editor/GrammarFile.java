package org.rootbuild.assist.editor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rootbuild.language.VerbRegistry;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * Colours recipes in editors that take grammars in TextMate's format ("Language Grammars" in TextMate's manual). Its
 * regular expressions are for Oniguruma; they use nothing that Java's do not have as well. What is not special to
 * recipes is left to the editor's own grammars for Groovy and the shell.
 */
public final class GrammarFile {
    private static final String NOT_A_PART = "(?<![\\w.$])";

    private final Vocables vocables;

    public GrammarFile(VerbRegistry registry) {
        this.vocables = new Vocables(registry);
    }

    /** A grammar for recipes as a language of their own. */
    public String language() {
        return text(grammar("rootbuild recipe", "source.groovy.rootbuild", Map.of("fileTypes",
            List.of("recipe.groovy"), "patterns", List.of(include("source.groovy")),
            "injections", Map.of(everywhereIn("source.groovy.rootbuild"), patterns(include("#scripts"),
                include("#words"))))));
    }

    /** A grammar that adds the same to the colours of all Groovy. */
    public String addition() {
        return text(grammar("rootbuild recipe in Groovy", "rootbuild.injection", Map.of("injectionSelector",
            everywhereIn("source.groovy"), "patterns", List.of(include("#scripts"), include("#words")))));
    }

    /** Where words of recipes can stand: before all rules of the grammar for Groovy, also inside of those. */
    private static String everywhereIn(String scope) {
        return "L:" + scope + " -comment -string -meta.embedded.block.shellscript";
    }

    private static String text(Map<String, Object> grammar) {
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(ordered(grammar)) + "\n";
        } catch (JacksonException broken) {
            throw new IllegalStateException("a grammar that is no JSON", broken);
        }
    }

    /** The same with names in alphabetical order, so that the same verbs give the same file. */
    private static Object ordered(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> ordered = new TreeMap<>();
            map.forEach((key, each) -> ordered.put(key.toString(), ordered(each)));
            return ordered;
        }
        return value instanceof List<?> list ? list.stream().map(GrammarFile::ordered).toList() : value;
    }

    private Map<String, Object> grammar(String name, String scope, Map<String, Object> more) {
        Map<String, Object> grammar = new LinkedHashMap<>();
        grammar.put("name", name);
        grammar.put("scopeName", scope);
        grammar.putAll(more);
        Map<String, Object> repository = new LinkedHashMap<>();
        repository.put("scripts", patterns(script("'''", false), script("\"\"\"", true), script("'", false),
            script("\"", true)));
        repository.put("words", patterns(
            matching(NOT_A_PART + "(?:" + words() + ")\\b(?!\\s*[:=.]|\\s*->)", "support.function.verb.rootbuild"),
            matching("(?<=[(,\\[\\s])(?:" + options() + ")(?=:(?!:))", "variable.parameter.rootbuild"),
            matching("(?<=\\d\\.)(?:" + units() + ")\\b", "keyword.other.unit.rootbuild")));
        grammar.put("repository", repository);
        return grammar;
    }

    /** The text behind a verb that takes a script for the shell. */
    private static Map<String, Object> script(String quote, boolean insertions) {
        boolean triple = quote.length() == 3;
        // Two quotes are an empty text, and three are another rule's.
        String opening = triple ? quote : quote + "(?!" + quote + ")";
        String string = (quote.startsWith("'") ? "string.quoted.single" : "string.quoted.double")
            + (triple ? ".block" : "") + ".groovy";
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("begin", NOT_A_PART + "(sh|output)(\\s*\\(\\s*|[ \\t]+)(" + opening + ")");
        rule.put("beginCaptures", Map.of("1", Map.of("name", "support.function.verb.rootbuild"), "3",
            Map.of("name", string + " punctuation.definition.string.begin.groovy")));
        rule.put("end", triple ? quote : quote + "|$");
        rule.put("endCaptures", Map.of("0", Map.of("name", string + " punctuation.definition.string.end.groovy")));
        String piece = "(?:\\\\.|(?!" + quote + (insertions ? "|\\$\\{" : "") + ").)+";
        // Line by line: rules of the shell that go over several lines would not see where the text ends.
        Map<String, Object> line = Map.of("match", piece, "captures", Map.of("0", Map.of("name",
            "meta.embedded.block.shellscript", "patterns", List.of(include("source.shell")))));
        // The last one never comes to its turn; it has the engine load the grammar that the line before it names.
        rule.put("patterns", insertions ? List.of(inserted(), line, include("source.shell"))
            : List.of(line, include("source.shell")));
        return rule;
    }

    private static Map<String, Object> inserted() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("begin", "\\$\\{");
        rule.put("end", "\\}");
        rule.put("name", "meta.embedded.line.groovy");
        rule.put("patterns", List.of(include("source.groovy")));
        return rule;
    }

    private String words() {
        return alternatives(vocables.places().values().stream().flatMap(words -> words.entrySet().stream())
            .filter(word -> !word.getValue().get(0).property()).map(Map.Entry::getKey).toList());
    }

    private String units() {
        return alternatives(vocables.places().values().stream().flatMap(words -> words.entrySet().stream())
            .filter(word -> word.getValue().get(0).property()).map(Map.Entry::getKey).toList());
    }

    private String options() {
        return alternatives(vocables.places().values().stream().flatMap(words -> words.values().stream())
            .flatMap(List::stream).flatMap(form -> form.options().stream()).map(option -> option.name()).toList());
    }

    private static String alternatives(List<String> names) {
        return new TreeSet<>(names).stream().collect(Collectors.joining("|"));
    }

    private static Map<String, Object> patterns(Object... patterns) {
        return Map.of("patterns", List.of(patterns));
    }

    private static Map<String, Object> include(String name) {
        return Map.of("include", name);
    }

    private static Map<String, Object> matching(String regex, String name) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("match", regex);
        rule.put("name", name);
        return rule;
    }
}
