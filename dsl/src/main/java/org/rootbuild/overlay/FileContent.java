package org.rootbuild.overlay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.rootbuild.tree.Content;

/** The bytes of a file that a program left; nobody has digested them yet. */
public record FileContent(Path path, long sizeBytes) implements Content {
    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }
}
