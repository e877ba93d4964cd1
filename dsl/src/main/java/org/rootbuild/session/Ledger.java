package org.rootbuild.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.store.Store;

/**
 * Keeps the order of store and journal: the journal says of nothing that it is done before the store would still have
 * it.
 */
final class Ledger {
    /** Results wait for each other no longer than this. */
    private static final long WAIT_NANOS = 250_000_000;
    private static final int WAITING = 64;

    private final Store store;
    private final Journal journal;
    private final List<JournalEntry> done = new ArrayList<>();
    private long firstNanos;

    Ledger(Store store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    Journal journal() {
        return journal;
    }

    void done(JournalEntry.Done entry) throws IOException {
        firstNanos = done.isEmpty() ? System.nanoTime() : firstNanos;
        if (!done.contains(entry)) {
            done.add(entry);
        }
        if (store.pendingCount() == 0 || done.size() >= WAITING) {
            settle();
        }
    }

    /** Settles what has waited long enough. */
    void settleNowAndThen() throws IOException {
        if (!done.isEmpty() && System.nanoTime() - firstNanos > WAIT_NANOS) {
            settle();
        }
    }

    /** Returns when everything that is done would survive a loss of power. */
    void settle() throws IOException {
        store.settle();
        if (!done.isEmpty()) {
            journal.append(done);
            done.clear();
        }
    }
}
