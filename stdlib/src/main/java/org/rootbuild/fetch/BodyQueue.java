package org.rootbuild.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, taken piece by piece by the thread that asked: unlike a stream it can be waited for with a
 * time limit, and an interrupt ends the waiting at once.
 */
final class BodyQueue implements BodySubscriber<BodyQueue>, AutoCloseable {
    private sealed interface Signal permits Piece, End, Broken {
    }

    private record Piece(List<ByteBuffer> buffers) implements Signal {
    }

    private record End() implements Signal {
    }

    private record Broken(Throwable cause) implements Signal {
    }

    /** No piece came in time. */
    static final class Silence extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> pending = new ArrayDeque<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private boolean ended;

    /** The next bytes, or nothing at the end. One piece is asked for at a time, so a slow disk slows the server. */
    Optional<ByteBuffer> next(Duration patience) throws IOException, InterruptedException, Silence {
        while (pending.isEmpty() && !ended) {
            Signal signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (signal == null) {
                throw new Silence();
            } else if (signal instanceof Piece piece) {
                piece.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(pending::add);
                subscription.join().request(1);
            } else if (signal instanceof Broken broken) {
                throw new IOException(broken.cause());
            } else {
                ended = true;
            }
        }
        return Optional.ofNullable(pending.poll());
    }

    @Override
    public CompletionStage<BodyQueue> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription.complete(given);
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Piece(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Broken(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new End());
    }

    /** Gives up what has not been read; the connection is then closed instead of used again. */
    @Override
    public void close() {
        if (!ended) {
            subscription.thenAccept(Subscription::cancel);
        }
    }
}
