package org.rootbuild.report;

import java.util.HashMap;
import java.util.Map;

/** The anchors of nodes on the page: numbers, for names may hold anything. */
final class Names {
    /** So many nodes have rows of their own on the page. */
    static final int MOST = 3_000;

    private final Map<String, String> anchors = new HashMap<>();

    Names(Build build) {
        build.worked().stream().limit(MOST).forEach(name -> anchors.put(name, "n" + (anchors.size() + 1)));
    }

    /** Of its row; of the table where it has none. */
    String anchor(String node) {
        return anchors.getOrDefault(node, "made");
    }

    /** Of the description of its steps; of that section where it has none. */
    String steps(String node) {
        return anchors.containsKey(node) ? anchors.get(node) + "s" : "steps";
    }
}
