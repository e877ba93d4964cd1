package org.rootbuild.event;

/** Hears what happens in a session, in order. Progress and log lines may come from another thread than the rest. */
@FunctionalInterface
public interface Listener {
    void hear(SessionEvent event);

    /** Both hear everything, this one first. */
    default Listener and(Listener other) {
        return event -> {
            hear(event);
            other.hear(event);
        };
    }
}
