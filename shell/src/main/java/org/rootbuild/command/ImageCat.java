package org.rootbuild.command;

import java.io.IOException;
import java.io.InputStream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image cat}. */
final class ImageCat implements ImagePart {
    @Override
    public String word() {
        return "cat";
    }

    @Override
    public String summary() {
        return "Prints files of a partition.";
    }

    @Override
    public String synopsis() {
        return "IMAGE [PARTITION] PATH… [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.imageAndMaybePartition(spec);
        ImageBench.optionalArguments(spec, 2, "PATH", "A plain file; links are followed inside the partition.");
        ImageBench.examples(spec, "rootbuild image cat disk.img 2 /etc/fstab",
            "rootbuild image cat disk.img 2 /boot/vmlinuz > vmlinuz", "rootbuild image cat cd.iso /boot/grub/grub.cfg");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        try (ImageBench bench = new ImageBench(given, caller);
             ImageLook image = bench.look(bench.path(given, 0))) {
            ImageBench.Spot spot = ImageBench.spot(given);
            if (spot.paths().isEmpty()) {
                throw new UsageError("no file is named", "Name one: " + synopsis());
            }
            FileTree tree = image.tree(spot.partition());
            for (String typed : spot.paths()) {
                String path = tree.follow(TreePath.of(typed));
                if (!(tree.get(path).orElse(null) instanceof Entry.PlainFile file)) {
                    throw new Failure("there is no plain file " + TreePath.shown(path) + " in that partition",
                        "List its folder: " + TreePath.shown(TreePath.parent(path)) + ".");
                }
                try (InputStream in = file.content().open()) {
                    in.transferTo(caller.out());
                }
            }
            caller.out().flush();
            return ExitStatus.DONE;
        }
    }
}
