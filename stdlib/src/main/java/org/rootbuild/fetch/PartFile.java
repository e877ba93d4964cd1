package org.rootbuild.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.rootbuild.problem.Failure;

/**
 * The unfinished file beside a target ({@code target.part}) and its running SHA-256. It is locked while it is open,
 * and becomes the target by one rename, after its bytes are on the disk. Every exception it throws is about the disk.
 */
final class PartFile implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path target;
    private final Path path;
    private final RandomAccessFile file;
    private final MessageDigest digest = sha256Digest();
    private long lengthBytes;
    private boolean committed;

    private PartFile(Path target, Path path, RandomAccessFile file) {
        this.target = target;
        this.path = path;
        this.file = file;
    }

    /** Opens what is there, or a new one. The bytes that are there already are hashed by {@link #rehash}. */
    static PartFile open(Path target) throws Failure {
        Path path = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            try {
                lock(file, path);
                return new PartFile(target, path, file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw disk("opening", path, e);
        }
    }

    private static void lock(RandomAccessFile file, Path path) throws IOException {
        boolean held;
        try {
            // The other process may have renamed the file between our opening and our locking; then ours is its target.
            held = file.getChannel().tryLock() != null && Files.exists(path) && Files.size(path) == file.length();
        } catch (OverlappingFileLockException e) {
            held = false;
        }
        if (!held) {
            throw new Failure("'" + path + "' is being written by another download of the same file",
                "Wait until the other one has ended, then try again.");
        }
    }

    /** Reads the bytes that an earlier attempt left; an interrupt ends it. */
    void rehash() throws Failure, InterruptedException {
        digest.reset();
        lengthBytes = 0;
        try {
            file.seek(0);
            byte[] buffer = new byte[BUFFER_BYTES];
            long leftBytes = file.length();
            while (leftBytes > 0) {
                int got = (int) Math.min(buffer.length, leftBytes);
                file.readFully(buffer, 0, got);
                digest.update(buffer, 0, got);
                lengthBytes += got;
                leftBytes -= got;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (IOException e) {
            throw disk("reading", path, e);
        }
    }

    long lengthBytes() {
        return lengthBytes;
    }

    /** The file that keeps what the server said about the unfinished one. */
    Path notePath() {
        return path.resolveSibling(path.getFileName() + ".meta");
    }

    void append(byte[] bytes, int count) throws Failure {
        try {
            file.seek(lengthBytes);
            file.write(bytes, 0, count);
            lengthBytes += count;
            digest.update(bytes, 0, count);
        } catch (IOException e) {
            throw disk("writing", path, e);
        }
    }

    /** The first bytes, at most {@code limit} of them. */
    byte[] head(int limit) throws Failure {
        try {
            byte[] head = new byte[(int) Math.min(limit, lengthBytes)];
            file.seek(0);
            file.readFully(head);
            return head;
        } catch (IOException e) {
            throw disk("reading", path, e);
        }
    }

    /** Throws the bytes away. */
    void clear() throws Failure {
        try {
            Files.deleteIfExists(notePath());
            if (file.length() > 0) {
                file.setLength(0);
            }
            lengthBytes = 0;
            digest.reset();
        } catch (IOException e) {
            throw disk("emptying", path, e);
        }
    }

    /** The SHA-256 of all bytes so far. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes it the target: bytes to the disk, rename, folder to the disk. */
    void commit() throws Failure {
        try {
            file.getFD().sync();
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            committed = true;
            syncFolder();
            Files.deleteIfExists(notePath());
        } catch (IOException e) {
            throw disk("finishing", path, e);
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (ClosedByInterruptException e) {
            // The file is whole and in its place; the thread stays interrupted, and its next wait ends at once.
        }
    }

    /** Leaves the bytes for the next attempt; an empty file is no use to anyone and goes. */
    @Override
    public void close() throws IOException {
        if (!committed && lengthBytes == 0) {
            Files.deleteIfExists(path);
            Files.deleteIfExists(notePath());
        }
        file.close();
    }

    static Failure disk(String doing, Path path, IOException cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (said.contains("No space left") || said.contains("quota exceeded")) {
            return new Failure("the disk is full while " + doing + " '" + path + "'",
                "Free some space there (`rootbuild store collect` frees the store), then try again; the download goes "
                    + "on where it stopped.", cause);
        }
        return new Failure(doing + " '" + path + "' failed: " + said,
            "Check that the folder exists, is writable and is on a disk in good order.", cause);
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
