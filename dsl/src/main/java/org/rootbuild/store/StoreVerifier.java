package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.ManifestFile;

/** Reads a store through and sets aside what is not what was put there. May run while others use the store. */
public final class StoreVerifier {
    private final Store store;

    public StoreVerifier(Store store) {
        this.store = store;
    }

    /** @param entry where it was; it is in the quarantine now */
    public record Damage(Path entry, String found) {
    }

    /** @param bytes how many were read and found right */
    public record Verified(long entries, long bytes, List<Damage> damaged) {
        public Verified {
            damaged = List.copyOf(damaged);
        }
    }

    /** Hears how far it is; called once for each entry. */
    @FunctionalInterface
    public interface Progress {
        void verified(long entries, long bytes);
    }

    public Verified verify(Progress progress) throws IOException {
        Tally tally = new Tally(progress);
        for (Path group : StoreScan.list(store.places().sources())) {
            for (Path source : StoreScan.list(group)) {
                source(source, tally);
            }
        }
        for (Path group : StoreScan.list(store.places().results())) {
            for (Path result : StoreScan.list(group)) {
                result(result, tally);
            }
        }
        return new Verified(tally.entries, tally.bytes, tally.damaged);
    }

    private void source(Path source, Tally tally) throws IOException {
        if (Digests.ofFile(source).equals(source.getFileName().toString())) {
            tally.right(Files.size(source));
        } else {
            tally.damaged(source, "its bytes have changed");
            store.setAside(source);
        }
    }

    private void result(Path result, Tally tally) throws IOException {
        try {
            store.result(result.getFileName().toString());
            tally.right(new StoredResult(result.getFileName().toString(), result).verify());
        } catch (DamagedContent damaged) {
            // Somebody may have replaced it meanwhile; what is gone altogether is no damage.
            if (Files.exists(result)) {
                String file = damaged.path().endsWith(ManifestFile.NAME) ? "manifest" : damaged.path().toString();
                tally.damaged(result, file + ": " + damaged.found());
                store.setAside(result);
            }
        }
    }

    private static final class Tally {
        private final Progress progress;
        private final List<Damage> damaged = new ArrayList<>();
        private long entries;
        private long bytes;

        Tally(Progress progress) {
            this.progress = progress;
        }

        void right(long readBytes) {
            bytes += readBytes;
            progress.verified(++entries, bytes);
        }

        void damaged(Path entry, String found) {
            damaged.add(new Damage(entry, found));
            progress.verified(++entries, bytes);
        }
    }
}
