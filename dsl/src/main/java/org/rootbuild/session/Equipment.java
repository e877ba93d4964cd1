package org.rootbuild.session;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rootbuild.verb.Host;

/** What verbs keep from step to step of a session, one of each class. Safe for use by several threads. */
final class Equipment implements Closeable {
    private final Host host;
    private final Map<Class<?>, Closeable> made = new HashMap<>();
    private boolean closed;

    Equipment(Host host) {
        this.host = host;
    }

    synchronized <T extends Closeable> T get(Class<T> kind, Function<Host, T> maker) {
        if (closed) {
            throw new IllegalStateException("a step asks for its equipment after the session's end");
        }
        return kind.cast(made.computeIfAbsent(kind, missing -> maker.apply(host)));
    }

    /** Closes everything, also where one thing refuses. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        List<IOException> refused = new ArrayList<>();
        for (Closeable one : made.values()) {
            try {
                one.close();
            } catch (IOException trouble) {
                refused.add(trouble);
            }
        }
        made.clear();
        if (!refused.isEmpty()) {
            throw refused.get(0);
        }
    }
}
