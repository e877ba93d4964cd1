package org.rootbuild.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.process.CommandFailed;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/**
 * Finds out whether KVM works by running a guest on it. That {@code /dev/kvm} exists proves nothing: nested and
 * containerised hosts offer one that crashes or starves its guests. The verdict is kept in a file, per QEMU binary
 * (path, size, time) and boot of the host.
 */
public final class AcceleratorProbe {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Path KVM = Path.of("/dev/kvm");
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Processes processes;
    private final Tools tools;
    private final Path verdictFile;
    private final Path kvmDevice;
    private final String bootId;

    /**
     * {@code verdictFile} is made when missing, its folder too; {@code kvmDevice} and {@code bootId} describe the host.
     */
    public AcceleratorProbe(Processes processes, Tools tools, Path verdictFile, Path kvmDevice, String bootId) {
        this.processes = Objects.requireNonNull(processes);
        this.tools = Objects.requireNonNull(tools);
        this.verdictFile = verdictFile.toAbsolutePath();
        this.kvmDevice = Objects.requireNonNull(kvmDevice);
        this.bootId = Objects.requireNonNull(bootId);
    }

    /** For the host that this process runs on. */
    public static AcceleratorProbe ofThisHost(Processes processes, Tools tools, Path verdictFile) {
        String boot;
        try {
            boot = Files.readString(BOOT_ID).strip();
        } catch (IOException notLinux) {
            boot = "unknown";
        }
        return new AcceleratorProbe(processes, tools, verdictFile, KVM, boot);
    }

    /** The verdict, from the file or by a trial of at most 3 s. A missing QEMU is the only failure. */
    public Verdict verdict() throws Failure, InterruptedException {
        Path qemu = tools.find(Qemu.TOOL);
        if (!Files.exists(kvmDevice)) {
            return Verdict.not("this host has no " + kvmDevice, "Enable virtualisation in the firmware, or nested"
                + " virtualisation where the host is a machine itself; then type"
                + " 'sudo modprobe -a kvm_intel kvm_amd'.");
        }
        if (!Files.isReadable(kvmDevice) || !Files.isWritable(kvmDevice)) {
            return Verdict.not("this user may not open " + kvmDevice,
                "Type 'sudo usermod -aG kvm \"$USER\"' and log in again.");
        }
        String key = bootId + " " + identity(qemu);
        VerdictFile kept = new VerdictFile(verdictFile);
        var known = kept.read(key);
        if (known.isPresent()) {
            return known.get();
        }
        Verdict found = trial(qemu, Accelerator.KVM);
        kept.keep(key, found);
        return found;
    }

    /** Boots the probe guest. */
    Verdict trial(Path qemu, Accelerator accelerator) throws Failure, InterruptedException {
        Path image = writeGuest();
        try {
            Machine machine = Machine.booting(image).memoryMiB(16);
            List<String> line = new ArrayList<>(QemuLine.arguments(machine, accelerator));
            line.addAll(List.of("-device", "isa-debug-exit,iobase=0xf4,iosize=1"));
            Command command = Command.of(qemu).with(line).within(LIMIT).accepting(ProbeGuest.STATUS).keeping(3);
            List<String> printed = processes.run(command, ignored -> { }).lastLines();
            return printed.contains(ProbeGuest.PRINTS) ? Verdict.WORKS
                : crashed("the trial guest printed " + printed + " instead of '" + ProbeGuest.PRINTS + "'");
        } catch (CommandFailed failed) {
            return crashed(describe(failed));
        } finally {
            removeGuest(image);
        }
    }

    private Verdict crashed(String found) {
        return Verdict.not(found, "Repair KVM on this host if it should work, then type 'rm " + verdictFile
            + "' to have it tried again.");
    }

    private static String describe(CommandFailed failed) {
        String lines = String.join("; ", failed.lastLines());
        return failed.status().isPresent()
            ? "a trial guest ended QEMU with exit status " + failed.status().getAsInt()
                + (lines.isEmpty() ? "" : " (" + lines + ")")
            : "a trial guest did not run through within " + LIMIT.toSeconds() + " s";
    }

    private Path writeGuest() throws Failure {
        try {
            Path folder = verdictFile.getParent();
            Files.createDirectories(folder);
            return Files.write(Files.createTempFile(folder, "probe", ".guest"), ProbeGuest.image());
        } catch (IOException notWritten) {
            throw new Failure("writing a trial guest beside " + verdictFile + " did not work: "
                + notWritten.getMessage(), "Make that folder writable and check that its disk is not full.",
                notWritten);
        }
    }

    private static void removeGuest(Path image) {
        try {
            Files.deleteIfExists(image);
        } catch (IOException stays) {
            // It is 200 bytes in a folder that is a cache.
        }
    }

    private static String identity(Path qemu) throws Failure {
        try {
            Path real = qemu.toRealPath();
            return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
        } catch (IOException gone) {
            throw new Failure("looking at " + qemu + " did not work: " + gone.getMessage(),
                "Install QEMU again.", gone);
        }
    }
}
