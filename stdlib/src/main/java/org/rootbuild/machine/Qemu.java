package org.rootbuild.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Command;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Running;
import org.rootbuild.process.Tools;

/** Boots machines with {@code qemu-system-x86_64}. A machine never outlives the {@link Processes} it is one of. */
public final class Qemu {
    static final String TOOL = "qemu-system-x86_64";

    private static final int MOST_ERROR_LINES = 15;
    private static final long STREAM_END_MILLIS = 2_000;

    private final Processes processes;
    private final Tools tools;
    private final AcceleratorProbe probe;

    public Qemu(Processes processes, Tools tools, AcceleratorProbe probe) {
        this.processes = Objects.requireNonNull(processes);
        this.tools = Objects.requireNonNull(tools);
        this.probe = Objects.requireNonNull(probe);
    }

    /**
     * Switches the machine on; the caller closes it. The console goes to {@code log} as it is (an older file there is
     * replaced, missing folders are made) and to {@link Activity#log} as lines of plain text.
     *
     * @throws HostLacks if QEMU is missing, or KVM is asked for and does not work
     */
    public Guest start(Machine machine, Path log, Activity activity) throws Failure, InterruptedException {
        Path qemu = tools.find(TOOL);
        requireReadable(machine.kernel(), "kernel");
        if (machine.initrd().isPresent()) {
            requireReadable(machine.initrd().get(), "initrd");
        }
        Accelerator accelerator = choose(machine, activity);
        OutputStream bytes = open(log.toAbsolutePath());
        Running running;
        try {
            running = processes.start(
                Command.of(qemu).with(QemuLine.arguments(machine, accelerator)), false);
        } catch (Failure | InterruptedException | RuntimeException notStarted) {
            closeQuietly(bytes);
            throw notStarted;
        }
        return attach(running, new Console(bytes, activity::log), accelerator, log.toAbsolutePath(), bytes, activity);
    }

    private Accelerator choose(Machine machine, Activity activity) throws Failure, InterruptedException {
        if (machine.acceleration() == Acceleration.TCG) {
            return Accelerator.TCG;
        }
        Verdict verdict = probe.verdict();
        if (!verdict.kvmWorks()) {
            String found = verdict.whyNot().orElseThrow();
            if (machine.acceleration() == Acceleration.KVM) {
                throw new HostLacks("the machine asks for KVM, which does not work here: " + found, verdict.remedy());
            }
            activity.log("KVM does not work here: " + found);
            activity.note("KVM does not work here, so the machine is emulated, which is slow; 'rootbuild doctor' says"
                + " more");
        }
        return verdict.best();
    }

    private static Guest attach(Running running, Console console, Accelerator accelerator, Path log,
                                OutputStream bytes, Activity activity) {
        List<String> errors = Collections.synchronizedList(new ArrayList<>());
        Thread serial = daemon("console of " + log.getFileName(), () -> console.drain(running.output()));
        Thread complaints = daemon("errors of " + log.getFileName(), () -> hear(running, errors, activity));
        serial.start();
        complaints.start();
        return new Guest(running, console, () -> complete(errors, complaints, running), accelerator, log, () -> {
            serial.join(STREAM_END_MILLIS);
            complaints.join(STREAM_END_MILLIS);
            bytes.close();
        });
    }

    /** Once QEMU has ended, its last words are on their way through the pipe: worth a moment. */
    private static List<String> complete(List<String> errors, Thread complaints, Running running) {
        try {
            if (!running.isAlive()) {
                complaints.join(STREAM_END_MILLIS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    private static void hear(Running running, List<String> errors, Activity activity) {
        try (var reader = new BufferedReader(new InputStreamReader(running.errors(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                activity.log("qemu: " + line);
                if (errors.size() < MOST_ERROR_LINES) {
                    errors.add(line);
                }
            }
        } catch (IOException closed) {
            // QEMU was ended from outside.
        }
    }

    private static void requireReadable(Path file, String what) throws Failure {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Failure("the machine's " + what + " " + file + " is not a file that can be read",
                "Check the path and its permissions.");
        }
    }

    private static OutputStream open(Path log) throws Failure {
        try {
            Files.createDirectories(log.getParent());
            return Files.newOutputStream(log);
        } catch (IOException notOpened) {
            throw new Failure("making the console's log " + log + " did not work: " + notOpened.getMessage(),
                "Make its folder writable, or name another.", notOpened);
        }
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException unwritten) {
            // It is empty, and the failure on its way says more.
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
