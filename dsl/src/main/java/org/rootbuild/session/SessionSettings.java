package org.rootbuild.session;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import org.rootbuild.verb.Host;

/**
 * Where a session lives and what it may use.
 *
 * @param recipeFolder what relative names in the recipe are relative to
 * @param stateFolder  for the journal, the logs and the lock of this recipe
 * @param outFolder    gets the artifacts
 * @param targets      nodes or roots that are wanted; empty for all
 * @param refresh      whether sources that are found through an index are looked up anew
 * @param manner       how it builds
 * @param command      what the person typed, for the journal and the lock
 */
public record SessionSettings(Path recipeFolder, Path stateFolder, Path outFolder, Set<String> targets, boolean refresh,
                              Manner manner, String command, Host host, Clock clock) {
    public SessionSettings {
        Objects.requireNonNull(recipeFolder);
        Objects.requireNonNull(stateFolder);
        Objects.requireNonNull(outFolder);
        targets = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(targets));
        Objects.requireNonNull(manner);
        Objects.requireNonNull(command);
        Objects.requireNonNull(host);
        Objects.requireNonNull(clock);
    }

    /** The same, for other nodes or roots. */
    public SessionSettings withTargets(Set<String> changed) {
        return new SessionSettings(recipeFolder, stateFolder, outFolder, changed, refresh, manner, command, host,
            clock);
    }

    SessionSettings withCommand(String changed) {
        return new SessionSettings(recipeFolder, stateFolder, outFolder, targets, refresh, manner, changed, host,
            clock);
    }
}
