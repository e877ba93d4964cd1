package org.rootbuild.console;

/** Whether what steps write is shown while they run. */
final class Following {
    private boolean on;

    boolean isOn() {
        return on;
    }

    void set(boolean wanted) {
        on = wanted;
    }
}
