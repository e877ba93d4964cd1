package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * Makes a store smaller: removes what dead processes left and views that nobody needs, then whatever was of use the
 * longest time ago. It works only while nobody uses the store, and whoever wants to use it meanwhile waits.
 */
public final class StoreCollector {
    /** A download that a dead process left is kept for this long, for the next one goes on with it. */
    public static final Duration KEEP_LEFTOVERS = Duration.ofDays(1);
    /**
     * Finished steps of unfinished passes, and damaged entries, are kept for this long: a person may come back to them.
     */
    public static final Duration KEEP_WORK = Duration.ofDays(14);

    /** Views of layers that nobody stacked for this long go: they are quick to make again. */
    public static final Duration KEEP_VIEWS = Duration.ofDays(7);

    private final Store store;
    private final Clock clock;

    public StoreCollector(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param removedEntries leftovers included */
    public record Collected(long removedEntries, long freedBytes, StoreUsage left) {
    }

    /**
     * Removes leftovers, and then as many sources, results and recipes as it takes.
     *
     * @param capBytes how many bytes the store may hold afterwards
     * @param owner    one line about who collects, for those who wait
     * @throws Failure naming who uses the store, when somebody does
     */
    public Collected collect(long capBytes, String owner) throws IOException {
        Places places = store.places();
        Optional<FileClaim> claim = FileClaim.take(places.collecting(), owner);
        if (claim.isEmpty()) {
            throw new Failure("the store " + places.folder() + " is being collected already, by "
                + FileClaim.owner(places.collecting()), "Wait until that has ended.");
        }
        try {
            refuseUsers(places);
            return removed(StoreScan.of(places), capBytes);
        } finally {
            claim.get().close();
        }
    }

    private static void refuseUsers(Places places) throws IOException {
        for (Path user : StoreScan.list(places.users())) {
            Optional<FileClaim> dead = FileClaim.take(user, "");
            if (dead.isEmpty()) {
                throw new Failure("the store " + places.folder() + " is in use by " + FileClaim.owner(user),
                    "Wait until that has ended, then collect again.");
            }
            dead.get().close();
            Files.deleteIfExists(user);
        }
    }

    private Collected removed(StoreScan scan, long capBytes) throws IOException {
        long removed = 0;
        long freed = 0;
        List<StoreScan.Held> rest = new ArrayList<>();
        for (StoreScan.Held entry : scan.entries()) {
            if (isLeftover(entry)) {
                freed += remove(scan, entry);
                removed++;
            } else if (isCollectable(entry)) {
                rest.add(entry);
            }
        }
        long bytes = scan.usage().bytes();
        StoredViews views = new StoredViews(scan.entries());
        rest.sort(Comparator.comparing(StoreScan.Held::used).thenComparing(StoreScan.Held::path));
        for (StoreScan.Held entry : rest) {
            if (bytes <= capBytes) {
                break;
            }
            List<StoreScan.Held> going = new ArrayList<>(views.leaving(entry));
            going.add(entry);
            for (StoreScan.Held one : going) {
                long gone = remove(scan, one);
                bytes -= gone;
                freed += gone;
                removed++;
            }
        }
        return new Collected(removed, freed, scan.usage());
    }

    private boolean isLeftover(StoreScan.Held entry) throws IOException {
        return switch (entry.kind()) {
            case TEMPORARY -> true;
            case DOWNLOADS -> isOlderThan(entry, KEEP_LEFTOVERS);
            case WORK, QUARANTINE -> isOlderThan(entry, KEEP_WORK);
            case VIEWS -> isOlderThan(entry, KEEP_VIEWS) || StoredViews.lacksLayers(store, entry);
            case SOURCES, RESULTS, RECIPES -> false;
        };
    }

    private boolean isOlderThan(StoreScan.Held entry, Duration age) {
        Instant now = clock.instant();
        return entry.used().isBefore(now.minus(age));
    }

    private static boolean isCollectable(StoreScan.Held entry) {
        return switch (entry.kind()) {
            case SOURCES, RESULTS, RECIPES -> true;
            case TEMPORARY, DOWNLOADS, WORK, QUARANTINE, VIEWS -> false;
        };
    }

    /** Out of its place first, so that nobody ever sees a part of it. */
    private long remove(StoreScan scan, StoreScan.Held entry) throws IOException {
        if (entry.kind() == StoreUsage.Kind.TEMPORARY) {
            Deletion.delete(entry.path());
        } else {
            Path out = store.temporaryFolder();
            Files.move(entry.path(), out.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
            Deletion.delete(out);
        }
        return scan.forget(entry);
    }
}
