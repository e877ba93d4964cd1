package org.rootbuild.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the lines of a journal add up to. */
public final class JournalState {
    private final Map<String, JournalEntry.Pinned> pins = new LinkedHashMap<>();
    private final Map<String, JournalEntry.Done> done = new LinkedHashMap<>();
    private final Map<String, JournalEntry.Failed> failed = new LinkedHashMap<>();
    private final Map<String, JournalEntry.Skipped> skipped = new LinkedHashMap<>();
    private final Map<String, JournalEntry.RolledBack> rolledBack = new LinkedHashMap<>();
    private boolean running;

    void add(JournalEntry entry) {
        if (entry instanceof JournalEntry.Started) {
            running = true;
        } else if (entry instanceof JournalEntry.Pinned pinned) {
            pins.put(pinned.source(), pinned);
        } else if (entry instanceof JournalEntry.Done one) {
            done.put(one.node(), one);
            failed.remove(one.node());
            skipped.remove(one.node());
            rolledBack.remove(one.node());
        } else if (entry instanceof JournalEntry.Failed one) {
            failed.put(one.node(), one);
        } else if (entry instanceof JournalEntry.Skipped one) {
            skipped.put(one.node(), one);
        } else if (entry instanceof JournalEntry.RolledBack one) {
            rolledBack.put(one.node(), one);
            skipped.remove(one.node());
        } else if (entry instanceof JournalEntry.Ended) {
            // What was passed over was so for that walk; one that a crash cut short goes on with it.
            running = false;
            skipped.clear();
        }
    }

    public Optional<JournalEntry.Pinned> pin(String source) {
        return Optional.ofNullable(pins.get(source));
    }

    /** The last time that the node was made. */
    public Optional<JournalEntry.Done> done(String node) {
        return Optional.ofNullable(done.get(node));
    }

    /** The last failure of the node, unless it was made since. */
    public Optional<JournalEntry.Failed> failed(String node) {
        return Optional.ofNullable(failed.get(node));
    }

    public boolean isSkipped(String node) {
        return skipped.containsKey(node);
    }

    public boolean isRolledBack(String node) {
        return rolledBack.containsKey(node);
    }

    /** Whether the last session did not come to its end: it was killed, or it is running now. */
    public boolean isRunning() {
        return running;
    }

    /** The fewest entries that add up to the same. */
    Iterable<JournalEntry> condensed() {
        java.util.List<JournalEntry> entries = new java.util.ArrayList<>();
        entries.addAll(pins.values());
        entries.addAll(done.values());
        entries.addAll(failed.values());
        entries.addAll(rolledBack.values());
        return entries;
    }
}
