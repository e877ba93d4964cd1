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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Ovmf ovmf;

    public Qemu(Processes processes, Tools tools, AcceleratorProbe probe, Ovmf ovmf) {
        this.processes = Objects.requireNonNull(processes);
        this.tools = Objects.requireNonNull(tools);
        this.probe = Objects.requireNonNull(probe);
        this.ovmf = Objects.requireNonNull(ovmf);
    }

    /**
     * Switches the machine on; the caller closes it. The console goes to {@code log} as it is (an older file there is
     * replaced, missing folders are made) and to {@link Activity#log} as lines of plain text. Where the machine has a
     * screen, and something that is waited for does not come, a picture of it is put beside the log.
     *
     * @param scratch a folder for this machine alone, where it keeps what is not to be written to its images; it may
     *                be removed when the machine is closed
     * @throws HostLacks if QEMU is missing, or KVM is asked for and does not work, or UEFI is and there is none
     */
    public Guest start(Machine machine, Path scratch, Path log, Activity activity)
        throws Failure, InterruptedException {
        Path folder = scratch.toAbsolutePath();
        Accelerator accelerator = choose(machine, activity);
        Command command = command(machine, accelerator, folder, false)
            .with(machine.screen() ? Monitor.ARGUMENTS : List.of());
        OutputStream bytes = activity.discreet(open(log.toAbsolutePath()));
        Running running;
        try {
            running = processes.start(command, false);
        } catch (Failure | InterruptedException | RuntimeException notStarted) {
            closeQuietly(bytes);
            throw notStarted;
        }
        Optional<Monitor> monitor = machine.screen() ? Optional.of(new Monitor(running.pid(), folder))
            : Optional.empty();
        return attach(running, new Console(bytes, activity::log), accelerator,
            new Traces(log.toAbsolutePath(), monitor), bytes, activity);
    }

    /**
     * Runs the machine with its console where this process itself reads and writes, until it ends; Ctrl-A and then X
     * end it. Answers QEMU's exit status.
     */
    public int runAtTerminal(Machine machine, Path scratch, Activity activity) throws Failure, InterruptedException {
        Accelerator accelerator = choose(machine, activity);
        Command command = command(machine, accelerator, scratch.toAbsolutePath(), true);
        try (Running running = processes.startAtTerminal(command)) {
            return running.await();
        }
    }

    private Command command(Machine machine, Accelerator accelerator, Path scratch, boolean attended)
        throws Failure {
        Path qemu = tools.find(TOOL);
        if (machine.kernel().isPresent()) {
            requireReadable(machine.kernel().get().kernel(), "kernel");
        }
        if (machine.kernel().isPresent() && machine.kernel().get().initrd().isPresent()) {
            requireReadable(machine.kernel().get().initrd().get(), "initrd");
        }
        List<ImageFormat> formats = new ArrayList<>();
        for (Drive drive : machine.drives()) {
            formats.add(ImageFormat.of(drive.image()));
        }
        Optional<Ovmf.Found> uefi = Optional.empty();
        if (machine.firmware() == Firmware.UEFI) {
            Ovmf.Found found = ovmf.find();
            uefi = Optional.of(new Ovmf.Found(found.code(), found.freshVariables(scratch)));
        }
        // QEMU puts what a snapshot's machine writes into this folder, in a file without a name.
        return Command.of(qemu).with(QemuLine.arguments(machine, accelerator, formats, uefi, attended)).in(scratch)
            .environment(Map.of("TMPDIR", scratch.toString()));
    }

    private Accelerator choose(Machine machine, Activity activity) throws Failure, InterruptedException {
        tools.find(TOOL);
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

    private static Guest attach(Running running, Console console, Accelerator accelerator, Traces traces,
                                OutputStream bytes, Activity activity) {
        Path log = traces.log();
        List<String> errors = Collections.synchronizedList(new ArrayList<>());
        Thread serial = daemon("console of " + log.getFileName(), () -> console.drain(running.output()));
        Thread complaints = daemon("errors of " + log.getFileName(), () -> hear(running, errors, activity));
        serial.start();
        complaints.start();
        return new Guest(running, console, () -> complete(errors, complaints, running), accelerator, traces, () -> {
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
