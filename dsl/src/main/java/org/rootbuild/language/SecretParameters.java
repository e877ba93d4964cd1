package org.rootbuild.language;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.secret.GivenSecrets;
import org.rootbuild.secret.SecretKey;
import org.rootbuild.secret.Secrets;

/** What the user gives for the secret parameters of a recipe: {@code -P} is stronger than a file or a variable. */
final class SecretParameters {
    private final Map<String, String> overrides;
    private final GivenSecrets given;
    private final SecretKey key;

    SecretParameters(Map<String, String> overrides, GivenSecrets given, SecretKey key) {
        this.overrides = overrides;
        this.given = given;
        this.key = key;
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(overrides.get(name)).or(() -> given.find(name)).map(Unicode::wellFormed);
    }

    /** What tells one value from another; empty for one that was not given. */
    String digest(String name) {
        return find(name).map(value -> key.digest(name, value)).orElse("");
    }

    SortedMap<String, String> digests(Collection<String> names) {
        SortedMap<String, String> digests = new TreeMap<>();
        names.forEach(name -> digests.put(name, digest(name)));
        return digests;
    }

    /** Those of these names that were given. */
    Secrets secrets(Collection<String> names) {
        Map<String, String> values = new HashMap<>();
        names.forEach(name -> find(name).ifPresent(value -> values.put(name, value)));
        return Secrets.of(values);
    }

    GivenSecrets given() {
        return given;
    }
}
