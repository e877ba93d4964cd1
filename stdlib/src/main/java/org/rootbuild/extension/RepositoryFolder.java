package org.rootbuild.extension;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/** A repository on this host; nothing is copied. */
public record RepositoryFolder(Path folder) implements RepositoryFiles {
    public RepositoryFolder {
        Objects.requireNonNull(folder);
    }

    @Override
    public Optional<String> text(String file) throws IOException {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(path) || Files.size(path) > TEXT_LIMIT_BYTES) {
            throw new Failure("'" + path + "' is no text of a repository: it is no plain file, or larger than "
                + TEXT_LIMIT_BYTES + " bytes", "Look at that file, or leave it out of the repository.");
        }
        return Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    }

    @Override
    public Found find(ExtensionName name, String md5) throws IOException {
        Path path = folder.resolve(name.file());
        if (!Files.isRegularFile(path)) {
            throw new Failure("there is no file '" + path + "', though its checksum is there",
                "Put the extension there, or remove what is beside it.");
        }
        return FileSums.of(path);
    }

    @Override
    public String shown() {
        return folder.toString();
    }
}
