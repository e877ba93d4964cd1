package org.rootbuild.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rootbuild.event.Activity;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Goes once through the bytes of an image: they are written to a stream, and their checksums go into a block map,
 * computed beside it on a thread of its own. Holes are not read. Memory does not depend on the image's size.
 */
final class ImagePass implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int CHUNKS = 6;

    /** An array, and when it may be used again. */
    private record Chunk(byte[] bytes, Future<?> digested) {
    }

    private final Volume volume;
    private final DataRuns runs;
    private final OutputStream out;
    private final Optional<BlockMap> map;
    private final Activity activity;
    private final byte[] zeros = new byte[CHUNK_BYTES];
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final ExecutorService digester = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "block map");
        thread.setDaemon(true);
        return thread;
    });

    /** @param runs what is read and gets into the map */
    ImagePass(Volume volume, DataRuns runs, OutputStream out, Optional<BlockMap> map, Activity activity) {
        this.volume = volume;
        this.runs = runs;
        this.out = out;
        this.map = map;
        this.activity = activity;
    }

    void run() throws IOException {
        long at = 0;
        Optional<Range> run = runs.next(0);
        while (run.isPresent()) {
            hole(at, run.get().at());
            data(run.get());
            at = run.get().end();
            run = runs.next(at);
        }
        hole(at, volume.sizeBytes());
        while (!chunks.isEmpty()) {
            awaited(chunks.remove().digested());
        }
    }

    private void hole(long from, long end) throws IOException {
        for (long at = from; at < end; at += CHUNK_BYTES) {
            out.write(zeros, 0, (int) Math.min(CHUNK_BYTES, end - at));
            said(at);
        }
    }

    private void data(Range run) throws IOException {
        MessageDigest sha256 = BlockMap.sha256();
        for (long at = run.at(); at < run.end(); at += CHUNK_BYTES) {
            int length = (int) Math.min(CHUNK_BYTES, run.end() - at);
            byte[] bytes = freeBytes();
            volume.read(at, ByteBuffer.wrap(bytes, 0, length));
            Future<?> digested = map.isEmpty() ? CompletableFuture.completedFuture(length)
                : digester.submit(() -> sha256.update(bytes, 0, length));
            chunks.add(new Chunk(bytes, digested));
            out.write(bytes, 0, length);
            said(at);
        }
        map.ifPresent(known -> digester.execute(() -> known.add(run, sha256.digest())));
    }

    private void said(long at) throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while writing an image");
        }
        activity.progress("writing the image", at, volume.sizeBytes());
    }

    private byte[] freeBytes() throws IOException {
        if (chunks.size() < CHUNKS) {
            return new byte[CHUNK_BYTES];
        }
        Chunk oldest = chunks.remove();
        awaited(oldest.digested());
        return oldest.bytes();
    }

    private static void awaited(Future<?> work) throws IOException {
        try {
            work.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing an image");
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
    }

    /** Waits for the last checksum. */
    @Override
    public void close() {
        digester.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = digester.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
