package org.rootbuild.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.session.StateLock;

/** Shows what steps write while they do, whichever process runs them. */
final class LogTail {
    private static final long PAUSE_MILLIS = 200;
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path state;
    private final Optional<NodePlace> wanted;
    private final PrintStream out;
    private final Map<Path, Read> read = new HashMap<>();
    private String shown = "";

    /**
     * How much of a file was shown.
     *
     * @param key tells it from another file of the name: a step that runs again begins a new one
     */
    private record Read(Object key, long bytes) {
    }

    /** @param state the folder with the recipe's state */
    LogTail(Path state, Optional<NodePlace> wanted, PrintStream out) {
        this.state = state;
        this.wanted = wanted;
        this.out = out;
    }

    /** What is there counts as shown. */
    void skipOver() throws IOException {
        for (LogFiles.Log log : LogFiles.in(state).all()) {
            BasicFileAttributes file = Files.readAttributes(log.file(), BasicFileAttributes.class);
            read.put(log.file(), new Read(file.fileKey(), file.size()));
        }
    }

    /** Goes on until the build that works on the recipe has ended, or nobody reads on; waits for one to begin. */
    void follow() throws IOException, InterruptedException {
        boolean hasBegun = false;
        while (true) {
            boolean isHeld = Files.isDirectory(state) && StateLock.isHeld(state);
            hasBegun |= isHeld;
            showNew();
            if (out.checkError() || hasBegun && !isHeld) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void showNew() throws IOException {
        for (LogFiles.Log log : LogFiles.in(state).all()) {
            if (wanted.isEmpty() || wanted.get().node().equals(log.node())
                && wanted.get().step().map(log.step()::equals).orElse(true)) {
                try {
                    showNew(log);
                } catch (NoSuchFileException again) {
                    read.remove(log.file()); // its step has just begun anew
                }
            }
        }
    }

    private void showNew(LogFiles.Log log) throws IOException {
        BasicFileAttributes file = Files.readAttributes(log.file(), BasicFileAttributes.class);
        Read before = read.getOrDefault(log.file(), new Read(file.fileKey(), 0));
        boolean isSame = Objects.equals(before.key(), file.fileKey()) && before.bytes() <= file.size();
        long from = isSame ? before.bytes() : 0;
        if (file.size() > from) {
            head(log);
            read.put(log.file(), new Read(file.fileKey(), copied(log.file(), from)));
        }
    }

    private void head(LogFiles.Log log) {
        if (!shown.equals(log.place()) && wanted.flatMap(NodePlace::step).isEmpty()) {
            out.println("==> " + log.place() + " <==");
        }
        shown = log.place();
    }

    private long copied(Path file, long from) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(from);
            while (channel.read(chunk) >= 0 && !out.checkError()) {
                out.write(chunk.array(), 0, chunk.position());
                chunk.clear();
            }
            return channel.position();
        }
    }
}
