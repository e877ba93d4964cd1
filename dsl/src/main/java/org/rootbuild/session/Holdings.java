package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.rootbuild.journal.Journal;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoreUse;

/**
 * What a session holds as long as it is open: its recipe's lock and journal, and the right that nothing is collected.
 */
final class Holdings implements AutoCloseable {
    /**
     * The name, in the state folder, of the file that says which node is at work; only a hint for those who look in.
     */
    static final String POSITION = "position";
    /** The journal's name in the state folder. */
    static final String JOURNAL = "journal";

    private final Store store;
    private final StateLock lock;
    private Optional<StoreUse> use = Optional.empty();
    private Optional<Journal> journal = Optional.empty();

    private Holdings(Store store, StateLock lock) {
        this.store = store;
        this.lock = lock;
    }

    /** @throws Failure naming the holder, when another process works on the recipe */
    static Holdings take(SessionSettings settings, Store store) throws IOException {
        String owner = "process " + ProcessHandle.current().pid() + ", '" + settings.command() + "', since "
            + settings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            Files.createDirectories(settings.stateFolder());
        } catch (FileSystemException denied) {
            throw new Failure("the state folder " + settings.stateFolder() + " cannot be made: " + Reason.of(denied),
                "Name a folder of your own with ROOTBUILD_STATE or --state.", denied);
        }
        Holdings holdings = new Holdings(store, StateLock.take(settings.stateFolder(), owner));
        try {
            holdings.use = Optional.of(store.use(owner));
            holdings.journal = Optional.of(Journal.open(settings.stateFolder().resolve(JOURNAL), settings.clock()));
            return holdings;
        } catch (IOException | RuntimeException failed) {
            holdings.close();
            throw failed;
        }
    }

    Store store() {
        return store;
    }

    Journal journal() {
        return journal.orElseThrow();
    }

    @Override
    public void close() throws IOException {
        try {
            if (journal.isPresent()) {
                journal.get().close();
            }
            if (use.isPresent()) {
                use.get().close();
            }
        } finally {
            lock.close();
        }
    }
}
