package org.rootbuild.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A started host tool with its three streams. Closing it ends the tool and everything that it started. */
public final class Running implements AutoCloseable {
    private static final long GRACE_NANOS = 5_000_000_000L;
    private static final long FROM_INSIDE_MILLIS = 500;

    private final Command command;
    private final Process process;
    private final boolean ownNamespace;

    Running(Command command, Process process, boolean ownNamespace) {
        this.ownNamespace = ownNamespace;
        this.command = command;
        this.process = process;
    }

    public Command command() {
        return command;
    }

    /** What the tool reads as its standard input. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** What the tool prints on its standard output. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** What the tool prints on its standard error. */
    public InputStream errors() {
        return process.getErrorStream();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** The exit status (128 + n for signal n), or empty when the tool still runs after {@code longest}. */
    public OptionalInt await(Duration longest) throws InterruptedException {
        return process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS)
            ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** The exit status (128 + n for signal n). */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends the tool with everything that it started and waits until all are gone; an interrupt waits no longer. */
    @Override
    public void close() {
        try {
            if (!endedFromInside()) {
                List<ProcessHandle> others = kill();
                long deadline = System.nanoTime() + GRACE_NANOS;
                process.waitFor(GRACE_NANOS, TimeUnit.NANOSECONDS);
                while (others.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
                    Thread.sleep(2);
                }
            }
        } catch (InterruptedException stop) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * In a namespace of its own the tool is the only child: with it the kernel ends all others, and the process that
     * made the namespace sees them off. Killed the other way round they would be left to the host's first process,
     * which in containers can be slow to take them.
     */
    private boolean endedFromInside() throws InterruptedException {
        // Looking for children means looking at every process of the host; one that ended as it should has none.
        if (!ownNamespace || !process.isAlive()) {
            return !process.isAlive();
        }
        try (Stream<ProcessHandle> children = process.children()) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
        return process.waitFor(FROM_INSIDE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends it without waiting. The children are listed first, since a dead parent no longer tells them. */
    List<ProcessHandle> kill() {
        List<ProcessHandle> others;
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            others = descendants.toList();
        }
        process.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
        return others;
    }
}
