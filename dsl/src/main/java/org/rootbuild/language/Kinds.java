package org.rootbuild.language;

import groovy.lang.Closure;
import groovy.lang.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.rootbuild.model.Extent;
import org.rootbuild.model.Size;

/** How messages call the types of values. */
final class Kinds {
    private Kinds() {
    }

    /** With its article: {@code a text}, {@code a whole number}. */
    static String of(Class<?> type) {
        String word = word(type);
        if (word.equals("true or false")) {
            return word;
        }
        return ("aeiou".indexOf(Character.toLowerCase(word.charAt(0))) >= 0 ? "an " : "a ") + word;
    }

    /** {@code text}, {@code whole number}; for a type that recipes have no word for, its simple name. */
    static String word(Class<?> type) {
        if (type == Secret.class) {
            return "secret";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class
            || type == Short.class || type == short.class || type == java.math.BigInteger.class) {
            return "whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class && type != void.class) {
            return "number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return structured(type);
    }

    private static String structured(Class<?> type) {
        if (Closure.class.isAssignableFrom(type)) {
            return "closure";
        }
        if (Range.class.isAssignableFrom(type)) {
            return "range";
        }
        if (List.class.isAssignableFrom(type) || type.isArray()) {
            return "list";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "map";
        }
        if (Set.class.isAssignableFrom(type)) {
            return "set";
        }
        return named(type);
    }

    private static String named(Class<?> type) {
        if (type == Size.class || type == Extent.class) {
            return "size";
        }
        if (type == Duration.class) {
            return "duration";
        }
        if (type == Pattern.class) {
            return "regular expression";
        }
        if (Reference.class.isAssignableFrom(type) && type != Reference.class) {
            return type == SourceRef.class ? "source" : type == RootRef.class ? "root" : "artifact";
        }
        if (type == Base.class || type == MadeBase.class) {
            return "root to begin as";
        }
        if (type == Object.class) {
            return "value";
        }
        return RecipeScript.class.isAssignableFrom(type) ? "recipe script" : type.getSimpleName();
    }
}
