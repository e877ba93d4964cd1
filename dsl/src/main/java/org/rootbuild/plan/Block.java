package org.rootbuild.plan;

import java.util.List;
import java.util.Objects;

/**
 * A block of independent passes as it lies in the stack of its root. All lists are lowest first.
 *
 * @param root     whose passes they are
 * @param name     the name of the group
 * @param base     the passes that every member sees
 * @param beside   the passes between the base and the block: they and the members do not see each other either
 * @param members  the passes of the block, as declared
 * @param lastWins patterns of paths of the root (not of the folder that its passes may be confined to) that may be made
 *                 differently
 */
public record Block(String root, String name, List<String> base, List<String> beside, List<String> members,
                    List<String> lastWins) {
    public Block {
        Objects.requireNonNull(root);
        Objects.requireNonNull(name);
        base = List.copyOf(base);
        beside = List.copyOf(beside);
        members = List.copyOf(members);
        lastWins = List.copyOf(lastWins);
    }
}
