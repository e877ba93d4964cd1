package org.rootbuild.plan;

import java.util.Optional;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;

/** What a planner is told about the world outside the recipe. */
public interface Knowledge {
    /** The SHA-256 of what the source stands for, as far as it is known without the network. */
    Optional<String> pinned(Node.Source source);

    /** Whether the store holds the source's file, or it lies on this host. */
    boolean hasSource(Node.Source source, String sha256);

    /** Whether the store holds a result of that fingerprint. */
    boolean hasResult(String fingerprint);

    /** The fingerprint that the node had when it was made last. */
    Optional<String> lastFingerprint(String node);

    /** The labelled fields that the result of that fingerprint was made of. */
    Optional<Fields> described(String fingerprint);

    /** What was made with a person's help in place of that fingerprint of the node, where it is to be used. */
    default Optional<String> touched(String node, String fingerprint) {
        return Optional.empty();
    }

    /** Whether the node's last result was made with a person's help. */
    default boolean wasTouched(String node) {
        return false;
    }

    /** Whether programs run without isolation, so that what they make is not to be taken for what is made with it. */
    default boolean isBeside() {
        return false;
    }

    boolean isRolledBack(String node);

    boolean isSkipped(String node);
}
