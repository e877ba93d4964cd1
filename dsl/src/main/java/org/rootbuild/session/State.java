package org.rootbuild.session;

/** Where a node stands in a session. */
public enum State {
    PENDING, RUNNING, DONE, REUSED, FAILED, SKIPPED;

    /** As people and JSON read it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether what comes after the node may be made. */
    public boolean isSettled() {
        return this == DONE || this == REUSED || this == SKIPPED;
    }
}
