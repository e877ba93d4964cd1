package org.rootbuild.secret;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user gives for secrets besides {@code -P}: by name, as read from files, and in the environment as
 * {@code ROOTBUILD_SECRET_NAME}. Its text shows none of it.
 */
public final class GivenSecrets {
    /** What the names of the environment variables begin with. */
    public static final String PREFIX = "ROOTBUILD_SECRET_";
    private static final GivenSecrets NONE = new GivenSecrets(Map.of(), Map.of());

    private final Map<String, String> named;
    private final Map<String, String> environment;

    private GivenSecrets(Map<String, String> named, Map<String, String> environment) {
        this.named = named;
        this.environment = environment;
    }

    public static GivenSecrets none() {
        return NONE;
    }

    /** @param named by the parameter's name, which is stronger than what the environment says */
    public static GivenSecrets of(Map<String, String> named, Map<String, String> environment) {
        Map<String, String> ours = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                ours.put(name, value);
            }
        });
        return new GivenSecrets(Map.copyOf(named), ours);
    }

    /** The environment variable of a parameter: {@code ROOTBUILD_SECRET_ROOT_PASSWORD} for {@code root-password}. */
    public static String variable(String parameter) {
        return PREFIX + parameter.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    public Optional<String> find(String parameter) {
        return Optional.ofNullable(named.get(parameter)).or(() ->
            Optional.ofNullable(environment.get(variable(parameter))));
    }

    /** The parameters that were named; a recipe that does not have them was misread. */
    public Set<String> names() {
        return named.keySet();
    }

    @Override
    public String toString() {
        return "GivenSecrets" + named.keySet() + environment.keySet();
    }
}
