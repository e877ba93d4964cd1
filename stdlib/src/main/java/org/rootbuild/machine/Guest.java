package org.rootbuild.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Running;

/**
 * A machine that runs. What it prints on its console is seen in order: an expectation begins behind the match of the
 * one before it. Closing it switches the machine off. For one thread at a time.
 */
public final class Guest implements AutoCloseable {
    /** Searching at every single character of a slow serial line would cost more than the guest itself. */
    private static final long SEARCH_PAUSE_MILLIS = 5;
    /** What a kernel still prints behind the line in which it gives up. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);
    private static final Duration STATUS_AFTER_END = Duration.ofSeconds(5);

    private final Running qemu;
    private final Console console;
    private final Supplier<List<String>> qemuErrors;
    private final Accelerator accelerator;
    private final Traces traces;
    private final AutoCloseable streams;

    Guest(Running qemu, Console console, Supplier<List<String>> qemuErrors, Accelerator accelerator, Traces traces,
          AutoCloseable streams) {
        this.qemu = qemu;
        this.console = console;
        this.qemuErrors = qemuErrors;
        this.accelerator = accelerator;
        this.traces = traces;
        this.streams = streams;
    }

    public Accelerator accelerator() {
        return accelerator;
    }

    /** The file with every byte that it printed. */
    public Path log() {
        return traces.log();
    }

    public long qemuPid() {
        return qemu.pid();
    }

    /** Waits until the console shows this text, wherever in a line; colours and carriage returns do not matter. */
    public void expect(String text, Duration within) throws Failure, InterruptedException {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an expected text must not be empty");
        }
        expect(Pattern.compile(text, Pattern.LITERAL), "'" + text + "'", within);
    }

    /**
     * Waits until a part of the console's text matches. The pattern is tried on what has arrived so far, so that one
     * ending in a repetition may match less than what is still to come.
     */
    public MatchResult expect(Pattern pattern, Duration within) throws Failure, InterruptedException {
        return expect(pattern, "/" + pattern.pattern() + "/", within);
    }

    /** Types on the console; {@code "\n"} is the Enter key. */
    public void send(String text) throws Failure {
        OutputStream keys = qemu.input();
        try {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        } catch (IOException gone) {
            throw report("typing on the machine's console did not work because the machine has ended",
                "See in its last lines why it ended.", gone);
        }
    }

    /** Waits until the machine switches itself off (or resets, which ends it too). */
    public void awaitEnd(Duration within) throws Failure, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!console.ended()) {
            requireHealth("its end");
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw late("its end", within);
            }
            console.awaitChange(console.changes(), Math.min(left / 1_000_000 + 1, LAST_WORDS.toMillis()));
        }
        requireHealth("its end");
        int status = exitStatus();
        if (status != 0) {
            throw report("the machine was waited for to switch itself off, but " + endedWith(status), endRemedy(),
                null);
        }
    }

    @Override
    public void close() {
        qemu.close();
        try {
            streams.close();
        } catch (Exception notClosed) {
            throw new IllegalStateException("closing the console of " + log(), notClosed);
        }
    }

    private MatchResult expect(Pattern pattern, String what, Duration within) throws Failure, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            boolean ended = console.ended();
            long seen = console.changes();
            var match = console.find(pattern);
            if (match.isPresent()) {
                return match.get();
            }
            requireHealth(what);
            if (ended) {
                throw report("the machine was waited for to print " + what + ", but " + endedWith(exitStatus()),
                    endRemedy(), null);
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw late(what, within);
            }
            console.awaitChange(seen, left / 1_000_000 + 1);
            Thread.sleep(SEARCH_PAUSE_MILLIS);
        }
    }

    private void requireHealth(String what) throws Failure, InterruptedException {
        if (console.panic().isPresent()) {
            qemu.await(LAST_WORDS);
            String emulated = accelerator == Accelerator.TCG ? " This machine is emulated without KVM: where they speak"
                + " of timers or of the processor, start it again, on a host that is less busy." : "";
            throw report("the machine was waited for (" + what + "), but its kernel gave up with '"
                + console.panic().get() + "'", "Read the lines before the panic: they name what the kernel missed,"
                + " such as a driver or its root filesystem." + emulated, null);
        }
        if (console.logProblem().isPresent()) {
            throw report("writing the console's log " + log() + " did not work: "
                + console.logProblem().get().getMessage(), "Free some space on its disk and start again.",
                console.logProblem().get());
        }
    }

    private Failure late(String what, Duration within) {
        String slow = accelerator == Accelerator.TCG
            ? " This machine is emulated without KVM and may only be slow: then give it more time." : "";
        return report("the machine was waited for (" + what + "), but " + seconds(within)
            + " passed without it", "See in its last lines where it stands." + slow, null);
    }

    private String endedWith(int status) {
        return status == 0 ? "it switched itself off or reset"
            : "QEMU ended with exit status " + status;
    }

    private String endRemedy() {
        return qemuErrors.get().isEmpty() ? "See in its last lines what it did before; a reset without a word is a"
            + " fault in its very first code or a kernel for another machine." : "Mend what QEMU complains about.";
    }

    private int exitStatus() throws InterruptedException {
        OptionalInt status = qemu.await(STATUS_AFTER_END);
        return status.orElse(-1);
    }

    private Failure report(String sentence, String remedy, Exception cause) {
        StringBuilder message = new StringBuilder(sentence);
        qemuErrors.get().forEach(line -> message.append("\n    qemu: ").append(line));
        List<String> lines = console.lastLines();
        message.append(lines.isEmpty() ? "\n    it printed nothing" : "");
        lines.forEach(line -> message.append("\n    ").append(line));
        message.append("\n    whole console: ").append(log());
        if (qemu.isAlive()) {
            traces.photograph().ifPresent(line -> message.append("\n    ").append(line));
        }
        return cause == null ? new Failure(message.toString(), remedy)
            : new Failure(message.toString(), remedy, Objects.requireNonNull(cause));
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() / 1000.0 + " s";
    }
}
