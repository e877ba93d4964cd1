package org.rootbuild.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.problem.Failure;

/**
 * The store's folder. Entries are assembled under {@code tmp/} and renamed to their place, so that readers, other processes
 * and a process that dies see whole entries only. {@code docs/formats.md}, "Store", describes every folder.
 */
public final class Store {
    private static final String VERSION = "1\n";
    private static final String VERSION_FILE = "version";

    private final Path folder;
    private final Clock clock;
    private final AtomicLong lastTemporary = new AtomicLong();

    private Store(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Opens the store, making it where there is none.
     *
     * @throws Failure when it cannot be written to, or is of another version
     */
    public static Store open(Path folder, Clock clock) throws IOException {
        try {
            Files.createDirectories(folder);
            Path version = folder.resolve(VERSION_FILE);
            if (!Files.exists(version)) {
                Files.writeString(version, VERSION);
            } else if (!Files.readString(version).equals(VERSION)) {
                throw new Failure("the store " + folder + " was made by another version of rootbuild",
                    "Name another folder with ROOTBUILD_STORE, or delete this one: everything in it can be made again.");
            }
        } catch (AccessDeniedException | FileAlreadyExistsException | java.nio.file.ReadOnlyFileSystemException denied) {
            throw unwritable(folder, denied);
        } catch (java.nio.file.FileSystemException denied) {
            throw unwritable(folder, denied);
        }
        return new Store(folder, clock);
    }

    private static Failure unwritable(Path folder, Exception why) {
        return new Failure("the store " + folder + " cannot be written to (" + why + ")",
            "Name a folder of your own with ROOTBUILD_STORE or --store.", why);
    }

    public Path folder() {
        return folder;
    }

    // ---- sources ----

    /** The source with that digest, read through and found right; one that is not is set aside. */
    public Optional<Path> verifiedSource(String sha256) throws IOException {
        Path file = sourcePlace(sha256);
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

    /** Whether there is such a source; its bytes are not looked at. */
    public boolean hasSource(String sha256) {
        return Files.isRegularFile(sourcePlace(sha256));
    }

    /** Moves a file whose digest was verified into the store. */
    public Path addSource(String sha256, Path verified) throws IOException {
        Path place = sourcePlace(sha256);
        Files.createDirectories(place.getParent());
        Durability.syncFile(verified);
        try {
            Files.move(verified, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (java.nio.file.AtomicMoveNotSupportedException otherFilesystem) {
            Path copy = temporaryFolder().resolve("source");
            Files.copy(verified, copy);
            Durability.syncFile(copy);
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(verified);
            Deletion.delete(copy.getParent());
        }
        Durability.syncFolder(place.getParent());
        return place;
    }

    private Path sourcePlace(String sha256) {
        return folder.resolve("sources").resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    // ---- results ----

    /** The result, if it is there; its manifest is read only when it is asked for. */
    public Optional<StoredResult> result(String fingerprint) {
        Path place = resultPlace(fingerprint);
        return Files.exists(place.resolve(ManifestFile.NAME), LinkOption.NOFOLLOW_LINKS)
            ? Optional.of(new StoredResult(fingerprint, place))
            : Optional.empty();
    }

    /** Notes that the result was of use, so that it is collected last. */
    public void touch(StoredResult result) {
        touch(result.folder().resolve(ManifestFile.NAME));
    }

    private void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException readOnly) {
            // The time is only a hint for the collection.
        }
    }

    /**
     * Makes an assembled folder the result of that fingerprint: writes its manifest, syncs all, renames it to its place and
     * syncs that folder. One that is there already stays when it is the same, and is replaced when it is not.
     *
     * @param assembled from {@link #temporaryFolder}; it is gone afterwards
     */
    public StoredResult commit(String fingerprint, Path assembled, Manifest manifest) throws IOException {
        byte[] bytes = ManifestFile.encode(manifest);
        Files.write(assembled.resolve(ManifestFile.NAME), bytes);
        Durability.syncTree(assembled);
        Path place = resultPlace(fingerprint);
        Files.createDirectories(place.getParent());
        StoredResult result = new StoredResult(fingerprint, place);
        if (Files.exists(place)) {
            if (isSame(place, bytes)) {
                Deletion.delete(assembled);
                touch(result);
                return result;
            }
            discard(place);
        }
        try {
            Files.move(assembled, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException lostTheRace) {
            if (!isSame(place, bytes)) {
                throw lostTheRace;
            }
            Deletion.delete(assembled);
        }
        Durability.syncFolder(place.getParent());
        return result;
    }

    private static boolean isSame(Path place, byte[] manifest) throws IOException {
        Path file = place.resolve(ManifestFile.NAME);
        return Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), manifest);
    }

    private void discard(Path place) throws IOException {
        Path out = temporaryFolder().resolve("old");
        Files.move(place, out, StandardCopyOption.ATOMIC_MOVE);
        Deletion.delete(out.getParent());
    }

    private Path resultPlace(String fingerprint) {
        return folder.resolve("results").resolve(fingerprint.substring(0, 2)).resolve(fingerprint);
    }

    /** The fingerprint of the result that the file belongs to, if it belongs to one. */
    public Optional<String> owner(Path file) {
        Path results = folder.resolve("results");
        if (!file.startsWith(results) || file.getNameCount() < results.getNameCount() + 2) {
            return Optional.empty();
        }
        return Optional.of(results.relativize(file).getName(1).toString());
    }

    /** Moves a damaged entry out of the way, to {@code quarantine/}, for a person to look at. */
    public void setAside(Path entry) throws IOException {
        Path quarantine = Files.createDirectories(folder.resolve("quarantine"));
        Path target = quarantine.resolve(entry.getFileName() + "-" + clock.millis());
        Files.move(entry, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sets the result aside, if it is still there. */
    public void setAside(String fingerprint) throws IOException {
        Path place = resultPlace(fingerprint);
        if (Files.exists(place)) {
            setAside(place);
        }
    }

    // ---- folders for those who use the store ----

    /** A new empty folder on the store's filesystem; what is left there by a process that died is collected. */
    public Path temporaryFolder() throws IOException {
        String name = ProcessHandle.current().pid() + "-" + clock.millis() + "-" + lastTemporary.incrementAndGet();
        return Files.createDirectories(folder.resolve("tmp").resolve(name));
    }

    /** The folder of that name for the workspaces of one recipe's sessions. */
    public Path workspace(Path stateFolder) throws IOException {
        byte[] name = stateFolder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        Path workspace = folder.resolve("work").resolve(Digests.hex(name).substring(0, 16));
        return Files.createDirectories(workspace);
    }

    /** Where compiled recipes and their models are kept. */
    public Path recipes() {
        return folder.resolve("recipes");
    }

    /** Where downloads grow, under the digest that is expected of them. */
    public Path downloads() throws IOException {
        return Files.createDirectories(folder.resolve("downloads"));
    }

    /** Where facts about this host are kept. */
    public Path hostMemory() throws IOException {
        return Files.createDirectories(folder.resolve("host"));
    }
}
