package org.rootbuild.compress;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.rootbuild.problem.Failure;

/**
 * Reads a stream on a thread of its own, at most two MiB ahead, so that decoding and the use of what was decoded run
 * side by side. What went wrong over there is thrown here, behind the bytes that came before it. Once the end was seen,
 * or after {@link #close}, the thread touches the stream no more.
 */
public final class ReadAhead extends InputStream {
    private static final int CHUNK_BYTES = 1 << 18;
    private static final int CHUNKS = 8;

    private final InputStream in;
    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final Thread thread;
    private Chunk current = new Chunk();
    private int from;
    private boolean ended;

    public ReadAhead(InputStream in) {
        this.in = in;
        for (int i = 0; i < CHUNKS; i++) {
            free.add(new Chunk());
        }
        thread = new Thread(this::readAll, "read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Chunk {
        private final byte[] bytes = new byte[CHUNK_BYTES];
        private int length;
        private boolean last;
        private Throwable trouble;
    }

    private void readAll() {
        try {
            boolean more = true;
            while (more) {
                Chunk chunk = free.take();
                fill(chunk);
                more = !chunk.last;
                full.put(chunk);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill(Chunk chunk) {
        chunk.length = 0;
        try {
            while (chunk.length < CHUNK_BYTES) {
                int count = in.read(chunk.bytes, chunk.length, CHUNK_BYTES - chunk.length);
                if (count < 0) {
                    chunk.last = true;
                    return;
                }
                chunk.length += count;
            }
        } catch (IOException | RuntimeException | Error trouble) {
            chunk.trouble = trouble;
            chunk.last = true;
        }
    }

    @Override
    public int read() throws IOException {
        return ready() ? current.bytes[from++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        int count = Math.min(length, current.length - from);
        System.arraycopy(current.bytes, from, target, offset, count);
        from += count;
        return count;
    }

    private boolean ready() throws IOException {
        while (from == current.length) {
            if (current.trouble != null) {
                throw asThrown(current.trouble);
            }
            if (ended || current.last) {
                ended = true;
                return false;
            }
            try {
                free.put(current);
                current = full.take();
                from = 0;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new java.io.InterruptedIOException("interrupted while decoding");
            }
        }
        return true;
    }

    private static IOException asThrown(Throwable trouble) {
        if (trouble instanceof Failure failure) {
            return failure;
        }
        if (trouble instanceof OutOfMemoryError) {
            return new Failure("decoding needs more memory than Java was given",
                "Give Java more memory: ROOTBUILD_JAVA_OPTS=-Xmx2g.", trouble);
        }
        return trouble instanceof IOException plain ? plain : new IOException(trouble);
    }

    /** Ends the thread; the stream that was read is not closed. */
    @Override
    public void close() throws IOException {
        ended = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            thread.interrupt();
            try {
                thread.join(100);
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
