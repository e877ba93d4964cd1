package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.store.FileClaim;

/** Keeps two processes from bringing the same file at once; the second waits and then finds it in the store. */
final class DownloadClaim {
    private static final long LOOK_AGAIN_MILLIS = 100;

    private DownloadClaim() {
    }

    static FileClaim take(Path target, String owner) throws IOException, InterruptedException {
        Path file = target.resolveSibling(target.getFileName() + ".lock");
        while (true) {
            Optional<FileClaim> claim = FileClaim.take(file, owner);
            if (claim.isPresent()) {
                return claim.get();
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
