package org.rootbuild.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * Lets so many changes through and none after, with the last one cut in half, as if the process had died there; and can
 * take back what was not forced by then, as a loss of power may.
 */
final class StoppingFiles implements EditFiles {
    /** What a dead process would not have lived to see. */
    static final class Stopped extends IOException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped here");
        }
    }

    private record Unforced(Path file, long at, byte[] before, long sizeBefore) {
    }

    private final EditFiles real = EditFiles.ofHost();
    private final Deque<Unforced> unforced = new ArrayDeque<>();
    private final long last;
    private long count;

    StoppingFiles(long last) {
        this.last = last;
    }

    long count() {
        return count;
    }

    private void change() throws Stopped {
        if (++count > last) {
            throw new Stopped();
        }
    }

    @Override
    public FileChannel open(Path file, OpenOption... options) throws IOException {
        return new Channel(file, real.open(file, options));
    }

    @Override
    public void delete(Path file) throws IOException {
        change();
        unforced.removeIf(one -> one.file().equals(file));
        real.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        change();
    }

    /** Undoes some of the writes that were not forced, the later ones first. */
    void losePower(Random random) throws IOException {
        while (!unforced.isEmpty()) {
            Unforced one = unforced.pop();
            if (random.nextBoolean() && java.nio.file.Files.exists(one.file())) {
                try (FileChannel channel = FileChannel.open(one.file(), java.nio.file.StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(one.before()), one.at());
                }
            }
        }
    }

    private final class Channel extends FileChannel {
        private final Path file;
        private final FileChannel channel;

        Channel(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer from, long at) throws IOException {
            if (count == last) {
                count++;
                ByteBuffer half = from.duplicate();
                half.limit(half.position() + half.remaining() / 2);
                remember(at, half.remaining());
                channel.write(half, at);
                throw new Stopped();
            }
            change();
            remember(at, from.remaining());
            return channel.write(from, at);
        }

        private void remember(long at, int length) throws IOException {
            ByteBuffer before = ByteBuffer.allocate(length);
            channel.read(before, at);
            unforced.push(new Unforced(file, at, before.array(), channel.size()));
        }

        @Override
        public void force(boolean metaData) throws IOException {
            change();
            unforced.removeIf(one -> one.file().equals(file));
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            return channel.read(into, at);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public FileLock tryLock(long at, long size, boolean shared) throws IOException {
            return channel.tryLock(at, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }

        @Override
        public int read(ByteBuffer into) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] into, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long at, long length, WritableByteChannel into) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel from, long at, long length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long at, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long at, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
