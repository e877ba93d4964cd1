package org.rootbuild.command;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * Whether somebody wants the run to end. The first signal ends it cleanly: the running step stops, the journal is
 * closed. The second ends the process at once, which costs no more than the step that was running.
 */
final class Interruption implements AutoCloseable {
    private final Signals signals = new Signals();
    private final IntConsumer halt;
    private final List<Runnable> listeners = new ArrayList<>();
    private OptionalInt status = OptionalInt.empty();

    /** @param halt ends the process at once with the exit status */
    Interruption(IntConsumer halt) {
        this.halt = halt;
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
        signals.close();
    }
}
