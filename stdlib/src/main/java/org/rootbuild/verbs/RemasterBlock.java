package org.rootbuild.verbs;

import groovy.lang.Closure;
import java.util.Objects;
import java.util.function.Consumer;

/** A block of a recipe that is written in Java: for a word that declares roots, passes and artifacts of its own. */
final class RemasterBlock<T> extends Closure<Void> {
    private static final long serialVersionUID = 1;

    private final transient Class<T> kind;
    private final transient Consumer<T> words;

    /** @param owner what the block belongs to, as closures of recipes have it */
    RemasterBlock(Object owner, Class<T> kind, Consumer<T> words) {
        super(owner);
        this.kind = Objects.requireNonNull(kind);
        this.words = Objects.requireNonNull(words);
    }

    /** Whoever runs it gives what its words stand in as the only argument, or else as the delegate. */
    @Override
    public Void call(Object... arguments) {
        words.accept(kind.cast(arguments.length == 0 ? getDelegate() : arguments[0]));
        return null;
    }

    @Override
    public Void call(Object argument) {
        return call(new Object[] {argument});
    }

    @Override
    public Void call() {
        return call(new Object[0]);
    }
}
