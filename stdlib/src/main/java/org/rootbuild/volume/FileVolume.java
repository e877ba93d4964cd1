package org.rootbuild.volume;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.rootbuild.problem.Failure;

/**
 * A plain file of the host as a volume. What was never written stays a hole of the file, and what is made zero becomes
 * one again, where the host's filesystem has holes.
 */
public final class FileVolume implements Volume {
    private static final int ZEROS = 1 << 20;
    /** Less than this is written as zeros, for a hole would not pay. */
    private static final int SMALLEST_HOLE = 1 << 14;

    private final FileChannel channel;
    private final long sizeBytes;
    private final Holes holes;
    private final ConcurrentLinkedQueue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();

    /** Takes the channel over. */
    FileVolume(FileChannel channel, long sizeBytes, Holes holes) {
        this.channel = channel;
        this.sizeBytes = sizeBytes;
        this.holes = holes;
    }

    /** Makes a new file that is one hole; there must not be one yet. */
    public static FileVolume create(Path file, long sizeBytes) throws IOException {
        Files.createFile(file);
        try (RandomAccessFile sized = new RandomAccessFile(file.toFile(), "rw")) {
            sized.setLength(sizeBytes);
        } catch (IOException trouble) {
            Files.delete(file);
            throw new Failure("no file of " + sizeBytes + " bytes could be made at " + file + ": "
                + trouble.getMessage(), "Use a filesystem that holds files of that size, or make it smaller.", trouble);
        }
        return forWriting(file);
    }

    public static FileVolume forReading(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new FileVolume(channel, channel.size(), new Holes(file, false));
    }

    /** An existing file, whose size stays as it is. */
    public static FileVolume forWriting(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new FileVolume(channel, channel.size(), new Holes(file, true));
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void read(long at, ByteBuffer into) throws IOException {
        Bounds.check(at, into.remaining(), sizeBytes);
        long place = at;
        while (into.hasRemaining()) {
            int count = channel.read(into, place);
            if (count < 0) {
                throw new Failure("the file became shorter while it was read", "Let nothing else change it.");
            }
            place += count;
        }
    }

    @Override
    public void write(long at, ByteBuffer from) throws IOException {
        Bounds.check(at, from.remaining(), sizeBytes);
        long place = at;
        while (from.hasRemaining()) {
            place += channel.write(from, place);
        }
    }

    @Override
    public void zero(Range range) throws IOException {
        Bounds.check(range.at(), range.lengthBytes(), sizeBytes);
        long place = range.at();
        Optional<Range> data = nextData(place);
        while (data.isPresent() && data.get().at() < range.end()) {
            place = Math.max(place, data.get().at());
            long end = Math.min(range.end(), data.get().end());
            if (end - place < SMALLEST_HOLE || !holes.punch(new Range(place, end - place))) {
                writeZeros(place, end);
            }
            place = end;
            data = place < range.end() ? nextData(place) : Optional.empty();
        }
    }

    private void writeZeros(long from, long end) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(ZEROS, end - from));
        for (long place = from; place < end; place += zeros.limit()) {
            write(place, zeros.clear().limit((int) Math.min(zeros.capacity(), end - place)));
        }
    }

    /** Room for the range, where the host's filesystem can promise it, so that writing there cannot fill the disk. */
    void reserve(Range range) throws IOException {
        Bounds.check(range.at(), range.lengthBytes(), sizeBytes);
        holes.reserve(range);
    }

    @Override
    public void copy(long at, FileChannel from, Range part) throws IOException {
        // Java's transferFrom maps and unmaps the source, which costs more than this for small files and gains nothing
        // for large ones; and it needs the position of a channel that another thread may be using.
        ByteBuffer buffer = Optional.ofNullable(buffers.poll())
            .orElseGet(() -> ByteBuffer.allocateDirect(Transfer.BUFFER_BYTES));
        Transfer.copy(from, part, this, at, buffer);
        buffers.add(buffer);
    }

    @Override
    public void transferTo(Range part, WritableByteChannel to) throws IOException {
        Bounds.check(part.at(), part.lengthBytes(), sizeBytes);
        for (long place = part.at(); place < part.end();) {
            long count = channel.transferTo(place, part.end() - place, to);
            if (count <= 0) {
                throw new Failure("the file became shorter while it was read", "Let nothing else change it.");
            }
            place += count;
        }
    }

    @Override
    public Optional<Range> nextData(long from) throws IOException {
        return holes.nextData(from, sizeBytes);
    }

    @Override
    public void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            holes.close();
        }
    }
}
