package org.rootbuild.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;

/**
 * The store's folder. Entries are assembled under {@code tmp/} and renamed to their place, so that readers, other
 * processes and a process that dies see whole entries only. {@code docs/formats.md}, "Store", describes every folder.
 */
public final class Store {
    /** The file of a view that names the fingerprints of its layers, one a line. */
    public static final String VIEW_LAYERS = "layers";
    private static final String VERSION = "1\n";

    private final Places places;
    private final Clock clock;
    private final ResultShelf results;
    private final AtomicLong lastName = new AtomicLong();
    private final Trash trash = new Trash(this);

    private Store(Places places, Clock clock) {
        this.places = places;
        this.clock = clock;
        this.results = new ResultShelf(this, places);
    }

    /**
     * Opens the store, making it where there is none.
     *
     * @throws Failure when it cannot be written to, or is of another version
     */
    public static Store open(Path folder, Clock clock) throws IOException {
        Places places = new Places(folder.toAbsolutePath());
        Store store = new Store(places, clock);
        try {
            Durability.createFolders(places.folder());
            if (!Files.exists(places.version())) {
                store.writeVersion();
            }
            if (!Arrays.equals(Files.readAllBytes(places.version()), VERSION.getBytes(StandardCharsets.US_ASCII))) {
                throw new Failure("the store " + folder + " was made by another version of rootbuild, or its file"
                    + " 'version'"
                    + " is damaged", "Name another folder with ROOTBUILD_STORE, or delete this one: everything in it"
                    + " can"
                    + " be made again.");
            }
        } catch (Failure otherVersion) {
            throw otherVersion;
        } catch (IOException denied) {
            throw new Failure("the store " + folder + " cannot be written to: " + Reason.of(denied),
                "Make room or mend the permissions there, or name a folder of your own with ROOTBUILD_STORE or"
                    + " --store.", denied);
        }
        return store;
    }

    private void writeVersion() throws IOException {
        Path fresh = temporaryFolder().resolve("version");
        Files.writeString(fresh, VERSION);
        Durability.syncFile(fresh);
        Files.move(fresh, places.version(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Durability.syncFolder(places.folder());
        Deletion.delete(fresh.getParent());
    }

    public Path folder() {
        return places.folder();
    }

    Places places() {
        return places;
    }

    /**
     * Keeps everything in the store from being collected until it is closed.
     *
     * @param owner one line about who uses it, which a refused collection shows
     */
    public StoreUse use(String owner) throws IOException {
        return StoreUse.begin(places, this::freshName, owner);
    }

    // ---- sources ----

    /** The source with that digest, read through and found right; one that is not is set aside. */
    public Optional<Path> verifiedSource(String sha256) throws IOException {
        Path file = places.source(sha256);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (!Digests.ofFile(file).equals(sha256)) {
            setAside(file);
            return Optional.empty();
        }
        touch(file);
        return Optional.of(file);
    }

    /** Where the source with that digest is, if it is there. */
    public Path sourcePlace(String sha256) {
        return places.source(sha256);
    }

    /** Whether there is such a source; its bytes are not looked at. */
    public boolean hasSource(String sha256) {
        return Files.isRegularFile(places.source(sha256));
    }

    /** Moves a file whose digest was verified into the store. */
    public Path addSource(String sha256, Path verified) throws IOException {
        Path place = places.source(sha256);
        Durability.createFolders(place.getParent());
        Durability.syncFile(verified);
        try {
            Files.move(verified, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException otherFilesystem) {
            Path copy = temporaryFolder().resolve("source");
            Files.copy(verified, copy);
            Durability.syncFile(copy);
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(verified);
            Deletion.delete(copy.getParent());
        }
        touch(place);
        Durability.syncFolder(place.getParent());
        return place;
    }

    // ---- results ----

    /**
     * The result, if it is there; its manifest is read only when it is asked for. One that a process left pending when
     * it died is read through first.
     */
    public Optional<StoredResult> result(String fingerprint) {
        return results.find(fingerprint);
    }

    /** Where the result of that fingerprint is, if it is there. */
    public Path resultPlace(String fingerprint) {
        return places.result(fingerprint);
    }

    /** Notes that the result was of use, so that it is collected last. */
    public void touch(StoredResult result) {
        touch(result.folder().resolve(ManifestFile.NAME));
    }

    void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException readOnly) {
            // The time is only a hint for the collection.
        }
    }

    /**
     * Makes an assembled folder the result of that fingerprint and returns when it would survive a loss of power.
     *
     * <p>One that is there already stays, for others may be working with its contents: whoever made the same thing goes
     * on with what this answers.
     *
     * @param assembled from {@link #temporaryFolder}; it is gone afterwards, also when this fails
     */
    public StoredResult commit(String fingerprint, Path assembled, Manifest manifest) throws IOException {
        StoredResult result = results.place(fingerprint, assembled, manifest, false);
        settle();
        return result;
    }

    /**
     * As {@link #commit}, but one that is there already and differs gives way: a person asked for it to be made again.
     */
    public StoredResult replace(String fingerprint, Path assembled, Manifest manifest) throws IOException {
        StoredResult result = results.place(fingerprint, assembled, manifest, true);
        settle();
        return result;
    }

    /**
     * As {@link #commit}, but it survives a loss of power only after {@link #settle}; the death of this process it
     * survives at once. Many small results that are settled together cost as much time as one.
     */
    public StoredResult commitLater(String fingerprint, Path assembled, Manifest manifest) throws IOException {
        return results.place(fingerprint, assembled, manifest, false);
    }

    /** Returns when everything that was committed would survive a loss of power. */
    public void settle() throws IOException {
        results.settle();
    }

    /** How many results {@link #settle} has to settle. */
    public int pendingCount() {
        return results.pendingCount();
    }

    /** The fingerprint of the result that the file belongs to, if it belongs to one. */
    public Optional<String> owner(Path file) {
        Path all = places.results();
        if (!file.startsWith(all) || file.getNameCount() < all.getNameCount() + 2) {
            return Optional.empty();
        }
        return Optional.of(all.relativize(file).getName(1).toString());
    }

    /** Moves a damaged entry out of the way, to {@code quarantine/}, for a person to look at. */
    public void setAside(Path entry) throws IOException {
        Path quarantine = Files.createDirectories(places.quarantine());
        try {
            Files.move(entry, quarantine.resolve(entry.getFileName() + "-" + freshName()),
                StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException byAnother) {
            // Another process found the damage too.
        }
    }

    /** Sets the result aside, if it is still there. */
    public void setAside(String fingerprint) throws IOException {
        setAside(places.result(fingerprint));
    }

    // ---- folders for those who use the store ----

    /**
     * A new empty folder on the store's filesystem; what a process leaves there that dies is removed by the next one.
     */
    public Path temporaryFolder() throws IOException {
        Files.createDirectories(places.temporary());
        while (true) {
            try {
                return Files.createDirectory(places.temporary().resolve(freshName()));
            } catch (FileAlreadyExistsException sameNumberInAnotherContainer) {
                // The next name is another one.
            }
        }
    }

    /**
     * Removes the folder from its place at once, and from the disk in the background; what is not there is no error.
     */
    public void discard(Path folder) throws IOException {
        trash.take(folder);
    }

    /** Returns when what was discarded is gone from the disk too. */
    public void emptyTrash() {
        trash.empty();
    }

    private String freshName() {
        // A name must never come twice: whoever is done with a folder removes it, by its name.
        String number = Integer.toHexString(ThreadLocalRandom.current().nextInt());
        return ProcessHandle.current().pid() + "-" + clock.millis() + "-" + lastName.incrementAndGet() + "-" + number;
    }

    /** The folder for the workspaces of one recipe's sessions. */
    public Path workspace(Path stateFolder) throws IOException {
        return Files.createDirectories(workspacePlace(stateFolder));
    }

    /** Where {@link #workspace} is, whether or not it exists yet. */
    public Path workspacePlace(Path stateFolder) {
        byte[] name = stateFolder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        return places.work().resolve(Digests.hex(name).substring(0, 16));
    }

    /** Where compiled recipes and their models are kept. */
    public Path recipes() {
        return places.recipes();
    }

    /** Where downloads grow, under the digest that is expected of them. */
    public Path downloads() throws IOException {
        return Files.createDirectories(places.downloads());
    }

    /**
     * Where layers are kept as folders to be stacked: in a folder for each kind of user, one for each view, with its
     * {@link #VIEW_LAYERS}.
     */
    public Path views() {
        return places.views();
    }

    /** Notes that the view was of use, so that it is collected last. */
    public void touchView(Path view) {
        touch(view.resolve(VIEW_LAYERS));
    }

    /** Where facts about this host are kept. */
    public Path hostMemory() throws IOException {
        return Files.createDirectories(places.host());
    }
}
