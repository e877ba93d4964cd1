package org.rootbuild.verbs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.secret.Mask;

/**
 * What a recipe settles for programs. A step carries what holds where it is declared, so that a later change of a
 * setting reaches the steps that it changes and no others; steps that run no program carry none of it.
 *
 * @param environment what is added to the clean environment, by name; empty for what is taken from it
 * @param umask       which permission bits new files do not get
 * @param network     whether programs may use the network
 * @param shell       the shell that scripts are given to, if the recipe names one
 * @param time        how long the step may take
 * @param memoryBytes how much memory each of its processes may have
 */
record Settings(SortedMap<String, Optional<String>> environment, int umask, boolean network, Optional<String> shell,
                Optional<Duration> time, OptionalLong memoryBytes) {
    static final String ENVIRONMENT = "environment";
    static final String UMASK = "umask";
    static final String TIME = "timeMillis";
    static final String MEMORY = "memoryBytes";

    private static final String LABEL = "settings";
    private static final String LIMITS = "limits";
    private static final String NETWORK = "network";
    private static final String SHELL = "shell";
    private static final int DEFAULT_UMASK = 022;
    private static final Map<String, String> CLEAN = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME", Place.BUILD, "LC_ALL", "POSIX", "TZ", "UTC", "TERM", "dumb");

    /** Copies what holds here, and what the step says itself, into its fields. */
    static void record(PassSpec pass, Options given, Fields.Builder fields) {
        Fields.Builder settings = Fields.builder();
        Fields variables = Variables.joined(Variables.here(pass::option), Variables.of(given, pass::problem));
        if (!variables.isEmpty()) {
            settings.group(ENVIRONMENT, variables);
        }
        pass.option(UMASK).ifPresent(mask -> settings.put(UMASK, mask));
        if (given.flag(NETWORK)) {
            settings.flag(NETWORK, true);
        }
        given.text(SHELL).ifPresent(shell -> settings.text(SHELL, shell));
        Fields all = settings.build();
        if (!all.isEmpty()) {
            fields.group(LABEL, all);
        }
        recordLimits(pass, given, fields);
    }

    private static void recordLimits(PassSpec pass, Options given, Fields.Builder fields) {
        Fields.Builder limits = Fields.builder();
        StepLimits.of(given, pass::problem).forEach(limits::put);
        for (String label : List.of(TIME, MEMORY)) {
            if (StepLimits.isMissing(given, label)) {
                pass.option(label).ifPresent(value -> limits.put(label, value));
            }
        }
        Fields all = limits.build();
        if (!all.isEmpty()) {
            fields.hint(LIMITS, new Value.Group(all));
        }
    }

    /** What the step's fields hold. */
    static Settings of(Fields arguments) {
        Fields fields = arguments.group(LABEL);
        Fields limits = arguments.group(LIMITS);
        SortedMap<String, Optional<String>> environment = new TreeMap<>();
        Fields variables = fields.group(ENVIRONMENT);
        variables.labels().forEach(name -> environment.put(name,
            value(variables.get(name))));
        return new Settings(environment, fields.findWhole(UMASK).orElse((long) DEFAULT_UMASK).intValue(),
            fields.flag(NETWORK), fields.findText(SHELL), limits.findWhole(TIME).map(Duration::ofMillis),
            limits.findWhole(MEMORY).map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    /** Who only looks at the model of a step, and does not run it, sees a mark for a secret. */
    private static Optional<String> value(Value variable) {
        return variable instanceof Value.Text text ? Optional.of(text.text())
            : variable instanceof Value.Sealed ? Optional.of(Mask.MARK) : Optional.empty();
    }

    /** The whole environment of a program: the clean one, changed as the recipe says. */
    SortedMap<String, String> variables(long epochSeconds) {
        SortedMap<String, String> all = new TreeMap<>(CLEAN);
        all.put("SOURCE_DATE_EPOCH", Long.toString(epochSeconds));
        environment.forEach((name, value) -> {
            if (value.isPresent()) {
                all.put(name, value.get());
            } else {
                all.remove(name);
            }
        });
        return all;
    }
}
