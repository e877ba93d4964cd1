package org.rootbuild.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.rootbuild.model.Group;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;

/**
 * The roots of a recipe as stacks of passes, lowest first, and what each pass sees below it: always the lowest so many
 * of its stack. The stack of a root begins with that of the root that it is made from, so a pass has the same place in
 * every stack that it is in.
 */
final class Stacks {
    private static final String CHROOT = "chroot";

    private final Map<String, Root> roots = new LinkedHashMap<>();
    private final Map<String, List<Node.Pass>> passesOf = new HashMap<>();
    private final Map<String, List<String>> stacks = new LinkedHashMap<>();
    private final Map<String, List<Block>> blocks = new HashMap<>();
    /** How many passes each one sees below it. */
    private final Map<String, Integer> seen = new HashMap<>();
    /** How many passes one that comes after it sees: itself, all below it, and those of its block. */
    private final Map<String, Integer> seenBehind = new HashMap<>();

    /** @throws IllegalArgumentException when the recipe refers to what it does not have, or goes round in a circle */
    Stacks(Recipe recipe) {
        recipe.roots().forEach(root -> {
            roots.put(root.name(), root);
            passesOf.put(root.name(), new ArrayList<>());
        });
        for (Node node : recipe.nodes()) {
            if (node instanceof Node.Pass pass) {
                Graph.known(passesOf.get(pass.root()), "root", pass.root()).add(pass);
            }
        }
        roots.keySet().forEach(root -> stack(root, new HashSet<>()));
    }

    private List<String> stack(String name, Set<String> open) {
        List<String> done = stacks.get(name);
        if (done != null) {
            return done;
        }
        if (!open.add(name)) {
            throw new IllegalArgumentException("the root '" + name + "' is made from itself");
        }
        Root root = Graph.known(roots.get(name), "root", name);
        List<String> stack = new ArrayList<>();
        List<Block> below = new ArrayList<>();
        root.from().ifPresent(base -> {
            stack.addAll(stack(base, open));
            below.addAll(blocks.get(base));
        });
        pile(root, stack, below);
        stacks.put(name, List.copyOf(stack));
        blocks.put(name, List.copyOf(below));
        return stack;
    }

    private void pile(Root root, List<String> stack, List<Block> found) {
        List<Node.Pass> own = passesOf.get(root.name());
        for (int from = 0; from < own.size();) {
            Optional<Group> group = own.get(from).group();
            int to = from + 1;
            while (group.isPresent() && to < own.size() && own.get(to).group().equals(group)) {
                to++;
            }
            List<String> members = own.subList(from, to).stream().map(Node.Pass::name).toList();
            int base = group.flatMap(Group::after).map(after -> behind(after, stack)).orElse(stack.size());
            if (group.isPresent() && found.stream().anyMatch(block -> block.name().equals(group.get().name()))) {
                throw new IllegalArgumentException("the passes of '" + group.get().name() + "' stand apart");
            }
            group.ifPresent(its -> found.add(new Block(root.name(), its.name(), stack.subList(0, base),
                stack.subList(base, stack.size()), members, patterns(root, its))));
            stack.addAll(members);
            members.forEach(member -> {
                seen.put(member, base);
                seenBehind.put(member, stack.size());
            });
            from = to;
        }
    }

    private int behind(String after, List<String> stack) {
        Integer count = seenBehind.get(after);
        if (count == null || !stack.contains(after)) {
            throw new IllegalArgumentException("no pass '" + after + "' lies below the passes that come after it");
        }
        return count;
    }

    /** Paths are absolute in the folder that the passes of the root are confined to. */
    private static List<String> patterns(Root root, Group group) {
        String folder = root.options().findText(CHROOT).orElse("").replaceAll("/+$", "");
        String quoted = folder.replaceAll("([*?\\[\\]{},\\\\])", "\\\\$1");
        return group.lastWins().stream()
            .map(pattern -> folder.isEmpty() ? pattern : quoted + "/" + pattern.replaceFirst("^(\\./|/)+", ""))
            .toList();
    }

    /** By root. */
    Map<String, List<String>> all() {
        return Collections.unmodifiableMap(stacks);
    }

    List<String> of(String root) {
        return stacks.getOrDefault(root, List.of());
    }

    /** The blocks of independent passes in the stack of the root, lowest first. */
    List<Block> blocks(String root) {
        return blocks.getOrDefault(root, List.of());
    }

    /** The passes whose layers lie below the pass; for one that is in no stack, all of the root's. */
    List<String> below(String pass, String root) {
        List<String> stack = of(root);
        return stack.subList(0, seen.getOrDefault(pass, stack.size()));
    }

    /**
     * The fewest passes of a stack, lowest first, that together see all of it: of passes that follow each other only
     * the highest, of a block on top every member.
     *
     * @param stack   the stack of a root, or the lower part of one
     * @param counted the others are as if they were not there
     */
    List<String> tops(List<String> stack, Predicate<String> counted) {
        List<String> tops = new ArrayList<>();
        int seenByTops = 0;
        for (int i = stack.size() - 1; i >= seenByTops; i--) {
            if (counted.test(stack.get(i))) {
                tops.add(0, stack.get(i));
                seenByTops = Math.max(seenByTops, seen.get(stack.get(i)));
            }
        }
        return tops;
    }
}
