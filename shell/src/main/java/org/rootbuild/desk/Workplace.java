package org.rootbuild.desk;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Verbs;

/**
 * What does not change as long as a desk stands.
 *
 * @param script   the recipe, absolute
 * @param cleaning the command that makes touched layers again
 */
public record Workplace(Path script, String cleaning, SessionSettings settings, RecipeReader reader, Verbs verbs,
                        Supplier<VerbRegistry> words, Store store) {
    public Workplace {
        Objects.requireNonNull(script);
        Objects.requireNonNull(cleaning);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(reader);
        Objects.requireNonNull(verbs);
        Objects.requireNonNull(words);
        Objects.requireNonNull(store);
    }
}
