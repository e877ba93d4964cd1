package org.rootbuild.testing;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.secret.GivenSecrets;

/**
 * What the specifications of one folder are run with.
 *
 * @param folder      holds the specifications, and the recipes that they are about
 * @param store       the person's own store: recipes are cached in it, throw-away stores are made in it, and sources
 *                    are taken from it
 * @param parameters  what the person says that parameters of the recipe are, by name
 * @param environment of the process
 * @param golden      what becomes of golden files
 */
record SpecSettings(Path folder, Path store, Map<String, String> parameters, Map<String, String> environment,
                    Clock clock, Language language, Golden golden) {
    SpecSettings {
        Objects.requireNonNull(store);
        folder = folder.toAbsolutePath().normalize();
        parameters = Map.copyOf(parameters);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(language);
        Objects.requireNonNull(golden);
    }

    /**
     * For a specification that a build tool runs in its own folder: golden files are only read.
     *
     * @param named the store, where the build tool names one; else it is the one of the environment
     */
    static SpecSettings ofBuildTool(Map<String, String> environment, Optional<String> named) {
        Optional<String> wanted = named.or(() -> Optional.ofNullable(environment.get("ROOTBUILD_STORE")));
        Path store = wanted.isPresent() ? Path.of(wanted.get()) : Path.of(environment.getOrDefault("XDG_CACHE_HOME",
            environment.getOrDefault("HOME", "") + "/.cache"), "rootbuild");
        return new SpecSettings(Path.of(""), store.toAbsolutePath(), Map.of(), environment, Clock.systemUTC(),
            new Language(store, GivenSecrets.none()), new Golden(false));
    }
}
