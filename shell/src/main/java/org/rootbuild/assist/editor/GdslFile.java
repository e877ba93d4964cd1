package org.rootbuild.assist.editor;

import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Option;

/**
 * Describes the language to IntelliJ, in its GroovyDSL (documented on the page "Scripting IDE for DSL awareness" of
 * JetBrains' wiki for the Groovy plugin). It says what the classes do not: the words that verbs add to them, named
 * arguments, and where a closure stands for which class.
 */
public final class GdslFile {
    private final Vocables vocables;

    public GdslFile(VerbRegistry registry) {
        this.vocables = new Vocables(registry);
    }

    /** The whole file. */
    public String text() {
        StringBuilder out = new StringBuilder("""
            // How IntelliJ completes recipes of rootbuild. Made from the verbs, see docs/editors.md; do not edit.

            contributor(context(scope: scriptScope(), filetypes: ['groovy'])) {
                def type = findClass('org.rootbuild.language.RecipeScript')
                if (type) {
                    delegatesTo(type)
                }
            """);
        vocables.places().get(RecipeScript.class).values().forEach(forms -> forms.forEach(form -> add(out, form)));
        out.append("}\n\ncontributor(context(scope: closureScope(), filetypes: ['groovy'])) {\n");
        openers().forEach((name, places) -> places.forEach(place -> out.append("    if (enclosingCall(")
            .append(quoted(name)).append(")) {\n        def type = findClass(").append(quoted(place))
            .append(")\n        if (type) {\n            delegatesTo(type)\n        }\n    }\n")));
        out.append("}\n");
        vocables.places().forEach((place, words) -> {
            if (place != RecipeScript.class) {
                out.append("\ncontributor(context(ctype: ").append(quoted(place.getName())).append(")) {\n");
                words.values().forEach(forms -> forms.forEach(form -> add(out, form)));
                out.append("}\n");
            }
        });
        return out.toString();
    }

    /** The words whose closures stand for a class, with the names of those classes. */
    private Map<String, Set<String>> openers() {
        Map<String, Set<String>> openers = new TreeMap<>();
        vocables.places().values().forEach(words -> words.forEach((name, forms) -> forms.forEach(form ->
            Vocables.opened(form).ifPresent(place -> openers.computeIfAbsent(name, any -> new LinkedHashSet<>())
                .add(place.getName())))));
        return openers;
    }

    private static void add(StringBuilder out, Word form) {
        boolean inClass = !Modifier.isStatic(form.method().getModifiers()) && form.options().isEmpty();
        if (inClass) {
            // IntelliJ reads it from the class itself.
            return;
        }
        if (form.property()) {
            out.append("    property(name: ").append(quoted(form.name())).append(", type: ")
                .append(quoted(type(form.method().getReturnType()))).append(", doc: ")
                .append(quoted(Vocables.about(form))).append(")\n");
            return;
        }
        out.append("    method(name: ").append(quoted(form.name())).append(", type: ")
            .append(quoted(type(form.method().getReturnType())));
        List<String> parameters = new ArrayList<>();
        for (Parameter parameter : Vocables.positional(form)) {
            parameters.add(parameter.getName() + ": " + quoted(type(parameter.getType())));
        }
        if (!parameters.isEmpty()) {
            out.append(", params: [").append(String.join(", ", parameters)).append(']');
        }
        if (!form.options().isEmpty()) {
            out.append(",\n        namedParams: [\n");
            for (Option option : form.options()) {
                out.append("            parameter(name: ").append(quoted(option.name())).append(", type: ")
                    .append(quoted(type(option.type()))).append(", doc: ").append(quoted(option.about()))
                    .append("),\n");
            }
            out.append("        ]");
        }
        out.append(",\n        doc: ").append(quoted(Vocables.about(form))).append(")\n");
    }

    private static String type(Class<?> type) {
        return type.getCanonicalName();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
