package org.rootbuild.testing;

import java.util.Objects;

/** Whether something holds, and in words why not: a condition that fails shows the words. */
public final class Finding {
    private static final Finding HOLDS = new Finding(true, "true");

    private final boolean holds;
    private final String words;

    private Finding(boolean holds, String words) {
        this.holds = holds;
        this.words = Objects.requireNonNull(words);
    }

    static Finding holds() {
        return HOLDS;
    }

    static Finding not(String words) {
        return new Finding(false, words);
    }

    static Finding of(boolean holds, String otherwise) {
        return holds ? HOLDS : not(otherwise);
    }

    /** What Groovy takes for its truth. */
    public boolean asBoolean() {
        return holds;
    }

    @Override
    public String toString() {
        return words;
    }
}
