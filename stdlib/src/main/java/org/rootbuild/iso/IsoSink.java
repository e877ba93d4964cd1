package org.rootbuild.iso;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;
import org.rootbuild.volume.SmallFiles;

/** Where an ISO is written to, from its first byte to its last. */
final class IsoSink {
    private static final int BUFFER = 1 << 20;
    /** The kernel copies so much at once, so that an interruption is heard. */
    private static final long PIECE = 1L << 26;

    private final WritableByteChannel out;
    private final Optional<FileChannel> file;
    private final Activity activity;
    private final long totalBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final SmallFiles small = new SmallFiles();
    private long written;

    IsoSink(WritableByteChannel out, Activity activity, long totalBytes) {
        this.out = out;
        this.file = out instanceof FileChannel channel ? Optional.of(channel) : Optional.empty();
        this.activity = activity;
        this.totalBytes = totalBytes;
    }

    private long position() {
        return written + buffer.position();
    }

    void put(byte[] bytes) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            int count = Math.min(room(), from.remaining());
            buffer.put(from.slice().limit(count));
            from.position(from.position() + count);
        }
    }

    /** Writes zeros up to a block. */
    void zerosTo(long block) throws IOException {
        long left = block * Blocks.BYTES - position();
        if (left < 0) {
            throw new IllegalStateException("block " + block + " lies " + -left + " bytes back");
        }
        while (left > 0) {
            int count = (int) Math.min(room(), left);
            for (int i = 0; i < count; i++) {
                buffer.put((byte) 0);
            }
            left -= count;
        }
    }

    private int room() throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        return buffer.remaining();
    }

    void flush() throws IOException {
        buffer.flip();
        written += buffer.remaining();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        buffer.clear();
        activity.progress("ISO", written, totalBytes);
    }

    /** Writes what the content holds, which must be as many bytes as it said. */
    void content(FileData data, String shown) throws IOException, InterruptedException {
        Optional<Path> host = data.content.file();
        boolean same;
        try {
            if (host.isEmpty()) {
                same = stream(data);
            } else if (data.sizeBytes <= SmallFiles.LONGEST_BYTES) {
                same = small(host.get(), (int) data.sizeBytes);
            } else {
                same = large(host.get(), data.sizeBytes);
            }
        } catch (java.nio.file.FileSystemException trouble) {
            throw new Failure(shown + " could not be read: " + Reason.of(trouble),
                "Allow this user to read it, and let nothing else change it meanwhile.", trouble);
        }
        if (!same) {
            throw new Failure(shown + " has not " + data.sizeBytes + " bytes any more",
                "Let nothing else change it, then try again.");
        }
    }

    private boolean small(Path host, int sizeBytes) throws IOException {
        if (buffer.remaining() <= sizeBytes) {
            flush();
        }
        return small.read(host, sizeBytes, buffer);
    }

    private boolean large(Path host, long sizeBytes) throws IOException, InterruptedException {
        try (FileChannel from = FileChannel.open(host, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (from.size() != sizeBytes) {
                return false;
            }
            if (file.isEmpty()) {
                return channel(from, sizeBytes);
            }
            flush();
            long done = 0;
            while (done < sizeBytes) {
                interrupted();
                long count = from.transferTo(done, Math.min(PIECE, sizeBytes - done), file.get());
                if (count <= 0) {
                    return false;
                }
                done += count;
                written += count;
                activity.progress("ISO", written, totalBytes);
            }
            return true;
        }
    }

    private boolean stream(FileData data) throws IOException, InterruptedException {
        try (InputStream in = data.content.open(); ReadableByteChannel from = Channels.newChannel(in)) {
            return channel(from, data.sizeBytes) && in.read() < 0;
        }
    }

    private boolean channel(ReadableByteChannel from, long sizeBytes) throws IOException, InterruptedException {
        long left = sizeBytes;
        while (left > 0) {
            interrupted();
            int count = (int) Math.min(room(), left);
            buffer.limit(buffer.position() + count);
            int found = from.read(buffer);
            buffer.limit(buffer.capacity());
            if (found < 0) {
                return false;
            }
            left -= found;
        }
        return true;
    }

    private static void interrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
