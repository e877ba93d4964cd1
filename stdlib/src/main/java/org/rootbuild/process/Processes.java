package org.rootbuild.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

/**
 * Starts host tools that never outlive this process: a closed instance, an ordered end of the JVM (a hook) and, on
 * Linux with util-linux, even a killed JVM (see {@link Leash}) end them with everything that they started. Without
 * util-linux's setpriv a tool can outlive a JVM that was killed with signal 9, and only that.
 *
 * <p>The kernel ends a leashed process when the <em>thread</em> that started it ends, so one thread of this instance
 * starts them all and lives as long as the instance. Safe for use from any thread.
 */
public final class Processes implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService starter;
    private final Future<Leash> leash;
    private final Thread hook;
    private volatile boolean ending;

    /** Uses the {@code setpriv} and {@code unshare} of {@code tools}, tried once in the background. */
    public Processes(Tools tools) {
        starter = Executors.newSingleThreadExecutor(task -> daemon("process starter", task));
        leash = starter.submit(() -> Leash.probe(tools));
        hook = new Thread(this::killAll, "process end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Runs a tool to its end, with nothing on its standard input. Output and errors go to {@code line} together, by
     * line, on another thread. An interrupt ends the tool with everything that it started.
     *
     * @throws CommandFailed if it ends with a status that is not good, or takes too long
     * @throws HostLacks     if it cannot be started
     */
    public Finished run(Command command, Consumer<String> line) throws Failure, InterruptedException {
        long start = System.nanoTime();
        Lines lines = new Lines(command.keptLines(), line);
        try (Running tool = launch(command, true, Wiring.TOGETHER)) {
            FutureTask<Void> reading = new FutureTask<>(() -> drain(tool, lines), null);
            daemon("output of " + command.tool().getFileName(), reading).start();
            boolean inTime = waitFor(tool, command);
            if (!inTime) {
                tool.close();
            }
            awaitEnd(reading);
            if (!inTime) {
                throw CommandFailed.late(command, lines.last());
            }
            int status = tool.await();
            if (!command.goodStatuses().contains(status)) {
                throw CommandFailed.status(command, status, lines.last());
            }
            return new Finished(status, Duration.ofNanos(System.nanoTime() - start), lines.last());
        }
    }

    /**
     * Starts a tool whose streams the caller serves; the caller closes it. The command's time limit and good statuses
     * are the caller's affair too.
     *
     * @param startsOthers whether the tool may start processes of its own; if not, it keeps its ordinary place among
     *                     the host's processes
     */
    public Running start(Command command, boolean startsOthers) throws Failure, InterruptedException {
        return launch(command, startsOthers, Wiring.APART);
    }

    /**
     * Starts a tool, which may start others, that reads and writes where this process itself does: at its terminal. The
     * caller closes it.
     */
    public Running startAtTerminal(Command command) throws Failure, InterruptedException {
        return launch(command, true, Wiring.OURS);
    }

    /** Where a tool reads and writes. */
    private enum Wiring {
        /** Output and errors together, and nothing to read. */
        TOGETHER {
            @Override
            void set(ProcessBuilder builder) {
                builder.redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            }
        },
        /** Three streams for the caller to serve. */
        APART {
            @Override
            void set(ProcessBuilder builder) {
                builder.redirectErrorStream(false);
            }
        },
        /** Those of this process. */
        OURS {
            @Override
            void set(ProcessBuilder builder) {
                builder.inheritIO();
            }
        };

        abstract void set(ProcessBuilder builder);
    }

    /** Ends every tool that still runs; none can be started afterwards. */
    @Override
    public void close() {
        ending = true;
        running.forEach(Running::close);
        starter.shutdown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The JVM is ending: the hook runs, and finds nothing left to do.
        }
    }

    private void killAll() {
        ending = true;
        running.forEach(Running::close);
    }

    private Running launch(Command command, boolean startsOthers, Wiring wiring)
        throws Failure, InterruptedException {
        Future<Running> start;
        try {
            start = starter.submit(() -> begin(command, startsOthers, wiring));
        } catch (RejectedExecutionException closed) {
            throw new IllegalStateException("processes were closed before " + command.typed(), closed);
        }
        try {
            return start.get();
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (InterruptedException stop) {
            endOrphan(start);
            throw stop;
        }
    }

    /** Nobody waits for this start any more, but it may have worked or be about to. */
    private void endOrphan(Future<Running> start) {
        starter.execute(() -> {
            try {
                start.get().close();
            } catch (ExecutionException | InterruptedException neverStarted) {
                // Nothing to end.
            }
        });
    }

    /** Runs on the starter thread. */
    private Running begin(Command command, boolean startsOthers, Wiring wiring) throws Exception {
        if (ending) {
            throw new Failure("starting " + command.typed() + " was refused because rootbuild is ending",
                "Start the build again.");
        }
        requireStartable(command);
        List<String> words = new ArrayList<>(startsOthers ? leash.get().tree() : leash.get().one());
        words.add(command.tool().toString());
        words.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(words).directory(command.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        wiring.set(builder);
        Running tool = new Running(command, started(command, builder), startsOthers && leash.get().namespace());
        register(tool);
        return tool;
    }

    /** Seen before the start, because behind a leash the kernel's answer is only an exit status of the leash. */
    private static void requireStartable(Command command) throws HostLacks {
        if (!Files.isExecutable(command.tool())) {
            throw new HostLacks("starting " + command.typed() + " did not work because " + command.tool()
                + " is no executable file", Packages.remedy(command.tool().getFileName().toString()));
        }
        if (!Files.isDirectory(command.folder())) {
            throw new HostLacks("starting " + command.typed() + " did not work because its folder "
                + command.folder() + " does not exist", "Make the folder, or name another.");
        }
    }

    private void register(Running tool) {
        running.add(tool);
        tool.onExit(() -> running.remove(tool));
        if (ending) {
            tool.kill();
        }
    }

    private static Process started(Command command, ProcessBuilder builder) throws HostLacks {
        try {
            return builder.start();
        } catch (IOException notStarted) {
            throw new HostLacks("starting " + command.typed() + " in " + command.folder() + " did not work: "
                + notStarted.getMessage(), "Check that the tool is an executable for this machine, that the folder"
                + " exists, and that the arguments are not too long for the kernel.", notStarted);
        }
    }

    private static boolean waitFor(Running tool, Command command) throws InterruptedException {
        if (command.limit().isPresent()) {
            return tool.await(command.limit().get()).isPresent();
        }
        tool.await();
        return true;
    }

    private static void drain(Running tool, Lines lines) {
        try {
            lines.drain(tool.output());
        } catch (IOException streamClosed) {
            // The tool was ended from outside; what it printed until then is kept.
        } catch (RuntimeException consumerFailed) {
            tool.kill();
            throw consumerFailed;
        }
    }

    /** Waits for the last lines, but not for ever: something else may hold the stream open. */
    private static void awaitEnd(Future<Void> reading) throws InterruptedException {
        try {
            reading.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException heldOpen) {
            reading.cancel(true);
        } catch (ExecutionException consumerFailed) {
            throw new IllegalStateException("the listener of a tool's output failed", consumerFailed.getCause());
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
