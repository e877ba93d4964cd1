package org.rootbuild.report;

import java.util.List;
import java.util.Optional;

/** What a node is, as the recipe said when it was to be made. */
record NodeFacts(String kind, String root, String location, Optional<String> fingerprint, List<Step> steps) {
    /** @param arguments as lines */
    record Step(String name, String verb, String location, List<String> arguments) {
    }

    NodeFacts {
        steps = List.copyOf(steps);
    }
}
