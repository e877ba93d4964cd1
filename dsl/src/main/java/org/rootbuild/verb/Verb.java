package org.rootbuild.verb;

import java.io.IOException;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

/**
 * A word of the language that does something. Its public static methods are the extension methods that recipes call:
 * their first parameter is the place where the word can stand (a pass, an artifact, the recipe), and what they do is
 * to add a {@link org.rootbuild.model.Step} there. The instance carries steps out. One instance serves all of them.
 */
public sealed interface Verb permits Verb.OnPass, Verb.OnArtifact, Verb.OnCheck, Verb.OnSource, Verb.Word {
    /** As recipes write it; unique among all verbs. */
    String name();

    /** Grows whenever the same arguments give another result than before; it is in every fingerprint. */
    default int version() {
        return 1;
    }

    /** A step of a pass. */
    non-sealed interface OnPass extends Verb {
        /** @throws Failure when it cannot be done; what the tree was changed to by then is thrown away */
        void run(PassContext context) throws IOException, InterruptedException;
    }

    /** The one step of an artifact. */
    non-sealed interface OnArtifact extends Verb {
        /** Writes the file {@link ArtifactContext#output()}. */
        void make(ArtifactContext context) throws IOException, InterruptedException;
    }

    /** The one step of a check. */
    non-sealed interface OnCheck extends Verb {
        /**
         * Returns when the check holds.
         *
         * @throws HostLacks when it cannot be tried on this host; the check is skipped and said to be
         * @throws Failure   when it does not hold
         */
        void check(StepContext context) throws IOException, InterruptedException;
    }

    /** Brings sources; its {@link #name} is the provider's name in {@link org.rootbuild.model.Node.Source}. */
    non-sealed interface OnSource extends Verb, SourceProvider {
    }

    /** Only adds words to the language and carries nothing out, such as sizes on numbers. */
    non-sealed interface Word extends Verb {
    }
}
