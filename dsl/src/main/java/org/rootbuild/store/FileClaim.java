package org.rootbuild.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one owner at a time may claim, with words about the owner in it. The kernel lets go of the claim when the
 * process dies, however it dies.
 */
public final class FileClaim implements AutoCloseable {
    /** The lock is on a byte far behind the owner's words, so that others can read them. */
    private static final long CLAIMED_BYTE = 1L << 40;
    /**
     * What this process claims. The kernel keeps such locks for the process as a whole and drops them when any channel
     * of the file is closed, so the process must know its own and never open their files again.
     */
    private static final Map<Path, FileClaim> HELD = new ConcurrentHashMap<>();

    private final Path file;
    private final String owner;
    private Optional<FileChannel> channel = Optional.empty();

    private FileClaim(Path file, String owner) {
        this.file = file;
        this.owner = owner;
    }

    /**
     * Claims the file, making it where there is none.
     *
     * @param owner one line about who claims it
     * @return nothing when somebody else, also in this process, has it
     */
    public static Optional<FileClaim> take(Path file, String owner) throws IOException {
        Path key = key(file);
        FileClaim claim = new FileClaim(key, owner);
        if (HELD.putIfAbsent(key, claim) != null) {
            return Optional.empty();
        }
        try {
            if (claim.lock()) {
                return Optional.of(claim);
            }
        } catch (IOException | RuntimeException failed) {
            HELD.remove(key);
            throw failed;
        }
        HELD.remove(key);
        return Optional.empty();
    }

    private static Path key(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return absolute.getParent().toRealPath().resolve(absolute.getFileName());
    }

    private boolean lock() throws IOException {
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE);
        try {
            if (opened.tryLock(CLAIMED_BYTE, 1, false) == null) {
                opened.close();
                return false;
            }
            opened.truncate(0);
            opened.write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            channel = Optional.of(opened);
            return true;
        } catch (IOException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    /** The words of who claims the file, or of who did when it died; empty where nobody does. */
    public static String owner(Path file) throws IOException {
        try {
            FileClaim own = HELD.get(key(file));
            return own != null ? own.owner : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException never) {
            return "";
        }
    }

    /** Lets go of the file; it stays, because removing it would let two others claim two files of one name. */
    @Override
    public void close() throws IOException {
        if (channel.isEmpty()) {
            return;
        }
        try (FileChannel closing = channel.get()) {
            channel = Optional.empty();
            closing.truncate(0);
        } finally {
            HELD.remove(file, this);
        }
    }
}
