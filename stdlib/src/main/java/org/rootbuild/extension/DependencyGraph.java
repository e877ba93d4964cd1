package org.rootbuild.extension;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;

/** What needs what, as far as it was found. All names have the kernel's version in them. */
final class DependencyGraph {
    private static final String ARROW = " → ";

    private final Map<ExtensionName, List<ExtensionName>> needs = new LinkedHashMap<>();
    /** Who was the first to ask for it. */
    private final Map<ExtensionName, ExtensionName> askedBy = new LinkedHashMap<>();
    private final Map<ExtensionName, String> missing = new TreeMap<>();

    void add(ExtensionName name, List<ExtensionName> needed) {
        needs.put(name, List.copyOf(needed));
        for (ExtensionName one : needed) {
            if (!needs.containsKey(one)) {
                askedBy.putIfAbsent(one, name);
            }
        }
    }

    void miss(ExtensionName name, String why) {
        missing.put(name, why);
    }

    boolean knows(ExtensionName name) {
        return needs.containsKey(name) || missing.containsKey(name);
    }

    /** How one came to be asked for, such as {@code a.tcz → b.tcz → c.tcz}. */
    String chain(ExtensionName name) {
        Deque<ExtensionName> chain = new ArrayDeque<>(List.of(name));
        for (ExtensionName by = askedBy.get(name); by != null && !chain.contains(by); by = askedBy.get(by)) {
            chain.addFirst(by);
        }
        return chain.stream().map(ExtensionName::file).collect(Collectors.joining(ARROW));
    }

    /**
     * Each once, what is needed before what needs it, in the order in which they are named.
     *
     * @throws Failure where one is missing, or needs itself by a way round; names all of the missing, with their chains
     */
    List<ExtensionName> order(List<ExtensionName> asked, String repository) throws Failure {
        if (!missing.isEmpty()) {
            throw new Failure("the repository " + repository + " lacks " + missing.keySet().stream()
                .map(name -> name.file() + missing.get(name) + asked(name)).collect(Collectors.joining(", and ")),
                "Check the names, the release, the architecture and the kernel, or put what is missing there, each"
                    + " with its .md5.txt.");
        }
        Set<ExtensionName> done = new LinkedHashSet<>();
        for (ExtensionName name : asked) {
            visit(name, done);
        }
        return new ArrayList<>(done);
    }

    private String asked(ExtensionName name) {
        return askedBy.containsKey(name) ? " (" + chain(name) + ")" : "";
    }

    /** One that is being visited, and which of its needs comes next. */
    private record Turn(ExtensionName name, int next) {
    }

    private void visit(ExtensionName first, Set<ExtensionName> done) throws Failure {
        // Not by recursion: a hostile repository could make the chain as long as it likes.
        Set<ExtensionName> open = new LinkedHashSet<>();
        Deque<Turn> turns = new ArrayDeque<>();
        turns.push(new Turn(first, 0));
        while (!turns.isEmpty()) {
            Turn turn = turns.pop();
            if (done.contains(turn.name)) {
                continue;
            }
            if (turn.next == 0 && !open.add(turn.name)) {
                throw circle(open, turn.name);
            }
            List<ExtensionName> needed = needs.get(turn.name);
            if (turn.next == needed.size()) {
                open.remove(turn.name);
                done.add(turn.name);
            } else {
                turns.push(new Turn(turn.name, turn.next + 1));
                turns.push(new Turn(needed.get(turn.next), 0));
            }
        }
    }

    private static Failure circle(Set<ExtensionName> open, ExtensionName again) {
        List<ExtensionName> way = new ArrayList<>(open);
        String circle = way.subList(way.indexOf(again), way.size()).stream().map(ExtensionName::file)
            .collect(Collectors.joining(ARROW)) + ARROW + again.file();
        return new Failure("extensions need one another in a circle: " + circle,
            "None of them can be loaded first; take one of these lines out of a .dep file of the repository.");
    }
}
