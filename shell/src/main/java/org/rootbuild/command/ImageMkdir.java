package org.rootbuild.command;

import java.io.IOException;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image mkdir}. */
final class ImageMkdir implements ImagePart {
    @Override
    public String word() {
        return "mkdir";
    }

    @Override
    public String summary() {
        return "Makes folders in a partition, and those on the way to them.";
    }

    @Override
    public String synopsis() {
        return "IMAGE PARTITION PATH… [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.imageAndPartition(spec);
        ImageBench.moreArguments(spec, 2, "PATH", "A folder; nothing is done where it is there.");
        ImageBench.examples(spec, "rootbuild image mkdir disk.img 1 /EFI/BOOT /loader/entries");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        long now = caller.clock().instant().getEpochSecond();
        try (ImageBench bench = new ImageBench(given, caller)) {
            bench.change(bench.path(given, 0), given.argument(1).orElseThrow(), tree -> {
                for (String typed : given.argumentsFrom(2)) {
                    String path = tree.follow(TreePath.of(typed));
                    if (tree.get(path).isEmpty()) {
                        tree.put(new Entry.Folder(path, Attributes.ofRoot(Attributes.FOLDER_MODE, now)));
                    } else if (!(tree.get(path).get() instanceof Entry.Folder)) {
                        throw new Failure(TreePath.shown(path) + " is there and no folder", "Remove it first.");
                    }
                }
            });
            return ExitStatus.DONE;
        }
    }
}
