package org.rootbuild.model;

import java.util.Objects;

/**
 * One action inside a pass, an artifact or a check.
 *
 * @param name        unique in its node: the verb, with {@code :2}, {@code :3} … from the second of that verb on
 * @param verb        the word of the language that made it
 * @param verbVersion grows whenever the verb gives another result for the same arguments
 * @param arguments   what the verb was told
 * @param location    where the recipe says it
 */
public record Step(String name, String verb, int verbVersion, Fields arguments, Location location) {
    public Step {
        Objects.requireNonNull(name);
        Objects.requireNonNull(verb);
        Objects.requireNonNull(arguments);
        Objects.requireNonNull(location);
    }
}
