package org.rootbuild.language;

import groovy.lang.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rootbuild.model.Location;
import org.rootbuild.model.Parameter;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.secret.Mask;

/** The parameters that a recipe has declared, and what its user says they are. */
final class Parameters {
    private final Map<String, String> overrides;
    private final SecretParameters secrets;
    private final Map<String, Parameter> declared = new LinkedHashMap<>();

    Parameters(Map<String, String> overrides, SecretParameters secrets) {
        this.overrides = Map.copyOf(overrides);
        this.secrets = secrets;
    }

    /**
     * What the parameter is: its override, or its default. A wrong override is a problem, and the default is answered.
     */
    <T> T declare(Map<String, Object> options, String name, T byDefault, String about, Location location,
                  BiConsumer<String, String> problem) {
        checkFresh(name);
        ParameterType<T> type = ParameterType.of(name, byDefault);
        List<String> choices = choices(options, type);
        Optional<Range<?>> range = range(options);
        String usual = Values.text(type.spell(byDefault));
        check(name, "the default", type, byDefault, choices, range);
        T value = byDefault;
        String override = overrides.get(name);
        if (override != null) {
            try {
                T given = type.parse(override);
                check(name, "-P " + name + "=" + Values.shown(override), type, given, choices, range);
                value = given;
            } catch (Rejected wrong) {
                problem.accept(wrong.getMessage(), wrong.hint());
            } catch (IllegalArgumentException wrong) {
                problem.accept("-P " + name + "=" + Values.shown(override) + ": '" + name + "' takes "
                    + type.article(), type.example());
            }
        }
        declared.put(name, new Parameter(name, type.word(), usual, type.spell(value), choices, about, location));
        return value;
    }

    private void checkFresh(String name) {
        Names.checkParameter(name);
        Parameter first = declared.get(name);
        if (first != null) {
            throw new Rejected("there are two parameters '" + name + "'; the first is on line "
                + first.location().line(), "Declare it once, and pass the variable on.");
        }
    }

    /** A parameter whose value nobody sees, this object's caller among them. */
    Secret declareSecret(Options options, String name, String about, Location location) {
        if (!options.flag(Parameter.SECRET)) {
            throw new Rejected("the parameter '" + name + "' has no default",
                "Write param('" + name + "', DEFAULT, '…'), or 'secret: true' for one that has none.");
        }
        checkFresh(name);
        String digest = secrets.digest(name);
        declared.put(name, new Parameter(name, Parameter.SECRET, "", digest.isEmpty() ? "" : Mask.MARK, List.of(),
            about, location));
        return new Secret(name, digest);
    }

    /** The names of those that are secret. */
    List<String> secretNames() {
        return declared.values().stream().filter(Parameter::isSecret).map(Parameter::name).toList();
    }

    /** What was given as a secret and is none. */
    Map<String, String> notSecret() {
        Map<String, String> wrong = new LinkedHashMap<>();
        secrets.given().names().stream().sorted().filter(name -> !secretNames().contains(name)).forEach(name ->
            wrong.put(name, declared.containsKey(name) ? "Give it with -P " + name + "=value."
                : (Suggestion.sentence(name, declared.keySet()) + " " + known()).trim()));
        return wrong;
    }

    List<Parameter> all() {
        return List.copyOf(declared.values());
    }

    /** The overrides that no parameter has taken, each with a hint. */
    Map<String, String> unknown() {
        Map<String, String> unknown = new LinkedHashMap<>();
        overrides.keySet().stream().sorted().filter(name -> !declared.containsKey(name)).forEach(name ->
            unknown.put(name, (Suggestion.sentence(name, declared.keySet()) + " " + known()).trim()));
        return unknown;
    }

    private String known() {
        return declared.isEmpty() ? "It has none." : "It has: " + String.join(", ", declared.keySet()) + ".";
    }

    private static <T> List<String> choices(Map<String, Object> options, ParameterType<T> type) {
        if (!(options.get("choices") instanceof List<?> many)) {
            return List.of();
        }
        if (many.isEmpty()) {
            throw new Rejected("the list of choices is empty", "Name at least one, or leave 'choices:' out.");
        }
        return many.stream().map(type::spellAny).toList();
    }

    private static Optional<Range<?>> range(Map<String, Object> options) {
        return options.get("range") instanceof Range<?> range ? Optional.of(range) : Optional.empty();
    }

    private static <T> void check(String name, String who, ParameterType<T> type, T value, List<String> choices,
                                  Optional<Range<?>> range) {
        String spelt = type.spell(value);
        if (!choices.isEmpty() && !choices.contains(spelt)) {
            throw new Rejected(who + ": '" + name + "' cannot be '" + Values.shown(spelt) + "'",
                ("Allowed are: " + String.join(", ", choices) + "." + Suggestion.sentence(spelt, choices)));
        }
        if (range.isPresent() && !within(value, range.get())) {
            throw new Rejected(who + ": '" + name + "' cannot be " + Values.shown(spelt),
                "It lies between " + range.get().getFrom() + " and " + range.get().getTo() + ".");
        }
    }

    private static boolean within(Object value, Range<?> range) {
        if (!(value instanceof Number number) || !(range.getFrom() instanceof Number from)
            || !(range.getTo() instanceof Number to)) {
            throw new Rejected("'range:' is for whole numbers", "Use 'choices:' for other values.");
        }
        return from.longValue() <= number.longValue() && number.longValue() <= to.longValue();
    }
}
