package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.extension.ExtensionShelf;
import org.rootbuild.extension.RepositoryFiles.Found;
import org.rootbuild.verb.SourceContext;

/** Extensions lie in the store like every source; which MD5 is which SHA-256 is remembered beside it. */
record TczShelf(SourceContext context) implements ExtensionShelf {
    TczShelf {
        Objects.requireNonNull(context);
    }

    @Override
    public Optional<Found> find(String md5) throws IOException {
        Path note = note(md5);
        if (!Files.isRegularFile(note)) {
            return Optional.empty();
        }
        String[] words = Files.readString(note).strip().split(" ");
        boolean isNote = words.length == 2 && words[0].matches("[0-9a-f]{64}") && words[1].matches("\\d{1,18}");
        return isNote && context.has(words[0])
            ? Optional.of(new Found(md5, words[0], Long.parseLong(words[1]))) : Optional.empty();
    }

    @Override
    public Path growing(String md5) throws IOException {
        return context.downloads().resolve("tcz-" + md5);
    }

    @Override
    public void add(Found found, Path file) throws IOException {
        context.store(found.sha256(), file);
        Path note = note(found.md5());
        Files.createDirectories(note.getParent());
        Path fresh = Files.createTempFile(note.getParent(), "new", "");
        Files.writeString(fresh, found.sha256() + " " + found.sizeBytes() + "\n");
        Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path note(String md5) {
        return context.host().memory().resolve("extensions").resolve(md5);
    }
}
