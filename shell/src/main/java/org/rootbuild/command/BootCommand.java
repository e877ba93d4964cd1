package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.machine.AcceleratorProbe;
import org.rootbuild.machine.Attachment;
import org.rootbuild.machine.Drive;
import org.rootbuild.machine.Firmware;
import org.rootbuild.machine.Machine;
import org.rootbuild.machine.Ovmf;
import org.rootbuild.machine.Qemu;
import org.rootbuild.machine.UnpackedImage;
import org.rootbuild.model.Size;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import org.rootbuild.store.Store;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code rootbuild boot}: a machine with its serial console at the terminal. */
final class BootCommand implements Subcommand {
    private static final String FIRMWARE = "--firmware";
    private static final String INTERFACE = "--interface";
    private static final String MEMORY = "--memory";
    private static final String PROCESSORS = "--processors";
    private static final String CDROM = "--cdrom";
    private static final String KERNEL = "--kernel";
    private static final String INITRD = "--initrd";
    private static final String COMMAND_LINE = "--command-line";
    private static final String NETWORK = "--network";
    private static final String WRITE = "--write";
    private static final long MIB = 1L << 20;
    private static final int USUAL_MIB = 512;

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().index("0..*").arity("0..*").paramLabel("IMAGE")
            .type(List.class).auxiliaryTypes(Path.class).description("Disk images, compressed or not; the first one is"
                + " booted. What the machine writes to them is thrown away. An ISO that cannot start as a disk is put"
                + " in as a CD.").build());
        spec.addOption(Choice.words(FIRMWARE, "WHAT", Firmware.words(), "What the machine starts with: bios or uefi;"
            + " bios where it is not said."));
        spec.addOption(Choice.words(INTERFACE, "HOW", Attachment.words(), "How disks are connected: "
            + String.join(", ", Attachment.words()) + "; virtio where it is not said."));
        spec.addOption(Choice.text(MEMORY, "SIZE", "Memory, such as 1GiB; 512MiB where it is not said."));
        spec.addOption(Choice.text(PROCESSORS, "N", "Processors; 1 where it is not said."));
        spec.addOption(OptionSpec.builder(CDROM).paramLabel("ISO").type(List.class).auxiliaryTypes(Path.class)
            .description("Puts a CD in, which is tried behind the disks; may be repeated.").build());
        spec.addOption(Choice.path(KERNEL, "FILE", "Starts this kernel, whatever the disks hold."));
        spec.addOption(Choice.path(INITRD, "FILE", "Gives the kernel this initramfs."));
        spec.addOption(Choice.text(COMMAND_LINE, "TEXT", "The kernel's command line; console=ttyS0 where it is not"
            + " said."));
        spec.addOption(Choice.flag(NETWORK, "Gives the machine a network card with a way out, and none in."));
        spec.addOption(Choice.flag(WRITE, "Keeps in the images what the machine writes to them."));
        Places.describeStore(spec);
        Choice.stacktrace(spec);
        spec.usageMessage().footer("", "The terminal is the machine's serial console. Ctrl-A and then X switch the"
            + " machine off; Ctrl-A twice is one for the machine.");
    }

    @Override
    public int leastArguments() {
        return 1;
    }

    @Override
    public int mostArguments() {
        return 1;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        Machine described = machine(given, caller);
        Places places = new Places(given, caller);
        Tools tools = new Tools(caller.variable("PATH").orElse(""));
        Store store = places.openStore();
        Path scratch = store.temporaryFolder();
        try (Processes processes = new Processes(tools)) {
            Machine machine = described.drives(unpacked(described.drives(), scratch));
            AcceleratorProbe probe = AcceleratorProbe.ofThisHost(processes, tools,
                store.hostMemory().resolve("accelerator"));
            caller.screen().line("Ctrl-A and then X switch the machine off.");
            int status = new Qemu(processes, tools, probe, new Ovmf(Path.of("/")))
                .runAtTerminal(machine, scratch, new Notes(caller));
            return status == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
        } finally {
            remove(scratch);
        }
    }

    /** What cannot be removed, the next process removes that uses the store. */
    private static void remove(Path scratch) {
        try (Stream<Path> found = Files.list(scratch)) {
            for (Path file : found.toList()) {
                Files.delete(file);
            }
            Files.delete(scratch);
        } catch (IOException stays) {
            return;
        }
    }

    private static List<Drive> unpacked(List<Drive> drives, Path scratch) throws IOException {
        List<Drive> plain = new ArrayList<>();
        for (Drive drive : drives) {
            Path image = UnpackedImage.of(drive.image(), scratch);
            if (drive.kept() && !image.equals(drive.image())) {
                throw new UsageError(drive.image() + " is compressed, so that nothing can be written to it",
                    "Unpack it, or leave " + WRITE + " out.");
            }
            plain.add(drive.of(image));
        }
        return plain;
    }

    private static Machine machine(Given given, Caller caller) throws UsageError {
        List<Drive> drives = drives(given, caller);
        Optional<String> kernel = given.value(KERNEL);
        if (kernel.isEmpty() && (given.value(INITRD).isPresent() || given.value(COMMAND_LINE).isPresent())) {
            throw new UsageError(INITRD + " and " + COMMAND_LINE + " are for a kernel, and none is named",
                "Name one with " + KERNEL + " FILE.");
        } else if (kernel.isEmpty() && drives.isEmpty()) {
            throw new UsageError("there is nothing to boot", "Name a disk image, " + CDROM + " or " + KERNEL + ".");
        }
        try {
            Machine machine = kernel.isEmpty() ? Machine.of(drives)
                : direct(kernel.get(), given, caller).drives(drives);
            return machine.screen(false).restarts(true).network(given.isSet(NETWORK)).firmware(firmware(given))
                .memoryMiB(memoryMiB(given)).cpus(processors(given));
        } catch (IllegalArgumentException impossible) {
            throw new UsageError(impossible.getMessage(), "Leave something out.");
        }
    }

    private static Machine direct(String kernel, Given given, Caller caller) {
        Machine machine = Machine.booting(caller.path(kernel))
            .commandLine(given.value(COMMAND_LINE).orElse("console=ttyS0"));
        Optional<String> initrd = given.value(INITRD);
        return initrd.isPresent() ? machine.initrd(caller.path(initrd.get())) : machine;
    }

    private static List<Drive> drives(Given given, Caller caller) throws UsageError {
        String word = given.value(INTERFACE).orElse(Attachment.VIRTIO.word());
        Attachment attachment = Attachment.of(word).orElseThrow(() ->
            unknown(INTERFACE, word, Attachment.words()));
        List<Drive> drives = new ArrayList<>();
        for (String image : given.argumentsFrom(0)) {
            drives.add(new BootImage(image, caller.path(image)).drive(attachment, given.isSet(WRITE)));
        }
        given.values(CDROM).forEach(image -> drives.add(Drive.cdrom(caller.path(image))));
        return drives;
    }

    private static Firmware firmware(Given given) throws UsageError {
        String word = given.value(FIRMWARE).orElse(Firmware.BIOS.word());
        return Firmware.of(word).orElseThrow(() -> unknown(FIRMWARE, word, Firmware.words()));
    }

    private static UsageError unknown(String option, String word, List<String> known) {
        return new UsageError(option + " " + word + " is not known." + Suggestion.sentence(word, known),
            "Use " + String.join(", ", known) + ".");
    }

    private static int memoryMiB(Given given) throws UsageError {
        Optional<String> typed = given.value(MEMORY);
        if (typed.isEmpty()) {
            return USUAL_MIB;
        }
        try {
            long bytes = Size.parse(typed.get()).bytes();
            if (bytes >= MIB && bytes % MIB == 0 && bytes / MIB <= 1 << 20) {
                return (int) (bytes / MIB);
            }
        } catch (IllegalArgumentException noSize) {
            throw new UsageError(MEMORY + " " + typed.get() + ": " + noSize.getMessage(), "Write it like 1GiB.");
        }
        throw new UsageError("a machine cannot have a memory of " + typed.get(), "Give it whole MiB, such as 512MiB.");
    }

    private static int processors(Given given) throws UsageError {
        Optional<String> typed = given.value(PROCESSORS);
        return typed.isEmpty() ? 1 : UsageNumber.parse(PROCESSORS + " " + typed.get(), typed.get(), 1, 64);
    }

    /** Shows what a person is to know before the machine has the terminal. */
    private record Notes(Caller caller) implements Activity {
        @Override
        public void progress(String what, long doneBytes, long totalBytes) {
            // Nothing here takes long.
        }

        @Override
        public void note(String sentence) {
            caller.screen().line(caller.screen().look().clean(sentence));
        }

        @Override
        public void log(String line) {
            // There is no log.
        }
    }
}
