package org.rootbuild.session;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.store.StoredResult;

/** The labels in the header of a result's manifest. */
final class Results {
    /** The name of the node when it was made; another recipe may call it otherwise. */
    static final String NODE = "node";
    /** The labelled fields that the fingerprint was made of. */
    static final String DESCRIBED = "described";
    /** Of an artifact's file. */
    /** Of an artifact's file. */
    static final String SIZE = "sizeBytes";

    /** A flag: a person had a hand in it. */
    static final String TOUCHED = "touched";

    /** A flag: programs had a hand in it, which read the layers below without a look at their digests. */
    static final String PROGRAMS = "programs";

    private Results() {
    }

    /** A fingerprint that nothing else will ever have, for what a person had a hand in. */
    static String touched(String fingerprint) {
        return Digests.hex((TOUCHED + fingerprint + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
    }

    static Fields.Builder header(String node, Fields described) {
        return Fields.builder().text(NODE, node).group(DESCRIBED, described);
    }
}
