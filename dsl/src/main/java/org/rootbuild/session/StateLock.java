package org.rootbuild.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/** Keeps two processes from working on one recipe at a time. The kernel lets go of it when the process dies. */
final class StateLock implements AutoCloseable {
    /** The lock is on a byte far behind the holder's name, so that others can read the name. */
    private static final long LOCKED_BYTE = 1L << 40;

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws Failure naming the holder, when there is one */
    static StateLock take(Path stateFolder, String command, Instant now) throws IOException {
        Path file = stateFolder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE);
        if (tryLock(channel).isEmpty()) {
            channel.close();
            throw new Failure("another rootbuild works on this recipe: " + Files.readString(file).strip(),
                "Wait until it has ended, or end it.");
        }
        String holder = "process " + ProcessHandle.current().pid() + ", '" + command + "', since "
            + now.truncatedTo(ChronoUnit.SECONDS) + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        return new StateLock(channel);
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }
}
