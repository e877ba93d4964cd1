package org.rootbuild.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.rootbuild.problem.Failure;

/**
 * Encodes an input block by block on several threads and writes the results in order. The blocks do not depend on the
 * number of threads, so the bytes do not either. The number of blocks in memory is fixed.
 */
final class BlockOutput extends OutputStream {
    private final OutputStream out;
    private final BlockFormat format;
    private final int blockBytes;
    private final int blockLimit;
    private final ExecutorService workers;
    private final List<BlockFormat.Encoder> encoders = new ArrayList<>();
    private final BlockingQueue<BlockFormat.Encoder> idle = new LinkedBlockingQueue<>();
    private final ArrayDeque<Future<Block>> running = new ArrayDeque<>();
    private final ArrayDeque<Block> free = new ArrayDeque<>();
    private int blocks;
    private Block current;
    private boolean broken;
    private boolean closed;

    BlockOutput(OutputStream out, BlockFormat format, int blockBytes, int threads, int blockLimit)
        throws IOException {
        this.out = out;
        this.format = format;
        this.blockBytes = blockBytes;
        this.blockLimit = blockLimit;
        for (int i = 0; i < threads; i++) {
            encoders.add(format.encoder());
        }
        idle.addAll(encoders);
        this.workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "compress");
            thread.setDaemon(true);
            return thread;
        });
        out.write(format.head());
        current = freshBlock(null);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IOException("the stream is closed");
        }
        int done = 0;
        while (done < length) {
            // A full block waits for the next byte, since only then it is known not to be the last.
            if (current.isFull()) {
                submit(false);
            }
            int count = Math.min(length - done, blockBytes - current.inputLength);
            System.arraycopy(bytes, offset + done, current.input, current.inputLength, count);
            current.inputLength += count;
            done += count;
        }
    }

    private void submit(boolean last) throws IOException {
        Block block = current;
        block.last = last;
        format.taken(block);
        // The next block copies its dictionary from this one, so it is made ready before this one may be used again.
        current = last ? null : freshBlock(block);
        running.add(workers.submit(() -> encode(block)));
    }

    private Block encode(Block block) throws IOException, InterruptedException {
        BlockFormat.Encoder encoder = idle.take();
        try {
            encoder.encode(block);
        } finally {
            idle.add(encoder);
        }
        return block;
    }

    private Block freshBlock(Block before) throws IOException {
        if (free.isEmpty() && blocks == blockLimit) {
            writeOldest();
        }
        Block fresh = free.poll();
        if (fresh == null) {
            fresh = new Block(blockBytes);
            blocks++;
        }
        fresh.begin(before);
        return fresh;
    }

    private void writeOldest() throws IOException {
        boolean done = false;
        try {
            Block block = running.remove().get();
            format.written(block);
            out.write(block.output, 0, block.outputLength);
            free.add(block);
            done = true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException trouble) {
            throw asThrown(trouble.getCause());
        } finally {
            broken |= !done;
        }
    }

    private static IOException asThrown(Throwable trouble) {
        if (trouble instanceof OutOfMemoryError) {
            return new Failure("compressing needs more memory than Java was given",
                "Use a lower level, or give Java more memory: ROOTBUILD_JAVA_OPTS=-Xmx2g.", trouble);
        }
        return trouble instanceof IOException plain ? plain : new IOException(trouble);
    }

    /** Does nothing: where the blocks end must not depend on who flushes when. */
    @Override
    public void flush() {
        // see above
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (!broken) {
                finish();
            }
        } finally {
            stop();
        }
    }

    private void finish() throws IOException {
        if (current.inputLength > 0 || format.needsBlock()) {
            submit(true);
        }
        while (!running.isEmpty()) {
            writeOldest();
        }
        out.write(format.tail());
    }

    private void stop() {
        workers.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = workers.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        encoders.forEach(BlockFormat.Encoder::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
