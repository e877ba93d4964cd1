package org.rootbuild.verbs;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.rootbuild.language.Options;
import org.rootbuild.language.Values;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;

/**
 * Environment variables as fields, in order of their names: a text or secret for what is set, a flag for what is taken
 * away.
 */
final class Variables {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    private Variables() {
    }

    /** What was said of them at this place so far. */
    static Fields here(Function<String, Optional<Value>> said) {
        return said.apply(Settings.ENVIRONMENT).map(value -> ((Value.Group) value).fields()).orElse(Fields.none());
    }

    /** Those of the named argument {@code environment:}. */
    static Fields of(Options given, BiConsumer<String, String> problem) {
        return given.find(Settings.ENVIRONMENT, Map.class).map(map -> of(map, problem)).orElse(Fields.none());
    }

    static Fields of(Map<?, ?> variables, BiConsumer<String, String> problem) {
        Map<String, Value> sorted = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (!String.valueOf(name).matches(NAME)) {
                problem.accept("'" + name + "' is no name of an environment variable",
                    "Names are made of letters, digits and _.");
            } else {
                value(String.valueOf(name), value, problem).ifPresent(one -> sorted.put(String.valueOf(name), one));
            }
        });
        return fields(sorted);
    }

    private static Optional<Value> value(String name, Object value, BiConsumer<String, String> problem) {
        if (value == null) {
            return Optional.of(new Value.Flag(false));
        }
        if (value instanceof CharSequence || value instanceof Integer || value instanceof Long) {
            Value held = value instanceof CharSequence text ? Values.sealed(text) : new Value.Text(value.toString());
            if (!(held instanceof Value.Text text && text.text().indexOf('\0') >= 0)) {
                return Optional.of(held);
            }
            problem.accept("the value of " + name + " holds a NUL character", "Remove it.");
            return Optional.empty();
        }
        problem.accept("the value of " + name + " is no text", "Write a text, or null to take the variable away.");
        return Optional.empty();
    }

    /** Both, the second before the first where they differ. */
    static Fields joined(Fields first, Fields second) {
        Map<String, Value> sorted = new TreeMap<>();
        first.labels().forEach(name -> sorted.put(name, first.get(name)));
        second.labels().forEach(name -> sorted.put(name, second.get(name)));
        return fields(sorted);
    }

    private static Fields fields(Map<String, Value> sorted) {
        Fields.Builder fields = Fields.builder();
        sorted.forEach(fields::put);
        return fields.build();
    }
}
