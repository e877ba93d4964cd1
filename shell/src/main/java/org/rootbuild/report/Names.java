package org.rootbuild.report;

import java.util.HashMap;
import java.util.Map;

/** The anchors of nodes on the page: numbers, for names may hold anything. */
final class Names {
    private final Map<String, String> anchors = new HashMap<>();

    Names(Build build) {
        build.worked().forEach(name -> anchors.put(name, "n" + (anchors.size() + 1)));
    }

    String anchor(String node) {
        return anchors.get(node);
    }

    /** Of the description of its steps. */
    String steps(String node) {
        return anchors.get(node) + "s";
    }
}
