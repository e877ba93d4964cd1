package org.rootbuild.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.rootbuild.problem.Failure;

/**
 * A journal file, one JSON object a line. A last line that a crash cut off is passed over and removed. The caller holds
 * the lock of the state folder.
 */
public final class Journal implements AutoCloseable {
    /** A journal of more bytes is condensed when it is opened. */
    static final long CONDENSE_BYTES = 4L << 20;

    private final FileChannel channel;
    private final JournalState state;
    private final Clock clock;
    private long endBytes;

    private Journal(FileChannel channel, JournalState state, Clock clock, long endBytes) {
        this.channel = channel;
        this.state = state;
        this.clock = clock;
        this.endBytes = endBytes;
    }

    /** What the file says, without opening it for writing; nothing where there is no file. */
    public static JournalState read(Path file) throws IOException {
        JournalState state = new JournalState();
        replay(file, state);
        return state;
    }

    /** Opens the journal for appending, making it where there is none. */
    public static Journal open(Path file, Clock clock) throws IOException {
        JournalState state = new JournalState();
        long whole = replay(file, state);
        if (whole > CONDENSE_BYTES && !state.isRunning()) {
            whole = condense(file, state);
        }
        boolean isNew = !Files.exists(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(whole);
            channel.position(whole);
            if (isNew) {
                syncFolder(file.toAbsolutePath().getParent());
            }
            return new Journal(channel, state, clock, whole);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Answers how many bytes of the file are whole lines. */
    private static long replay(Path file, JournalState state) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return 0;
        } catch (IOException unreadable) {
            throw new Failure("the journal " + file + " cannot be read (" + unreadable.getMessage() + ")",
                "Mend it or delete it: without it sources are looked up anew, and finished passes stay.", unreadable);
        }
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                JournalForm.read(new String(bytes, start, i - start, StandardCharsets.UTF_8))
                    .ifPresent(line -> state.add(line.entry(), line.at()));
                start = i + 1;
            }
        }
        return start;
    }

    private static long condense(Path file, JournalState state) throws IOException {
        StringBuilder lines = new StringBuilder();
        state.condensed().forEach(dated -> lines.append(JournalForm.line(dated.entry(), dated.at())).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(out, bytes);
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(file.toAbsolutePath().getParent());
        return bytes.length;
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Appends the entry and returns when it would survive a loss of power. */
    public void append(JournalEntry entry) throws IOException {
        append(List.of(entry));
    }

    /** Appends the entries, in order, and returns when they would survive a loss of power. */
    public void append(List<? extends JournalEntry> entries) throws IOException {
        note(entries);
        settle();
    }

    /**
     * Appends the entries. They survive the death of this process, and after {@link #settle} or the next {@link
     * #append} a loss of power too. Either all of them are in the journal afterwards, or this fails and none is.
     */
    public void note(List<? extends JournalEntry> entries) throws IOException {
        Instant now = clock.instant();
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append(JournalForm.line(entry, now)).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        try {
            writeFully(channel, bytes);
        } catch (IOException full) {
            // Half a line must not stand before the next one.
            channel.truncate(endBytes);
            channel.position(endBytes);
            throw full;
        }
        endBytes += bytes.length;
        entries.forEach(entry -> state.add(entry, now));
    }

    /** Returns when everything that was noted would survive a loss of power. */
    public void settle() throws IOException {
        channel.force(false);
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    public JournalState state() {
        return state;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
