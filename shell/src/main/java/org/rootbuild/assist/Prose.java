package org.rootbuild.assist;

import groovy.lang.Closure;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** What people are told about words, in one line. */
final class Prose {
    private Prose() {
    }

    static String firstSentence(Word word) {
        return firstSentence(word.doc().map(Doc::value).orElse(""));
    }

    static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /** {@code copy(…, Root from, String to)}. */
    static String signature(Word form) {
        List<String> parts = new ArrayList<>();
        boolean named = !form.options().isEmpty();
        form.options().stream().filter(Option::required).forEach(option -> parts.add(option.name() + ": "
            + type(option.type())));
        if (form.options().stream().anyMatch(option -> !option.required())) {
            parts.add("…");
        }
        for (Parameter parameter : form.parameters().subList(named ? 1 : 0, form.parameters().size())) {
            if (!Closure.class.isAssignableFrom(parameter.getType())) {
                parts.add(argument(parameter));
            }
        }
        return form.name() + "(" + String.join(", ", parts) + ")" + (Lexicon.takesClosure(form) ? " { … }" : "");
    }

    private static String argument(Parameter parameter) {
        Class<?> type = parameter.isVarArgs() ? parameter.getType().getComponentType() : parameter.getType();
        return type(type) + " " + parameter.getName() + (parameter.isVarArgs() ? "…" : "");
    }

    static String about(Option option) {
        return type(option.type()) + ": " + option.about() + (option.required() ? " (required)" : "");
    }

    /** As recipes speak of types. */
    static String type(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        } else if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        } else if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "number";
        } else if (type == Object.class) {
            return "value";
        }
        return type.getSimpleName().replaceFirst("Ref$", "").toLowerCase(Locale.ROOT);
    }
}
