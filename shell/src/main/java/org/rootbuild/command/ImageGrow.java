package org.rootbuild.command;

import java.io.IOException;
import org.rootbuild.image.DiskEditor;
import org.rootbuild.image.OpenImage;
import org.rootbuild.problem.Failure;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image grow}. */
final class ImageGrow implements ImagePart {
    private static final int SECTOR_BYTES = 4096;

    @Override
    public String word() {
        return "grow";
    }

    @Override
    public String summary() {
        return "Makes an image larger, with its last partition and the filesystem in it.";
    }

    @Override
    public String synopsis() {
        return "IMAGE SIZE [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.image(spec);
        ImageBench.argument(spec, 1, "SIZE", String.class, "Of the disk, such as 8GiB.");
        ImageBench.examples(spec, "rootbuild image grow disk.qcow2 20GiB");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        long size = ImageBench.size(given.argument(1).orElseThrow());
        if (size % SECTOR_BYTES != 0) {
            throw new UsageError("a disk of " + size + " bytes would end inside a sector",
                "Take a multiple of " + SECTOR_BYTES + ".");
        }
        try (ImageBench bench = new ImageBench(given, caller);
             OpenImage image = bench.images().edit(bench.path(given, 0), size)) {
            if (image.volume().sizeBytes() > size) {
                throw new Failure("the disk has " + image.volume().sizeBytes() + " bytes already",
                    "Name a larger size; a smaller"
                    + " disk is made by: rootbuild image relayout.");
            }
            int grown = new DiskEditor(image.volume(), bench.activity()).grow();
            image.commit();
            caller.out().println(grown == 0 ? "the filesystem grew" : "partition " + grown + " grew");
            return ExitStatus.DONE;
        }
    }
}
