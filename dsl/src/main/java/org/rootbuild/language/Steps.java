package org.rootbuild.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Step;
import org.rootbuild.verb.Verb;

/** Names steps after their verbs: {@code write}, {@code write:2}. */
final class Steps {
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    void add(Verb verb, Fields arguments, Location location) {
        add(verb.name(), verb, arguments, location);
    }

    void add(String wanted, Verb verb, Fields arguments, Location location) {
        int count = counts.merge(wanted, 1, Integer::sum);
        String name = count == 1 ? wanted : wanted + ":" + count;
        steps.add(new Step(name, verb.name(), verb.version(), arguments, location));
    }

    List<Step> all() {
        return List.copyOf(steps);
    }
}
