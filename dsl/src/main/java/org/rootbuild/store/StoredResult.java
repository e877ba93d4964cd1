package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.FileDigest;
import org.rootbuild.layer.LayerContent;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.tree.Entry;

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

    /**
     * Reads all of it through.
     *
     * @return how many bytes were read
     * @throws DamagedContent when something is not what was put there
     */
    public long verify() throws IOException {
        Manifest manifest = manifest();
        for (Change change : manifest.changes()) {
            if (change instanceof Change.Put put && put.entry() instanceof Entry.PlainFile plain
                    && plain.content() instanceof LayerContent content) {
                content.verify();
            }
        }
        if (FileDigest.in(manifest.header()).isEmpty()) {
            return manifest.sizeBytes();
        }
        verifyFile(manifest);
        return Files.size(file());
    }

    /**
     * Reads an artifact's file through.
     *
     * @throws DamagedContent when it is gone or changed
     */
    public void verifyFile(Manifest manifest) throws IOException {
        try {
            if (!FileDigest.in(manifest.header()).orElseThrow().isOf(file())) {
                throw new DamagedContent(file(), "its bytes have changed");
            }
        } catch (NoSuchFileException gone) {
            throw new DamagedContent(file(), "it is gone", gone);
        }
    }
}
