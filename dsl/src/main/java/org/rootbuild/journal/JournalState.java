package org.rootbuild.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the lines of a journal add up to. */
public final class JournalState {
    /** An entry and when it was written. */
    public record Dated<E extends JournalEntry>(E entry, Instant at) {
    }

    /** So many results of a node are remembered. */
    static final int MOST_RESULTS = 10;

    private final Map<String, Dated<JournalEntry.Pinned>> pins = new LinkedHashMap<>();
    private final Map<String, List<Dated<JournalEntry.Done>>> done = new LinkedHashMap<>();
    private final Map<String, Dated<JournalEntry.Failed>> failed = new LinkedHashMap<>();
    private final Map<String, Dated<JournalEntry.Skipped>> skipped = new LinkedHashMap<>();
    private final Map<String, Dated<JournalEntry.RolledBack>> rolledBack = new LinkedHashMap<>();
    private final Map<String, Dated<JournalEntry.Touched>> touched = new LinkedHashMap<>();
    private boolean running;

    void add(JournalEntry entry, Instant at) {
        if (entry instanceof JournalEntry.Started) {
            running = true;
        } else if (entry instanceof JournalEntry.Pinned one) {
            pins.put(one.source(), new Dated<>(one, at));
        } else if (entry instanceof JournalEntry.Done one) {
            remember(new Dated<>(one, at));
            failed.remove(one.node());
            skipped.remove(one.node());
            rolledBack.remove(one.node());
            touched.computeIfPresent(one.node(),
                (node, dated) -> dated.entry().result().equals(one.fingerprint()) ? dated : null);
        } else if (entry instanceof JournalEntry.Touched one) {
            touched.put(one.node(), new Dated<>(one, at));
        } else if (entry instanceof JournalEntry.Failed one) {
            // Behind all others, also where it failed before.
            failed.remove(one.node());
            failed.put(one.node(), new Dated<>(one, at));
        } else if (entry instanceof JournalEntry.Skipped one) {
            skipped.put(one.node(), new Dated<>(one, at));
        } else if (entry instanceof JournalEntry.RolledBack one) {
            rolledBack.put(one.node(), new Dated<>(one, at));
            skipped.remove(one.node());
            failed.remove(one.node());
            touched.remove(one.node());
        } else if (entry instanceof JournalEntry.Ended) {
            // What was passed over was so for that walk; one that a crash cut short goes on with it.
            running = false;
            skipped.clear();
        }
    }

    /** Newest first; a result that comes back stands once, where it came last. */
    private void remember(Dated<JournalEntry.Done> result) {
        List<Dated<JournalEntry.Done>> results = done.computeIfAbsent(result.entry().node(), node -> new ArrayList<>());
        results.removeIf(older -> older.entry().fingerprint().equals(result.entry().fingerprint()));
        results.add(0, result);
        if (results.size() > MOST_RESULTS) {
            results.remove(MOST_RESULTS);
        }
    }

    public Optional<JournalEntry.Pinned> pin(String source) {
        return Optional.ofNullable(pins.get(source)).map(Dated::entry);
    }

    /** Everything that was made, used or failed, in the order in which it was first heard of. */
    public Set<String> nodes() {
        Set<String> names = new LinkedHashSet<>(done.keySet());
        names.addAll(failed.keySet());
        return names;
    }

    /** What sources were found to be through an index. */
    public List<JournalEntry.Pinned> pins() {
        return pins.values().stream().map(Dated::entry).toList();
    }

    /** The last result of the node that was made or used. */
    public Optional<Dated<JournalEntry.Done>> done(String node) {
        return results(node).stream().findFirst();
    }

    /** The different results that the node had, newest first; the store may have dropped some. */
    public List<Dated<JournalEntry.Done>> results(String node) {
        return List.copyOf(done.getOrDefault(node, List.of()));
    }

    /** The last failure of the node, unless it was made or rolled back since. */
    public Optional<Dated<JournalEntry.Failed>> failed(String node) {
        return Optional.ofNullable(failed.get(node));
    }

    /** The last failure of each node that was neither made nor rolled back since, the oldest first. */
    public List<JournalEntry.Failed> failures() {
        return failed.values().stream().map(Dated::entry).toList();
    }

    /** Why the node is passed over in this walk, if it is. */
    public Optional<String> skipped(String node) {
        return Optional.ofNullable(skipped.get(node)).map(dated -> dated.entry().why());
    }

    /** What was made of the node with a person's help, unless it was made without since. */
    public Optional<JournalEntry.Touched> touched(String node) {
        return Optional.ofNullable(touched.get(node)).map(Dated::entry);
    }

    /** The fingerprints of everything that was made with a person's help and stands. */
    public Set<String> touchedResults() {
        return touched.values().stream().map(dated -> dated.entry().result()).collect(Collectors.toSet());
    }

    public boolean isRolledBack(String node) {
        return rolledBack.containsKey(node);
    }

    /** Whether the last session did not come to its end: it was killed, or it is running now. */
    public boolean isRunning() {
        return running;
    }

    /** The fewest entries that add up to the same, for a journal whose last session has ended. */
    List<Dated<? extends JournalEntry>> condensed() {
        List<Dated<? extends JournalEntry>> entries = new ArrayList<>();
        entries.addAll(pins.values());
        // Oldest first. What was touched comes before the newest, which settles whether it still is.
        done.values().forEach(results -> {
            for (int i = results.size() - 1; i > 0; i--) {
                entries.add(results.get(i));
            }
        });
        entries.addAll(touched.values());
        done.values().forEach(results -> entries.add(results.get(0)));
        Stream.of(failed, rolledBack).forEach(kind -> entries.addAll(kind.values()));
        return entries;
    }
}
