package org.rootbuild.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.model.Group;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.tree.Glob;

/** The blocks of independent passes that a recipe declares, and whether each has a base to work on. */
final class IndependentBlocks {
    private record Declared(String root, Group group, Location location) {
    }

    private final Map<String, Integer> countOfRoot = new HashMap<>();
    private final List<Declared> blocks = new ArrayList<>();

    /** @throws Rejected when a pattern of {@code lastWins} is not well formed */
    Group declare(String root, Options options, Location location) {
        List<String> lastWins = options.texts("lastWins");
        for (String pattern : lastWins) {
            try {
                Glob.of(pattern);
            } catch (Failure malformed) {
                throw new Rejected(malformed.getMessage(), malformed.remedy());
            }
        }
        int number = countOfRoot.merge(root, 1, Integer::sum);
        Group group = new Group(root + ":independent" + (number == 1 ? "" : ":" + number), options.text("after"),
            lastWins);
        blocks.add(new Declared(root, group, location));
        return group;
    }

    /** Once everything is read: a root may begin as one that is declared further down. */
    void check(Recipe recipe, ReferenceCheck.Sink problems) {
        for (Declared block : blocks) {
            block.group().after().ifPresent(after -> check(recipe, block, after, problems));
        }
    }

    private static void check(Recipe recipe, Declared block, String after, ReferenceCheck.Sink problems) {
        List<String> below = below(recipe, block);
        if (below.contains(after)) {
            return;
        }
        Optional<Node> node = recipe.node(after);
        String message;
        if (node.isEmpty()) {
            message = "there is no pass '" + Values.shown(after) + "'";
        } else if (!(node.get() instanceof Node.Pass pass)) {
            message = "'" + after + "' is no pass but the " + node.get().kind() + " of that name";
        } else if (pass.group().equals(Optional.of(block.group()))) {
            message = "the pass '" + after + "' stands in the block that is to come after it";
        } else if (pass.root().equals(block.root())) {
            message = "the pass '" + after + "' comes only behind this block";
        } else {
            message = "the pass '" + after + "' belongs to the root '" + pass.root() + "', which '" + block.root()
                + "' does not begin as";
        }
        problems.problem(block.location(), message, (Suggestion.sentence(after, below) + " " + allowed(block, below))
            .trim());
    }

    private static String allowed(Declared block, List<String> below) {
        return below.isEmpty() ? "Nothing lies below this block; leave 'after:' out."
            : "'after:' names a pass of '" + block.root() + "' before the block, or of a root that it begins as.";
    }

    /** The passes of the roots that it begins as, and those of its own before the block. */
    private static List<String> below(Recipe recipe, Declared block) {
        Map<String, Root> roots = new LinkedHashMap<>();
        recipe.roots().forEach(root -> roots.put(root.name(), root));
        List<String> below = new ArrayList<>();
        Set<String> met = new HashSet<>(Set.of(block.root()));
        Optional<Root> at = base(roots, block.root());
        while (at.isPresent() && met.add(at.get().name())) {
            recipe.passes(at.get().name()).forEach(pass -> below.add(pass.name()));
            at = base(roots, at.get().name());
        }
        for (Node.Pass pass : recipe.passes(block.root())) {
            if (pass.group().equals(Optional.of(block.group()))) {
                break;
            }
            below.add(pass.name());
        }
        return below;
    }

    private static Optional<Root> base(Map<String, Root> roots, String of) {
        return Optional.ofNullable(roots.get(of)).flatMap(Root::from).map(roots::get);
    }
}
