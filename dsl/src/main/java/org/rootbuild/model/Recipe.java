package org.rootbuild.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a recipe script says, evaluated.
 *
 * @param name         as {@code recipe 'name'} gives it
 * @param about        one sentence; may be empty
 * @param epochSeconds the time that everything made by a step carries, in seconds since 1970 (SOURCE_DATE_EPOCH)
 * @param roots        in the order of their declaration
 * @param nodes        sources, passes, artifacts and checks, in the order of their declaration
 */
public record Recipe(String name, String about, long epochSeconds, List<Parameter> parameters, List<Root> roots,
                     List<Node> nodes) {
    /** The first moment that FAT and zip can hold, 1980-01-01 UTC: what a recipe has that names no other. */
    public static final long DEFAULT_EPOCH_SECONDS = 315_532_800L;

    public Recipe {
        Objects.requireNonNull(name);
        Objects.requireNonNull(about);
        parameters = List.copyOf(parameters);
        roots = List.copyOf(roots);
        nodes = List.copyOf(nodes);
    }

    public Optional<Root> root(String wanted) {
        return roots.stream().filter(root -> root.name().equals(wanted)).findFirst();
    }

    public Optional<Node> node(String wanted) {
        return nodes.stream().filter(node -> node.name().equals(wanted)).findFirst();
    }

    /** The passes of the root, in order. */
    public List<Node.Pass> passes(String root) {
        return nodes.stream()
            .filter(Node.Pass.class::isInstance).map(Node.Pass.class::cast)
            .filter(pass -> pass.root().equals(root)).toList();
    }
}
