package org.rootbuild.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;

/**
 * A journal file, one JSON object a line. Appending returns when the line is on disk. A last line that a crash cut off is
 * passed over and removed. The caller holds the lock of the state folder.
 */
public final class Journal implements AutoCloseable {
    /** A journal of more bytes is condensed when it is opened. */
    private static final long CONDENSE_BYTES = 4L << 20;

    private final FileChannel channel;
    private final JournalState state;
    private final Clock clock;

    private Journal(FileChannel channel, JournalState state, Clock clock) {
        this.channel = channel;
        this.state = state;
        this.clock = clock;
    }

    /** What the file says, without opening it for writing; nothing where there is no file. */
    public static JournalState read(Path file) throws IOException {
        JournalState state = new JournalState();
        if (Files.exists(file)) {
            replay(Files.readAllBytes(file), state);
        }
        return state;
    }

    /** Opens the journal for appending, making it where there is none. */
    public static Journal open(Path file, Clock clock) throws IOException {
        JournalState state = new JournalState();
        long whole = 0;
        if (Files.exists(file)) {
            whole = replay(Files.readAllBytes(file), state);
            if (whole > CONDENSE_BYTES && !state.isRunning()) {
                whole = condense(file, state, clock.instant());
            }
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(whole);
        channel.position(whole);
        return new Journal(channel, state, clock);
    }

    /** Answers how many bytes of the file are whole lines. */
    private static long replay(byte[] bytes, JournalState state) throws IOException {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                JournalForm.read(new String(bytes, start, i - start, StandardCharsets.UTF_8)).ifPresent(state::add);
                start = i + 1;
            }
        }
        return start;
    }

    private static long condense(Path file, JournalState state, Instant at) throws IOException {
        StringBuilder lines = new StringBuilder();
        state.condensed().forEach(entry -> lines.append(JournalForm.line(entry, at)).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(out, ByteBuffer.wrap(bytes));
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return bytes.length;
    }

    /** Appends the entry and returns when it would survive a loss of power. */
    public void append(JournalEntry entry) throws IOException {
        byte[] line = (JournalForm.line(entry, clock.instant()) + "\n").getBytes(StandardCharsets.UTF_8);
        writeFully(channel, ByteBuffer.wrap(line));
        channel.force(false);
        state.add(entry);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    public JournalState state() {
        return state;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException late) {
            // Every line is on disk already.
            throw new UncheckedIOException(late);
        }
    }
}
