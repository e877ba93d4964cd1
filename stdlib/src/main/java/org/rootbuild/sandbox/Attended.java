package org.rootbuild.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Command;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Running;

/** Runs a program whose streams a person, or a pipe, has the other ends of. */
record Attended(Processes processes, Streams streams) {
    private static final int BUFFER_BYTES = 8192;

    /** The words that start a program so. */
    static List<String> words(Streams streams, HostTools host, List<String> program) throws HostLacks {
        return streams instanceof Streams.Terminal ? host.onTerminal(program) : host.inSession(program);
    }

    /** Runs the command to its end; answers its exit status. */
    int run(Command command) throws Failure, InterruptedException {
        if (streams instanceof Streams.Pipes pipes) {
            return piped(command, pipes);
        }
        try (Running tool = processes.startAtTerminal(command)) {
            return tool.await();
        }
    }

    private int piped(Command command, Streams.Pipes pipes) throws Failure, InterruptedException {
        try (Running tool = processes.start(command, true)) {
            background("input", () -> feed(pipes.in(), tool));
            FutureTask<Void> output = background("output", () -> copy(tool.output(), pipes.out()));
            FutureTask<Void> complaints = background("errors", () -> copy(tool.errors(), pipes.errors()));
            int status = tool.await();
            await(output);
            await(complaints);
            return status;
        }
    }

    private static void feed(InputStream in, Running tool) {
        try (OutputStream input = tool.input()) {
            copy(in, input);
        } catch (IOException readNoFurther) {
            // The program ended, or wants no more.
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
                to.flush();
            }
        } catch (IOException closed) {
            // Whoever read it has gone; so has, soon, the program.
        }
    }

    private static FutureTask<Void> background(String what, Runnable action) {
        FutureTask<Void> task = new FutureTask<>(action, null);
        Thread thread = new Thread(task, what + " of a visit");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void await(FutureTask<Void> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException(unexpected.getCause());
        }
    }
}
