package org.rootbuild.command;

import java.io.IOException;
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
        try (ImageBench bench = new ImageBench(given, caller);
             OpenImage from = bench.images().read(bench.path(given, 0));
             OpenImage to = bench.images().edit(bench.path(given, 2))) {
            new DiskEditor(to.volume(), bench.activity()).put(
                new DiskParts(from.volume()).volume(given.argument(1).orElseThrow()), given.argument(3).orElseThrow());
            to.commit();
            return ExitStatus.DONE;
        }
    }
}
