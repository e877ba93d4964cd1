package org.rootbuild.language;

/** What the compiler puts at the start of every loop, function and closure of a recipe, so that it can be stopped. */
public final class Watch {
    private Watch() {
    }

    /** Ends the recipe when its thread was interrupted, because it took too long. */
    public static void tick() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
    }

    /** No exception, so that a recipe that catches exceptions does not catch it. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
