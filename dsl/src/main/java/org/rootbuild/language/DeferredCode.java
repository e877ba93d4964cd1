package org.rootbuild.language;

import groovy.lang.Closure;
import groovy.lang.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Value;

/** The closures of a recipe that run in steps, with what the model says of them. */
final class DeferredCode {
    private final Map<Closure<?>, String> texts = new IdentityHashMap<>();
    private final Map<Value.Code, Closure<?>> closures = new LinkedHashMap<>();
    private final List<Taken> taken = new ArrayList<>();

    private record Taken(Closure<?> closure, Value.Code code, Location location) {
    }

    void remember(Closure<?> closure, String text) {
        texts.put(closure, text);
    }

    Value.Code value(Closure<?> closure, Location location) {
        String text = Optional.ofNullable(texts.get(closure)).orElseThrow(() -> new Rejected(
            "the closure is not written in place", "Write { … } directly behind the verb."));
        Value.Code code = new Value.Code(text, captured(closure));
        closures.putIfAbsent(code, closure);
        taken.add(new Taken(closure, code, location));
        return code;
    }

    /** The closure that the model holds as this code. */
    Optional<Closure<?>> find(Value.Code code) {
        return Optional.ofNullable(closures.get(code));
    }

    /**
     * What a step would not find as the model says, because the recipe changed a variable after the closure took it.
     */
    List<RecipeProblem> changed() {
        List<RecipeProblem> problems = new ArrayList<>();
        for (Taken each : taken) {
            Fields before = each.code().captured();
            Fields now = captured(each.closure());
            before.labels().stream().filter(label -> !before.get(label).equals(now.get(label))).forEach(label ->
                problems.add(new RecipeProblem(each.location(), "'" + label + "' is changed after this step took it",
                    "Give the step a variable of its own that stays as it is.", "")));
        }
        return problems;
    }

    private static Fields captured(Closure<?> closure) {
        Fields.Builder fields = Fields.builder();
        Stream.of(closure.getClass().getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()) && field.getName().indexOf('$') < 0)
            .sorted(Comparator.comparing(Field::getName))
            .forEach(field -> put(fields, field.getName(), read(field, closure)));
        return fields.build();
    }

    private static void put(Fields.Builder fields, String name, Object object) {
        if (object instanceof RecipeScript) {
            return; // an included script: the text of those of its functions that the code calls is in the code's text
        }
        try {
            Value value = Values.of(object);
            refuseSecrets(name, value);
            fields.put(name, value);
        } catch (Rejected rejected) {
            throw new Rejected("the step's code takes '" + name + "' from around it, and "
                + rejected.getMessage(), rejected.hint());
        }
    }

    /** Code sees only the marks, and would write these down for the secrets. */
    private static void refuseSecrets(String name, Value value) {
        Fields.builder().put(name, value).build().map(one -> {
            if (one instanceof Value.Sealed) {
                throw new Rejected("that is a secret", "Let a word that keeps secrets use it, before or after this"
                    + " step: write, or environment for a program.");
            }
            return one;
        });
    }

    private static Object read(Field field, Closure<?> closure) {
        try {
            field.setAccessible(true);
            Object held = field.get(closure);
            return held instanceof Reference<?> shared ? shared.get() : held;
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException("a closure's own field cannot be read: " + field, closed);
        }
    }
}
