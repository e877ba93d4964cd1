package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import org.rootbuild.image.DiskParts;
import org.rootbuild.image.OpenImage;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image extract}. */
final class ImageExtract implements ImagePart {
    @Override
    public String word() {
        return "extract";
    }

    @Override
    public String summary() {
        return "Takes a partition out of an image, as a file with its bytes.";
    }

    @Override
    public String synopsis() {
        return "IMAGE PARTITION FILE [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.imageAndPartition(spec);
        ImageBench.argument(spec, 2, "FILE", Path.class, "Where the bytes go; zeros become holes of the file.");
        ImageBench.examples(spec, "rootbuild image extract disk.img 2 root.ext4");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        try (ImageBench bench = new ImageBench(given, caller);
             OpenImage image = bench.images().read(bench.path(given, 0))) {
            bench.output().raw(new DiskParts(image.volume()).volume(given.argument(1).orElseThrow()),
                bench.target(given, 2));
            return ExitStatus.DONE;
        }
    }
}
