package org.rootbuild.desk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;

/** Those who hear what happens in a session; they come and go. */
final class Listeners implements Listener {
    private final List<Listener> all = new CopyOnWriteArrayList<>();

    /** Answers how to stop listening. */
    Runnable add(Listener listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    @Override
    public void hear(SessionEvent event) {
        all.forEach(listener -> listener.hear(event));
    }
}
