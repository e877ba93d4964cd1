package org.rootbuild.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.image.DiskParts;
import org.rootbuild.image.FolderOutput;
import org.rootbuild.problem.Failure;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image extract}. */
final class ImageExtract implements ImagePart {
    private static final String FILES = "--files";

    @Override
    public String word() {
        return "extract";
    }

    @Override
    public String summary() {
        return "Takes a partition out of an image: its bytes as a file, or its files as a folder.";
    }

    @Override
    public String synopsis() {
        return "IMAGE PARTITION FILE [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.imageAndPartition(spec);
        ImageBench.argument(spec, 2, "FILE", Path.class, "Where the bytes go; zeros become holes of the file. With --files, a"
            + " folder that is new or empty.");
        spec.addOption(Choice.flag(FILES, "Takes the files of its filesystem."));
        ImageBench.examples(spec, "rootbuild image extract disk.img 2 root.ext4",
            "rootbuild image extract cd.iso 0 cd --files",
            "rootbuild image extract initrd.gz 1 initrd.cpio");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        String partition = given.argument(1).orElseThrow();
        try (ImageBench bench = new ImageBench(given, caller);
             ImageLook look = bench.look(bench.path(given, 0))) {
            if (given.isSet(FILES)) {
                new FolderOutput(Runtime.getRuntime().availableProcessors()).write(look.tree(partition),
                    bench.path(given, 2), bench.activity());
            } else if (look instanceof ImageLook.OfInitramfs one) {
                segment(one, partition, bench.target(given, 2));
            } else if (look instanceof ImageLook.OfDisk one) {
                bench.output().raw(new DiskParts(one.image().volume()).volume(partition), bench.target(given, 2));
            }
            return ExitStatus.DONE;
        }
    }

    private static void segment(ImageLook.OfInitramfs look, String segment, Path target) throws IOException {
        int number = ImageLook.OfInitramfs.number(segment);
        if (number == 0) {
            throw new Failure("the segments of an initramfs are archives of their own", "Name one of them by its number,"
                + " or add " + FILES + " for the files of all together.");
        }
        try (OutputStream out = Files.newOutputStream(target)) {
            look.initrd().decode(number, out);
        }
    }
}
