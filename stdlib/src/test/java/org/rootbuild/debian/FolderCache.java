package org.rootbuild.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Verified files by digest in a folder. */
record FolderCache(Path folder) implements FileCache {
    @Override
    public Optional<Path> find(String sha256) {
        return Optional.of(folder.resolve(sha256)).filter(Files::exists);
    }

    @Override
    public Path add(String sha256, Path verifiedFile) throws IOException {
        return Files.move(verifiedFile, folder.resolve(sha256), StandardCopyOption.REPLACE_EXISTING);
    }
}
