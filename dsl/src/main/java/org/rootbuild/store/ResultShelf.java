package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;

/**
 * The results of a store. One is put into its place whole, with its manifest under the name that says pending; when it
 * is synced, the manifest gets its own name. So whoever finds the own name may trust the contents, and whoever finds a
 * pending one reads it through first.
 */
final class ResultShelf {
    private final Store store;
    private final Places places;
    private final Map<String, Path> pending = new LinkedHashMap<>();
    private final Set<Path> grownFolders = new LinkedHashSet<>();

    ResultShelf(Store store, Places places) {
        this.store = store;
        this.places = places;
    }

    Optional<StoredResult> find(String fingerprint) {
        StoredResult result = new StoredResult(fingerprint, places.result(fingerprint));
        return isThere(result) || isAdopted(result) ? Optional.of(result) : Optional.empty();
    }

    private static boolean isThere(StoredResult result) {
        return Files.exists(result.folder().resolve(ManifestFile.NAME), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isAdopted(StoredResult result) {
        if (!Files.exists(result.folder().resolve(ManifestFile.PENDING), LinkOption.NOFOLLOW_LINKS)) {
            return isThere(result);
        }
        try {
            result.verify();
            Durability.sync(List.of(result.folder()), Set.of(result.folder().getParent()));
            confirm(result.folder());
            return true;
        } catch (IOException lostWithThePower) {
            return false;
        }
    }

    private static void confirm(Path place) throws IOException {
        try {
            Files.move(place.resolve(ManifestFile.PENDING), place.resolve(ManifestFile.NAME),
                StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException byAnother) {
            if (!Files.exists(place.resolve(ManifestFile.NAME))) {
                throw byAnother;
            }
        }
    }

    /** @param replacing whether one that is there already and differs gives way */
    StoredResult place(String fingerprint, Path assembled, Manifest manifest, boolean replacing)
            throws IOException {
        StoredResult result = new StoredResult(fingerprint, places.result(fingerprint));
        try {
            byte[] bytes = ManifestFile.encode(manifest);
            Files.write(assembled.resolve(ManifestFile.PENDING), bytes);
            store.touch(assembled.resolve(ManifestFile.PENDING));
            createParent(result.folder());
            if (Files.exists(result.folder()) && !staysAsItIs(result, bytes, replacing)) {
                discard(result.folder());
            }
            if (moved(assembled, result)) {
                pending.put(fingerprint, result.folder());
            } else {
                store.touch(result);
            }
            return result;
        } finally {
            Deletion.delete(assembled);
        }
    }

    private void createParent(Path place) throws IOException {
        Path parent = place.getParent();
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
            grownFolders.add(places.folder());
            grownFolders.add(places.results());
        }
        grownFolders.add(parent);
    }

    /** Whether it got the place; false when an intact result has it, as another process may have been quicker. */
    private boolean moved(Path assembled, StoredResult result) throws IOException {
        try {
            Files.move(assembled, result.folder(), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException taken) {
            if (!isThere(result) && !isAdopted(result)) {
                throw taken;
            }
            return false;
        }
    }

    private boolean staysAsItIs(StoredResult there, byte[] manifest, boolean replacing) throws IOException {
        if (!isThere(there) && !isAdopted(there)) {
            return false;
        }
        try {
            there.manifest();
            return !replacing || Arrays.equals(manifest, ManifestFile.bytes(there.folder()));
        } catch (DamagedContent damaged) {
            return false;
        }
    }

    /** Returns when everything that was committed would survive a loss of power. */
    void settle() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        Durability.sync(pending.values(), grownFolders);
        grownFolders.clear();
        for (var one = pending.values().iterator(); one.hasNext();) {
            Path place = one.next();
            if (Files.exists(place)) {
                confirm(place);
            }
            one.remove();
        }
    }

    int pendingCount() {
        return pending.size();
    }

    private void discard(Path place) throws IOException {
        Path out = store.temporaryFolder().resolve("old");
        try {
            Files.move(place, out, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException byAnother) {
            // Gone is what it should be.
        }
        Deletion.delete(out.getParent());
    }
}
