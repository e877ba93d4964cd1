package org.rootbuild.progress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;

/** Counts what a session did. */
public final class Tally implements Listener {
    private final Map<String, SessionEvent.NodeEnded> ended = new LinkedHashMap<>();

    @Override
    public synchronized void hear(SessionEvent event) {
        if (event instanceof SessionEvent.NodeEnded one) {
            // A source ends twice when it is looked up first; what was made stays so when it is also put out again.
            ended.merge(one.node(), one, (before, now) -> now.state().equals("reused") ? before : now);
        }
    }

    synchronized long count(String state) {
        return ended.values().stream().filter(one -> one.state().equals(state)).count();
    }

    synchronized boolean isEmpty() {
        return ended.isEmpty();
    }

    /** Those that took longest, longest first; none that took no time to speak of. */
    synchronized List<SessionEvent.NodeEnded> slowest(int most, long fromMillis) {
        return ended.values().stream().filter(one -> one.millis() >= fromMillis)
            .sorted(Comparator.comparingLong(SessionEvent.NodeEnded::millis).reversed()).limit(most).toList();
    }

    /** Each artifact with the file that it was written to. */
    public synchronized Map<String, Path> outputs() {
        Map<String, Path> outputs = new LinkedHashMap<>();
        new ArrayList<>(ended.values()).forEach(one -> one.output().ifPresent(file -> outputs.put(one.node(), file)));
        return outputs;
    }
}
