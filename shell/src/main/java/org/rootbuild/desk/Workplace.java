package org.rootbuild.desk;

import java.nio.file.Path;
import java.util.Objects;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Verbs;

/**
 * What does not change as long as a desk stands.
 *
 * @param script the recipe, absolute
 * @param typed  the recipe as the person named it, for commands that are to be typed again
 */
public record Workplace(Path script, String typed, SessionSettings settings, RecipeReader reader, Verbs verbs,
                        Store store) {
    /** The command that makes touched layers again. */
    String cleaning() {
        return "rootbuild run " + typed + " --clean";
    }

    public Workplace {
        Objects.requireNonNull(script);
        Objects.requireNonNull(typed);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(reader);
        Objects.requireNonNull(verbs);
        Objects.requireNonNull(store);
    }
}
