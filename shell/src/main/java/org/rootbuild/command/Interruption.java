package org.rootbuild.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Whether somebody wants the run to end. The first signal ends it cleanly: the running step stops, the journal is
 * closed. The second ends the process at once, which costs no more than the step that was running. Code of a step need
 * not heed the first one; then a person is told so, and programs, which send one signal and wait, are not kept waiting.
 */
final class Interruption implements AutoCloseable {
    private final Signals signals = new Signals();
    private final IntConsumer halt;
    private final Duration patience;
    private final Runnable unheeded;
    private final List<Runnable> listeners = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private OptionalInt status = OptionalInt.empty();

    /**
     * @param halt     ends the process at once with the exit status
     * @param patience how long the running step may take to stop before {@code unheeded} is run; three times that long,
     *                 and a signal that did not come from the keyboard ends the process
     */
    Interruption(IntConsumer halt, Duration patience, Runnable unheeded) {
        this.halt = halt;
        this.patience = patience;
        this.unheeded = unheeded;
    }

    void takeSignals() {
        signals.take("INT", () -> heard(ExitStatus.INTERRUPTED));
        signals.take("TERM", () -> heard(ExitStatus.TERMINATED));
        signals.take("HUP", () -> heard(ExitStatus.HUNG_UP));
    }

    void heard(int exitStatus) {
        List<Runnable> told;
        synchronized (this) {
            if (status.isPresent()) {
                halt.accept(exitStatus);
                return;
            }
            status = OptionalInt.of(exitStatus);
            told = List.copyOf(listeners);
        }
        told.forEach(Runnable::run);
        Thread waiting = new Thread(() -> wait(exitStatus), "interruption");
        waiting.setDaemon(true);
        waiting.start();
    }

    private void wait(int exitStatus) {
        try {
            if (closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            unheeded.run();
            if (exitStatus != ExitStatus.INTERRUPTED
                && !closed.await(2 * patience.toMillis(), TimeUnit.MILLISECONDS)) {
                halt.accept(exitStatus);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the action run when somebody interrupts, or at once when somebody has. */
    void tell(Runnable action) {
        synchronized (this) {
            listeners.add(action);
            if (status.isEmpty()) {
                return;
            }
        }
        action.run();
    }

    /** The exit status that the signal asks for; empty as long as there was none. */
    synchronized OptionalInt status() {
        return status;
    }

    @Override
    public void close() {
        closed.countDown();
        signals.close();
    }
}
