package org.rootbuild.language;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;

/**
 * Reads the named arguments that a verb was called with, for verbs to turn into fields. Their names and types were
 * checked when the recipe was compiled, from the {@link org.rootbuild.verb.Option}s on the verb's parameter.
 */
public final class Options {
    private final Map<String, ?> given;

    private Options(Map<String, ?> given) {
        this.given = given;
    }

    public static Options of(Map<String, ?> given) {
        return new Options(given);
    }

    public boolean has(String name) {
        return given.get(name) != null;
    }

    /** The object as the recipe wrote it. */
    public <T> Optional<T> find(String name, Class<T> type) {
        Object object = given.get(name);
        if (object == null) {
            return Optional.empty();
        }
        if (!type.isInstance(object)) {
            throw new Rejected("'" + name + ":' is " + Kinds.of(object.getClass()), "It must be " + Kinds.of(type)
                + ".");
        }
        return Optional.of(type.cast(object));
    }

    public Optional<String> text(String name) {
        return find(name, CharSequence.class).map(Values::text);
    }

    /** A text that may be a secret, or hold secrets. */
    public Optional<Value> sealed(String name) {
        return find(name, CharSequence.class).map(Values::sealed);
    }

    public Optional<Long> whole(String name) {
        return find(name, Number.class).map(number -> whole(name, number));
    }

    /** Whether the flag is given and true. */
    public boolean flag(String name) {
        return flag(name, false);
    }

    public boolean flag(String name, boolean otherwise) {
        return find(name, Boolean.class).orElse(otherwise);
    }

    /** The texts of a list, or the one text itself; empty where nothing is given. */
    public List<String> texts(String name) {
        Object object = given.get(name);
        if (object instanceof CharSequence one) {
            return List.of(Values.text(one));
        }
        return find(name, Collection.class).map(many -> texts(name, many)).orElse(List.of());
    }

    public Optional<Size> size(String name) {
        return find(name, Size.class);
    }

    public Optional<Duration> duration(String name) {
        return find(name, Duration.class);
    }

    public Optional<Value.Ref> ref(String name) {
        return find(name, Reference.class).map(Reference::value);
    }

    /** A reference of that kind, which may also be given by its name. */
    public Optional<Value.Ref> ref(String name, Value.RefKind kind) {
        if (given.get(name) instanceof CharSequence text) {
            return Optional.of(new Value.Ref(kind, Values.text(text)));
        }
        return ref(name);
    }

    /** Whatever is given, as the model holds it. */
    public Optional<Value> value(String name) {
        return Optional.ofNullable(given.get(name)).map(Values::of);
    }

    private static List<String> texts(String name, Collection<?> many) {
        return many.stream().map(item -> {
            if (item instanceof CharSequence text) {
                return Values.text(text);
            }
            throw new Rejected("'" + name + ":' holds " + (item == null ? "null" : Kinds.of(item.getClass())),
                "It must be a list of texts.");
        }).toList();
    }

    private static long whole(String name, Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        throw new Rejected("'" + name + ":' is " + number, "It must be a whole number.");
    }
}
