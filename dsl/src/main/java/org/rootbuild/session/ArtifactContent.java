package org.rootbuild.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.layer.FileDigest;
import org.rootbuild.tree.Content;

/** The file of an artifact, to be compared with another. */
record ArtifactContent(Path path, long sizeBytes, FileDigest digest) implements Content {
    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    /**
     * Of the bytes or of the data: two that differ in this are different, or one is a hole where the other is zeros.
     */
    @Override
    public Optional<String> sha256() {
        return Optional.of(digest.text());
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }
}
