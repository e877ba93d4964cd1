package org.rootbuild.verb;

import java.util.Optional;

/** All verbs that are registered, by name. */
@FunctionalInterface
public interface Verbs {
    Optional<Verb> find(String name);
}
