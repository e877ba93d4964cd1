package org.rootbuild.command;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image ls}. */
final class ImageList implements ImagePart {
    private static final String RECURSIVE = "--recursive";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    @Override
    public String word() {
        return "ls";
    }

    @Override
    public String summary() {
        return "Lists a folder of a partition.";
    }

    @Override
    public String synopsis() {
        return "IMAGE [PARTITION] [PATH] [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.imageAndMaybePartition(spec);
        ImageBench.optionalArgument(spec, 2, "PATH", "A folder or a file; / where it is not given.");
        spec.addOption(Choice.flag(RECURSIVE, "Lists everything below it."));
        ImageBench.examples(spec, "rootbuild image ls disk.img 1 /EFI",
            "rootbuild image ls disk.qcow2 root --recursive", "rootbuild image ls cd.iso /boot");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        try (ImageBench bench = new ImageBench(given, caller);
             ImageLook image = bench.look(bench.path(given, 0))) {
            ImageBench.Spot spot = ImageBench.spot(given);
            FileTree tree = image.tree(spot.partition());
            String path = tree.follow(TreePath.of(spot.paths().stream().findFirst().orElse("/")));
            Entry entry = tree.get(path).orElseThrow(() -> new Failure("there is no " + TreePath.shown(path)
                + " in that partition", "List the folder above it: " + TreePath.shown(TreePath.parent(path)) + "."));
            if (!(entry instanceof Entry.Folder)) {
                show(Stream.of(entry), caller);
            } else {
                show(given.isSet(RECURSIVE) ? tree.below(path) : tree.children(path).stream(), caller);
            }
            return ExitStatus.DONE;
        }
    }

    private static void show(Stream<Entry> entries, Caller caller) {
        entries.forEach(entry -> caller.out().println(caller.screen().look().clean(line(entry))));
    }

    private static String line(Entry entry) {
        String size = entry instanceof Entry.PlainFile file ? Long.toString(file.content().sizeBytes())
            : entry instanceof Entry.Device device ? device.major() + "," + device.minor() : "-";
        String time = TIME.format(Instant.ofEpochSecond(entry.attributes().mtimeSeconds()).atOffset(ZoneOffset.UTC));
        String target = entry instanceof Entry.Symlink link ? " -> " + link.target() : "";
        return String.format("%c %04o %5d %5d %12s  %s  %s%s", entry.letter() == 'f' ? '-' : entry.letter(),
            entry.attributes().mode(), entry.attributes().owner(), entry.attributes().group(), size, time,
            TreePath.shown(entry.path()), target);
    }
}
