package org.rootbuild.language;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;

/** How messages call the types that the compiler knows. */
final class TypeWords {
    private static final Map<String, String> PLACES = Map.of(
        PassSpec.class.getName(), "a pass", RootSpec.class.getName(), "a root", ArtifactSpec.class.getName(),
        "an artifact",
        RecipeScript.class.getName(), "a recipe");

    private TypeWords() {
    }

    /** {@code text}, {@code list}; for {@code null}, {@code nothing}. */
    static String word(ClassNode type) {
        if (isNull(type)) {
            return "null";
        }
        if (type.isArray()) {
            return "list";
        }
        if (ClassHelper.isObjectType(type) || type.isGenericsPlaceHolder()) {
            return "value";
        }
        if (isScript(type)) {
            return "recipe script";
        }
        return type.redirect().isResolved() ? Kinds.word(type.redirect().getTypeClass()) : simple(type.getName());
    }

    static String article(ClassNode type) {
        String word = word(type);
        if (word.equals("null") || word.equals("true or false")) {
            return word;
        }
        return ("aeiou".indexOf(Character.toLowerCase(word.charAt(0))) >= 0 ? "an " : "a ") + word;
    }

    static String words(List<ClassNode> types) {
        return types.stream().map(TypeWords::word).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Whether the place is one of the language's own, which have names. */
    static boolean hasName(ClassNode type) {
        return isScript(type) || PLACES.containsKey(type.getName());
    }

    /** How a message names the inside of a place: {@code a pass}. */
    static String place(ClassNode type) {
        return isScript(type) ? "a recipe" : PLACES.getOrDefault(type.getName(), "'" + simple(type.getName()) + "'");
    }

    static String place(Class<?> type) {
        return PLACES.getOrDefault(type.getName(), "'" + simple(type.getName()) + "'");
    }

    /** The type that the checker gives {@code null}, which has a name that no class can have. */
    static boolean isNull(ClassNode type) {
        return type.getName().equals("<unknown parameter type>");
    }

    static boolean isScript(ClassNode type) {
        return type.isDerivedFrom(ClassHelper.make(RecipeScript.class));
    }

    /** The last part of a class's name. */
    static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
