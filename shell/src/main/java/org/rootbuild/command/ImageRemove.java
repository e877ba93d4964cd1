package org.rootbuild.command;

import java.io.IOException;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image rm}. */
final class ImageRemove implements ImagePart {
    private static final String RECURSIVE = "--recursive";

    @Override
    public String word() {
        return "rm";
    }

    @Override
    public String summary() {
        return "Removes files from a partition.";
    }

    @Override
    public String synopsis() {
        return "IMAGE PARTITION PATH… [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.imageAndPartition(spec);
        ImageBench.moreArguments(spec, 2, "PATH", "What is removed; a link is removed and not followed.");
        spec.addOption(Choice.flag(RECURSIVE, "Removes folders with all that they hold."));
        ImageBench.examples(spec, "rootbuild image rm disk.img 2 /etc/machine-id",
            "rootbuild image rm disk.img 2 /var/cache/apt --recursive");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        try (ImageBench bench = new ImageBench(given, caller)) {
            bench.change(bench.path(given, 0), given.argument(1).orElseThrow(), tree -> {
                for (String typed : given.argumentsFrom(2)) {
                    String path = tree.followParents(TreePath.of(typed));
                    Entry entry = tree.get(path).orElseThrow(() -> new Failure("there is no " + TreePath.shown(path)
                        + " in that partition", "List its folder: " + TreePath.shown(TreePath.parent(path)) + "."));
                    if (entry instanceof Entry.Folder && !given.isSet(RECURSIVE)) {
                        throw new Failure(TreePath.shown(path) + " is a folder", "Add " + RECURSIVE
                            + " to remove it with all that it holds.");
                    }
                    tree.remove(path);
                }
            });
            return ExitStatus.DONE;
        }
    }
}
