package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.image.DiskEditor;
import org.rootbuild.image.DiskParts;
import org.rootbuild.image.OpenImage;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image copy-partition}. */
final class ImageCopyPartition implements ImagePart {
    @Override
    public String word() {
        return "copy-partition";
    }

    @Override
    public String summary() {
        return "Copies a partition of one image over a partition of another, by sector.";
    }

    @Override
    public String synopsis() {
        return "FROM PARTITION IMAGE PARTITION [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.argument(spec, 0, "FROM", Path.class, "The image that is read.");
        ImageBench.argument(spec, 1, "PARTITION", String.class, ImageBench.PARTITION_ABOUT);
        ImageBench.argument(spec, 2, "IMAGE", Path.class, "The image that is changed.");
        ImageBench.argument(spec, 3, "PARTITION", String.class, "At least as large; what is left of it becomes zeros.");
        ImageBench.examples(spec, "rootbuild image copy-partition old.img 1 new.img 2");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        try (ImageBench bench = new ImageBench(given, caller)) {
            Path source = bench.path(given, 0);
            Path target = bench.path(given, 2);
            if (Files.exists(source) && Files.exists(target) && Files.isSameFile(source, target)) {
                inside(bench, target, given);
            } else {
                between(bench, source, target, given);
            }
            return ExitStatus.DONE;
        }
    }

    private static void between(ImageBench bench, Path source, Path target, Given given)
        throws IOException, InterruptedException {
        try (OpenImage from = bench.images().read(source); OpenImage to = bench.images().edit(target)) {
            copy(bench, from, to, given);
        }
    }

    /** Of one image, which is opened once: whoever edits it keeps all others away. */
    private static void inside(ImageBench bench, Path image, Given given) throws IOException, InterruptedException {
        try (OpenImage one = bench.images().edit(image)) {
            copy(bench, one, one, given);
        }
    }

    private static void copy(ImageBench bench, OpenImage from, OpenImage to, Given given)
        throws IOException, InterruptedException {
        new DiskEditor(to.volume(), bench.activity()).put(
            new DiskParts(from.volume()).volume(given.argument(1).orElseThrow()), given.argument(3).orElseThrow());
        to.commit();
    }
}
