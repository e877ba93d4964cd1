package org.rootbuild.command;

import java.io.IOException;
import org.rootbuild.image.OpenImage;
import org.rootbuild.image.PartitionResize;
import org.rootbuild.model.Size;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image resize}. */
final class ImageResize implements ImagePart {
    static final String SIZE = "--size";
    static final String RAW = "--raw";
    static final String RAW_ABOUT = "Content that is not understood here is cut off behind its last byte that is not"
        + " zero, where it has to become smaller; without it that is refused.";

    @Override
    public String word() {
        return "resize";
    }

    @Override
    public String summary() {
        return "Makes a partition smaller or larger where it is, with what it holds.";
    }

    @Override
    public String synopsis() {
        return "IMAGE PARTITION --size SIZE [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.imageAndPartition(spec);
        spec.addOption(Choice.text(SIZE, "SIZE", "What it becomes: bytes like 1GiB, sectors like 2097152s, or"
            + " 'rest' for all"
            + " the room behind it. FAT and ext filesystems become smaller too, as do swap and members of a"
            + " RAID that is"
            + " a mirror with one member left."));
        spec.addOption(Choice.flag(RAW, RAW_ABOUT));
        ImageBench.examples(spec, "rootbuild image resize disk.img root --size 4GiB",
            "rootbuild image resize disk.qcow2 3 --size rest");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        String size = given.value(SIZE).orElseThrow(() -> new UsageError("nothing is said to change",
            "Add " + SIZE + "."));
        try (ImageBench bench = new ImageBench(given, caller);
             OpenImage image = bench.images().edit(bench.path(given, 0))) {
            Partition resized = new PartitionResize(image.volume(), bench.scratch(), bench.activity())
                .resize(given.argument(1).orElseThrow(), ImagePlaces.extent(size), given.isSet(RAW));
            long bytes = resized.sectorCount() * PartitionTable.find(image.volume()).orElseThrow().sectorSize();
            image.commit();
            caller.out().println("partition " + resized.number() + " has " + new Size(bytes) + " now");
            return ExitStatus.DONE;
        }
    }
}
