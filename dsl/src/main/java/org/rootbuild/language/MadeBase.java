package org.rootbuild.language;

import java.util.Objects;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Verb;

/**
 * A beginning that a verb makes: the root gets a first pass, called after the root with {@code :base} behind, whose one
 * step it is.
 *
 * @param options what is said about the root as a whole with it
 */
@Words
public record MadeBase(Class<? extends Verb.OnPass> verb, Fields arguments, Fields options) implements Base {
    /** Behind the root's name, the name of the pass. */
    public static final String SUFFIX = ":base";

    public MadeBase {
        Objects.requireNonNull(verb);
        Objects.requireNonNull(arguments);
        Objects.requireNonNull(options);
    }
}
