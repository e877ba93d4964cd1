package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import org.rootbuild.image.DiskParts;
import org.rootbuild.image.FolderOutput;
import org.rootbuild.image.OpenImage;
import org.rootbuild.tree.FileTree;
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
            "rootbuild image extract cd.iso 0 cd --files");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        try (ImageBench bench = new ImageBench(given, caller);
             OpenImage image = bench.images().read(bench.path(given, 0))) {
            if (given.isSet(FILES)) {
                FileTree tree = new DiskParts(image.volume()).filesystem(given.argument(1).orElseThrow()).tree();
                new FolderOutput(Runtime.getRuntime().availableProcessors()).write(tree, bench.path(given, 2),
                    bench.activity());
                return ExitStatus.DONE;
            }
            bench.output().raw(new DiskParts(image.volume()).volume(given.argument(1).orElseThrow()),
                bench.target(given, 2));
            return ExitStatus.DONE;
        }
    }
}
