package org.rootbuild.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Group;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;

/** Recipes with roots, blocks of independent passes and artifacts, the same for the same seed; and who sees whom. */
public final class RandomRecipes {
    static final Location HERE = new Location("recipe.groovy", 1, 1);

    private RandomRecipes() {
    }

    static Node.Pass pass(String name, String root, String text, Optional<Group> group) {
        return new Node.Pass(name, root, List.of(new Step("put", "put", 1, Fields.builder().text("text", text).build(),
            HERE)), group, HERE);
    }

    /** Three roots, each made from nothing or from one before it, with about so many passes in all. */
    public static Recipe recipe(Random random, int passes) {
        List<Root> roots = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            String root = "r" + r;
            roots.add(new Root(root, r == 0 || random.nextInt(3) == 0 ? Optional.empty()
                : Optional.of("r" + random.nextInt(r)), Fields.none(), HERE));
            int left = 1 + passes / 3;
            for (int block = 0; left > 0; block++) {
                int size = Math.min(left, 1 + random.nextInt(4));
                block(random, roots, nodes, root, block, size);
                left -= size;
            }
            nodes.add(new Node.Artifact(root + ".img", new Step("tar", "tar", 1, Fields.builder()
                .ref("root", Value.RefKind.ROOT, root).text("name", root).build(), HERE), HERE));
        }
        return new Recipe("random", "", 0, List.of(), roots, nodes);
    }

    private static void block(Random random, List<Root> roots, List<Node> nodes, String root, int block, int size) {
        List<String> stack = stack(roots, nodes, root);
        Optional<String> after = stack.isEmpty() || random.nextBoolean() ? Optional.empty()
            : Optional.of(stack.get(random.nextInt(stack.size())));
        Optional<Group> group = random.nextBoolean() ? Optional.empty()
            : Optional.of(new Group(root + ":" + block, after, List.of()));
        for (int i = 0; i < size; i++) {
            String name = root + "p" + block + "." + i;
            nodes.add(pass(name, root, name, group));
        }
    }

    static Recipe edited(Recipe recipe, String name) {
        List<Node> nodes = recipe.nodes().stream().map(node -> node instanceof Node.Pass pass && pass.name()
            .equals(name) ? pass(name, pass.root(), "edited", pass.group()) : node).toList();
        return new Recipe(recipe.name(), "", 0, List.of(), recipe.roots(), nodes);
    }

    private static List<String> stack(List<Root> roots, List<Node> nodes, String name) {
        List<String> stack = new ArrayList<>();
        roots.stream().filter(root -> root.name().equals(name)).findFirst().flatMap(Root::from)
            .ifPresent(from -> stack.addAll(stack(roots, nodes, from)));
        nodes.stream().filter(node -> node instanceof Node.Pass pass && pass.root().equals(name))
            .forEach(node -> stack.add(node.name()));
        return stack;
    }

    private static Optional<Group> group(Recipe recipe, String pass) {
        return ((Node.Pass) recipe.node(pass).orElseThrow()).group();
    }

    /** What lies below the pass, lowest first. */
    static List<String> below(Recipe recipe, Node.Pass pass) {
        List<String> below = new ArrayList<>();
        for (String name : stack(recipe.roots(), recipe.nodes(), pass.root())) {
            boolean sibling = pass.group().isPresent() && group(recipe, name).equals(pass.group());
            if (sibling || name.equals(pass.name())) {
                break;
            }
            below.add(name);
        }
        Optional<String> after = pass.group().flatMap(Group::after);
        if (after.isEmpty()) {
            return below;
        }
        Optional<Group> its = group(recipe, after.get());
        int last = below.indexOf(after.get());
        while (its.isPresent() && last + 1 < below.size() && group(recipe, below.get(last + 1)).equals(its)) {
            last++;
        }
        return below.subList(0, last + 1);
    }

    /** Everything that the node is made on or of, at any depth. */
    public static Set<String> sees(Recipe recipe, Node node) {
        if (node instanceof Node.Pass pass) {
            return new LinkedHashSet<>(below(recipe, pass));
        }
        Set<String> all = new LinkedHashSet<>();
        Graph.steps(node).forEach(step -> step.arguments().references(ref -> all.addAll(
            stack(recipe.roots(), recipe.nodes(), ref.name()))));
        return all;
    }
}
