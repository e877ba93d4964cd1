package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.Path;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;

/**
 * What a pass, an artifact or a check left in the store.
 *
 * @param folder holds the manifest and, for a layer, its tree; for an artifact, its file
 */
public record StoredResult(String fingerprint, Path folder) {
    /** The name of an artifact's file in the folder. */
    public static final String ARTIFACT_FILE = "file";

    /** @throws DamagedContent when it cannot be trusted any more */
    public Manifest manifest() throws IOException {
        return ManifestFile.read(folder);
    }

    /** The file of an artifact. */
    public Path file() {
        return folder.resolve(ARTIFACT_FILE);
    }
}
