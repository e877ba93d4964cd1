package org.rootbuild.console;

import java.util.ArrayDeque;
import java.util.Deque;

/** What Ctrl-C does while a command runs: it stops what the command does, and never the shell. */
final class Interrupts {
    private final Deque<Runnable> actions = new ArrayDeque<>();
    private volatile boolean heard;

    /** For the thread that hears of it. */
    void hear() {
        heard = true;
        Runnable action;
        synchronized (this) {
            action = actions.peek();
        }
        if (action != null) {
            action.run();
        }
    }

    /** A new command begins. */
    void forget() {
        heard = false;
    }

    boolean isHeard() {
        return heard;
    }

    Scope with(Runnable action) {
        synchronized (this) {
            actions.push(action);
        }
        return () -> {
            synchronized (this) {
                actions.remove(action);
            }
        };
    }
}
