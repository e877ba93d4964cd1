package org.rootbuild.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/** A plain file of the host as a volume. What was never written stays a hole of the file. */
public final class FileVolume implements Volume {
    private static final int ZEROS = 1 << 20;

    private final FileChannel channel;
    private final long sizeBytes;

    private FileVolume(FileChannel channel, long sizeBytes) {
        this.channel = channel;
        this.sizeBytes = sizeBytes;
    }

    /** Makes a new file that is one hole; there must not be one yet. */
    public static FileVolume create(Path file, long sizeBytes) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
            StandardOpenOption.WRITE);
        try {
            if (sizeBytes > 0) {
                channel.write(ByteBuffer.allocate(1), sizeBytes - 1);
            }
        } catch (IOException trouble) {
            channel.close();
            throw trouble;
        }
        return new FileVolume(channel, sizeBytes);
    }

    public static FileVolume forReading(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new FileVolume(channel, channel.size());
    }

    /** An existing file, whose size stays as it is. */
    public static FileVolume forWriting(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new FileVolume(channel, channel.size());
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
            int count = (int) Math.min(ZEROS, Math.min(range.end(), data.get().end()) - place);
            write(place, ByteBuffer.allocate(count));
            place += count;
            data = place < range.end() ? nextData(place) : Optional.empty();
        }
    }

    @Override
    public void copy(long at, FileChannel from, Range part) throws IOException {
        Bounds.check(at, part.lengthBytes(), sizeBytes);
        long done = 0;
        while (done < part.lengthBytes()) {
            long count = channel.transferFrom(from.position(part.at() + done), at + done, part.lengthBytes() - done);
            if (count <= 0) {
                throw new Failure("a file became shorter while it was copied", "Let nothing else change it.");
            }
            done += count;
        }
    }

    @Override
    public Optional<Range> nextData(long from) throws IOException {
        return from >= sizeBytes ? Optional.empty() : Optional.of(new Range(from, sizeBytes - from));
    }

    @Override
    public void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
