package org.rootbuild.mkfs;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.rootbuild.archive.TarWriter;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.process.Running;
import org.rootbuild.tree.FileTree;

/** One call of a tool that makes a filesystem; what it says goes to the step's log. */
final class ToolRun {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int KEPT_LINES = 12;
    private static final int LONGEST_LINE = 4096;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Surroundings with;
    private final Activity activity;
    private final Deque<String> lastLines = new ArrayDeque<>();

    ToolRun(Surroundings with, Activity activity) {
        this.with = with;
        this.activity = activity;
    }

    /** Runs the tool in the scratch folder with nothing to read. */
    void run(String tool, List<String> arguments, Map<String, String> environment)
        throws IOException, InterruptedException {
        feed(tool, arguments, environment, input -> { });
    }

    /** Runs the tool, which reads the tree as a tar archive. */
    void feedTar(String tool, List<String> arguments, FileTree tree, Map<String, String> environment)
        throws IOException, InterruptedException {
        feed(tool, arguments, environment, input -> new TarWriter(Long.MAX_VALUE).write(tree, input, activity));
    }

    /** Writes what a tool reads. */
    private interface Meal {
        void serve(OutputStream input) throws IOException;
    }

    private void feed(String tool, List<String> arguments, Map<String, String> environment, Meal meal)
        throws IOException, InterruptedException {
        Path path = with.tools().find(tool);
        Command command = Command.of(path).with(arguments).environment(environment).in(with.scratch());
        activity.log("$ " + command.typed());
        try (Running running = with.processes().start(command, false)) {
            Thread output = listen(running.output());
            Thread errors = listen(running.errors());
            Optional<IOException> unserved = serve(running, meal);
            if (unserved.isPresent() && unserved.get() instanceof Failure failure) {
                throw failure;
            }
            int status = status(running, unserved.isPresent());
            output.join(LAST_WORDS.toMillis());
            errors.join(LAST_WORDS.toMillis());
            if (status != 0) {
                throw failure(command, status, unserved);
            } else if (unserved.isPresent()) {
                throw unserved.get();
            }
        }
    }

    private static int status(Running running, boolean shouldEnd) throws InterruptedException {
        if (!shouldEnd) {
            return running.await();
        }
        OptionalInt ended = running.await(LAST_WORDS);
        return ended.orElse(0);
    }

    /** What went wrong; a tool that ends early breaks the pipe, and says itself why. */
    private static Optional<IOException> serve(Running running, Meal meal) {
        try (OutputStream input = new BufferedOutputStream(running.input(), BUFFER_BYTES)) {
            meal.serve(input);
            return Optional.empty();
        } catch (IOException trouble) {
            return Optional.of(trouble);
        }
    }

    private Failure failure(Command command, int status, Optional<IOException> cause) {
        StringBuilder message = new StringBuilder("running " + command.typed() + " ended with exit status " + status);
        synchronized (lastLines) {
            lastLines.forEach(line -> message.append("\n    ").append(line));
        }
        String remedy = "Read its last lines above, mend the cause and try again.";
        return cause.isEmpty() ? new Failure(message.toString(), remedy)
            : new Failure(message.toString(), remedy, cause.get());
    }

    private Thread listen(InputStream stream) {
        Thread thread = new Thread(() -> hear(stream), "output of a filesystem's maker");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void hear(InputStream stream) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String kept = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
                if (kept.isBlank()) {
                    continue;
                }
                activity.log(kept);
                synchronized (lastLines) {
                    if (lastLines.size() == KEPT_LINES) {
                        lastLines.removeFirst();
                    }
                    lastLines.addLast(kept);
                }
            }
        } catch (IOException closed) {
            // The tool was ended.
        }
    }
}
