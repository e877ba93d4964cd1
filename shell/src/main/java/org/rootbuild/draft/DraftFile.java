package org.rootbuild.draft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.problem.Failure;

/**
 * Where the text lies that the prompt changes. A draft is written itself. Of a person's recipe a changed copy is kept
 * with the state, beside what it was a copy of, until it is written back: a killed shell loses neither.
 */
final class DraftFile {
    private final Path script;
    private final boolean own;
    private final Path copy;
    private final Path base;

    /**
     * @param script the recipe
     * @param state  the folder for the state of the recipe
     * @param own    whether the recipe is the shell's own draft
     */
    DraftFile(Path script, Path state, boolean own) {
        this.script = script;
        this.own = own;
        this.copy = state.resolve("edited.groovy");
        this.base = state.resolve("edited.base");
    }

    Path script() {
        return script;
    }

    boolean isOwn() {
        return own;
    }

    /** The file that holds the text which is in force. */
    Path inForce() {
        return hasCopy() ? copy : script;
    }

    /** Whether there is a changed copy that is not written back. */
    boolean hasCopy() {
        return !own && Files.exists(copy) && Files.exists(base);
    }

    String text() throws IOException {
        return read(inForce());
    }

    /** What the copy is a copy of, or the text itself. */
    String original() throws IOException {
        return read(hasCopy() ? base : script);
    }

    /** Whether the recipe was changed by somebody else since the copy was made of it. */
    boolean isOutdated() throws IOException {
        return hasCopy() && (!Files.exists(script) || !read(script).equals(read(base)));
    }

    void write(String text) throws IOException {
        if (own) {
            replace(script, text);
        } else if (hasCopy() ? text.equals(read(base)) && !isOutdated() : text.equals(read(script))) {
            forget();
        } else {
            if (!hasCopy()) {
                replace(base, read(script));
            }
            replace(copy, text);
        }
    }

    /** Throws the changed copy away. */
    void forget() throws IOException {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(base);
    }

    /** Keeps the changed copy elsewhere and goes on without it; answers where. */
    Path setAside() throws IOException {
        Path aside = copy.resolveSibling("unsaved.groovy");
        Files.move(copy, aside, StandardCopyOption.REPLACE_EXISTING);
        forget();
        return aside;
    }

    /** @throws Failure when the recipe was changed by somebody else since */
    void writeBack() throws IOException {
        if (isOutdated()) {
            throw new Failure(script.getFileName() + " was changed by something else since it was changed here",
                "Type 'save FILE' with another name to keep both, or 'undo all' to go on with the file as it is.");
        }
        if (hasCopy()) {
            replace(script, read(copy));
            forget();
        }
    }

    private static String read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** The file holds the old text or the new one, whenever the power is lost. Its permissions stay. */
    static void replace(Path file, String text) throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Optional<Set<PosixFilePermission>> permissions = permissions(target);
            if (permissions.isPresent()) {
                Files.setPosixFilePermissions(part, permissions.get());
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Optional<Set<PosixFilePermission>> permissions(Path file) throws IOException {
        try {
            return Optional.of(Files.getPosixFilePermissions(file));
        } catch (NoSuchFileException | UnsupportedOperationException none) {
            return Optional.empty();
        }
    }
}
