package org.rootbuild.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.journal.JournalState;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Knowledge;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;

/** What a planner is told, from the store, the pins and the journal. */
final class SessionKnowledge implements Knowledge {
    private final Store store;
    private final Pins pins;
    private final JournalState journal;
    private final boolean beside;
    /** Touched results that count for nothing. */
    private final Set<String> unwanted;
    private final Set<String> present = new HashSet<>();
    private final Set<String> takenBack = new HashSet<>();

    SessionKnowledge(Store store, Pins pins, JournalState journal, Manner manner) {
        this.store = store;
        this.pins = pins;
        this.journal = journal;
        this.beside = manner.isolation() == Manner.Isolation.NONE;
        this.unwanted = manner.clean() ? journal.touchedResults() : Set.of();
    }

    @Override
    public Optional<String> pinned(Node.Source source) {
        try {
            return pins.pin(source).map(org.rootbuild.verb.Pin::sha256);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public boolean hasSource(Node.Source source, String sha256) {
        return pins.isHere(source, sha256);
    }

    @Override
    public boolean hasResult(String fingerprint) {
        if (present.contains(fingerprint)) {
            return true;
        }
        boolean there = store.result(fingerprint).isPresent();
        if (there) {
            present.add(fingerprint);
        }
        return there;
    }

    /** These count as rolled back. */
    void takeBack(Set<String> nodes) {
        takenBack.addAll(nodes);
    }

    /** The store changed behind what was seen of it. */
    void lookAgain() {
        present.clear();
    }

    @Override
    public Optional<String> lastFingerprint(String node) {
        return journal.done(node).map(done -> done.entry().fingerprint());
    }

    @Override
    public Optional<Fields> described(String fingerprint) {
        Optional<StoredResult> result = store.result(fingerprint);
        try {
            return result.isPresent()
                ? Optional.of(result.get().manifest().header().group(Results.DESCRIBED)) : Optional.empty();
        } catch (DamagedContent damaged) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Optional<String> touched(String node, String fingerprint) {
        return journal.touched(node).filter(touched -> touched.fingerprint().equals(fingerprint))
            .map(JournalEntry.Touched::result).filter(result -> !unwanted.contains(result));
    }

    @Override
    public boolean wasTouched(String node) {
        return journal.touched(node).isPresent();
    }

    @Override
    public boolean isBeside() {
        return beside;
    }

    @Override
    public boolean isRolledBack(String node) {
        return journal.isRolledBack(node) || takenBack.contains(node);
    }

    @Override
    public boolean isSkipped(String node) {
        return journal.skipped(node).isPresent();
    }
}
