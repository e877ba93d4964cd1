package org.rootbuild.verbs;

import groovy.lang.Closure;

/** Runs the closures of a recipe that describe a disk. */
final class DiskBlocks {
    private DiskBlocks() {
    }

    static void run(Closure<?> body, Object inside) {
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(inside);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
    }
}
