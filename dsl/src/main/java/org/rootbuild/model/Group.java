package org.rootbuild.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A block of passes of one root that do not see each other: each works on the same base, and their layers are stacked
 * in the order of their declaration. They stand next to each other among the passes of the root.
 *
 * @param name     unique in the recipe
 * @param after    the pass of the root's stack behind which all of them work, one below the block; where it belongs to
 *                 such a block itself, they work behind all of that. Empty for everything before the block
 * @param lastWins patterns of paths that several of them may make differently: the last declared wins
 */
public record Group(String name, Optional<String> after, List<String> lastWins) {
    public Group {
        Objects.requireNonNull(name);
        Objects.requireNonNull(after);
        lastWins = List.copyOf(lastWins);
    }
}
