package org.rootbuild.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes a file and has the host bring it to the disk meanwhile, in another thread, so that nobody has to wait for all
 * of it at the end.
 */
final class EarlySync extends OutputStream {
    private static final long STEP_BYTES = 16 << 20;

    private final FileChannel channel;
    private Optional<CompletableFuture<Void>> running = Optional.empty();
    private long unsynced;

    EarlySync(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int at, int length) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(bytes, at, length);
        while (from.hasRemaining()) {
            channel.write(from);
        }
        unsynced += length;
        if (unsynced >= STEP_BYTES && running.map(CompletableFuture::isDone).orElse(true)) {
            await();
            unsynced = 0;
            running = Optional.of(begin());
        }
    }

    private CompletableFuture<Void> begin() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                channel.force(false);
                done.complete(null);
            } catch (IOException trouble) {
                done.completeExceptionally(trouble);
            }
        }, "brings a file to the disk");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** The host tells of a failed writing only once, so that it must not be lost. */
    private void await() throws IOException {
        if (running.isPresent()) {
            try {
                running.get().join();
            } catch (CompletionException failed) {
                throw new IOException(failed.getCause().getMessage(), failed.getCause());
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            await();
        }
    }
}
