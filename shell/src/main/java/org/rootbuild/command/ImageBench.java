package org.rootbuild.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.compress.Compressor;
import org.rootbuild.event.Activity;
import org.rootbuild.image.DiskEditor;
import org.rootbuild.image.ImageOutput;
import org.rootbuild.image.Images;
import org.rootbuild.image.InitramfsEditor;
import org.rootbuild.image.OpenImage;
import org.rootbuild.image.QemuImg;
import org.rootbuild.initramfs.Initrd;
import org.rootbuild.model.Size;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the parts of {@code rootbuild image} work with, and the arguments that they share. */
final class ImageBench implements Closeable {
    static final String PARTITION_ABOUT = "Its number, or the name that a GPT gives it; 0 for an image that is"
        + " not divided and for an initramfs.";
    private static final long STATUS_PAUSE_NANOS = 100_000_000L;

    private final Caller caller;
    private final Processes processes;
    private final Images images;
    private final Path scratch;
    private final String owner;
    private final ImageOutput output;
    private long shownNanos = System.nanoTime();

    ImageBench(Given given, Caller caller) throws IOException {
        this.caller = caller;
        this.scratch = Files.createDirectories(new Places(given, caller).store().resolve("scratch"));
        Tools tools = new Tools(caller.variable("PATH").orElse(""));
        this.processes = new Processes(tools);
        QemuImg qemu = new QemuImg(tools, processes);
        this.owner = "process " + ProcessHandle.current().pid() + ", '" + caller.commandLine() + "'";
        this.images = new Images(qemu, scratch, owner);
        this.output = new ImageOutput(new Compressor(Runtime.getRuntime().availableProcessors(),
            Compressor.usualMemoryBytes()), qemu);
    }

    static void argument(CommandSpec spec, int place, String label, Class<?> type, String about) {
        spec.addPositional(PositionalParamSpec.builder().index(Integer.toString(place)).paramLabel(label).type(type)
            .required(true).description(about).build());
    }

    static void optionalArgument(CommandSpec spec, int place, String label, String about) {
        spec.addPositional(PositionalParamSpec.builder().index(Integer.toString(place)).arity("0..1").paramLabel(label)
            .type(String.class).required(false).description(about).build());
    }

    static void moreArguments(CommandSpec spec, int place, String label, String about) {
        spec.addPositional(PositionalParamSpec.builder().index(place + "..*").arity("1..*").paramLabel(label)
            .type(List.class).auxiliaryTypes(String.class).required(true).description(about).build());
    }

    static void optionalArguments(CommandSpec spec, int place, String label, String about) {
        spec.addPositional(PositionalParamSpec.builder().index(place + "..*").arity("0..*").paramLabel(label)
            .type(List.class).auxiliaryTypes(String.class).required(false).description(about).build());
    }

    static void image(CommandSpec spec) {
        argument(spec, 0, "IMAGE", Path.class, "A disk image: raw, qcow2, vmdk, vdi, vhd or vhdx; or an initramfs.");
    }

    static void imageAndPartition(CommandSpec spec) {
        image(spec);
        argument(spec, 1, "PARTITION", String.class, PARTITION_ABOUT);
    }

    /** For what is looked at: an ISO has files as a whole, so no partition needs to be named. */
    static void imageAndMaybePartition(CommandSpec spec) {
        image(spec);
        optionalArgument(spec, 1, "PARTITION", PARTITION_ABOUT + " May be left out before a path that begins with /;"
            + " it is 0 then.");
    }

    static void examples(CommandSpec spec, String... lines) {
        spec.usageMessage().footerHeading("%nExamples:%n")
            .footer(java.util.Arrays.stream(lines).map(line -> "  " + line.replace("%", "%%")).toArray(String[]::new));
    }

    /**
     * Where in an image something is.
     *
     * @param partition as {@link org.rootbuild.image.DiskParts} takes it
     * @param paths     what was typed behind it
     */
    record Spot(String partition, List<String> paths) {
    }

    static Spot spot(Given given) {
        List<String> typed = given.argumentsFrom(1);
        return typed.isEmpty() || typed.get(0).startsWith("/") ? new Spot("0", typed)
            : new Spot(typed.get(0), typed.subList(1, typed.size()));
    }

    Images images() {
        return images;
    }

    /** The files of an image or an initramfs, until it is closed. */
    ImageLook look(Path file) throws IOException, InterruptedException {
        return Initrd.is(file) ? new ImageLook.OfInitramfs(Initrd.open(file, scratch))
            : new ImageLook.OfDisk(images.read(file));
    }

    /** Changes files in a partition of an image, or in an initramfs. */
    void change(Path file, String partition, DiskEditor.Change change) throws IOException, InterruptedException {
        if (Initrd.is(file)) {
            if (!partition.equals("0")) {
                throw new Failure("the files of an initramfs are changed in all its segments together",
                    "Write 0 instead of '" + partition + "'.");
            }
            new InitramfsEditor(scratch, owner, new Compressor(Runtime.getRuntime().availableProcessors(),
                Compressor.usualMemoryBytes()), caller.clock().instant().getEpochSecond())
                .change(file, change, activity());
            return;
        }
        try (OpenImage image = images.edit(file)) {
            new DiskEditor(image.volume(), activity()).files(partition, change);
            image.commit();
        }
    }

    /** A folder for what is made on the way. */
    Path scratch() {
        return scratch;
    }

    ImageOutput output() {
        return output;
    }

    /** The file that the argument at that place names. */
    Path path(Given given, int place) {
        return caller.path(given.argument(place).orElseThrow());
    }

    /** The file that is to be made, which the argument at that place names. */
    Path target(Given given, int place) throws IOException {
        Path target = path(given, place);
        if (Files.exists(target) && Files.isSameFile(target, path(given, 0))) {
            throw new Failure(caller.shown(target) + " is the image that it would be made from",
                "Choose another name.");
        }
        return target;
    }

    static long size(String text) throws UsageError {
        try {
            return Size.parse(text).bytes();
        } catch (IllegalArgumentException wrong) {
            throw new UsageError("'" + text + "' is no size", "Write it like 512MiB or 20GiB.");
        }
    }

    /** Shows on the screen how far something is. */
    Activity activity() {
        return new Activity() {
            @Override
            public void progress(String what, long doneBytes, long totalBytes) {
                long now = System.nanoTime();
                if (now - shownNanos > STATUS_PAUSE_NANOS) {
                    shownNanos = now;
                    caller.screen().status(what + ": " + new Size(doneBytes)
                        + (totalBytes < 0 ? "" : " of " + new Size(totalBytes)));
                }
            }

            @Override
            public void note(String sentence) {
                caller.screen().line(sentence);
            }

            @Override
            public void log(String line) {
                // There is no log of a single command.
            }
        };
    }

    @Override
    public void close() {
        caller.screen().status("");
        processes.close();
    }
}
