package org.rootbuild.command;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.image.DiskEditor;
import org.rootbuild.image.DiskParts;
import org.rootbuild.image.OpenImage;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image move}. */
final class ImageMove implements ImagePart {
    private static final String START = "--start";
    private static final String SIZE = "--size";

    @Override
    public String word() {
        return "move";
    }

    @Override
    public String summary() {
        return "Gives a partition another place or size on its disk, with what it holds.";
    }

    @Override
    public String synopsis() {
        return "IMAGE PARTITION [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.imageAndPartition(spec);
        spec.addOption(Choice.text(START, "PLACE", "Where it begins: bytes like 1MiB, or sectors like 2048s."));
        spec.addOption(Choice.text(SIZE, "SIZE", "How large it becomes: bytes like 1GiB, or sectors like"
            + " 2097152s. A FAT"
            + " or ext filesystem grows with it; 'resize' makes one smaller."));
        ImageBench.examples(spec, "rootbuild image move disk.img 3 --start 2101248s",
            "rootbuild image move disk.img boot --size 1GiB");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        if (given.value(START).isEmpty() && given.value(SIZE).isEmpty()) {
            throw new UsageError("nothing is said to change", "Add " + START + " or " + SIZE + ".");
        }
        try (ImageBench bench = new ImageBench(given, caller);
             OpenImage image = bench.images().edit(bench.path(given, 0))) {
            DiskParts parts = new DiskParts(image.volume());
            PartitionTable table = parts.table();
            Partition old = parts.partition(given.argument(1).orElseThrow());
            long first = sectors(given.value(START), table.sectorSize(), old.firstSector());
            long count = sectors(given.value(SIZE), table.sectorSize(), old.sectorCount());
            new DiskEditor(image.volume(), bench.activity()).move(given.argument(1).orElseThrow(), first, count);
            image.commit();
            return ExitStatus.DONE;
        }
    }

    private static long sectors(Optional<String> text, int sectorSize, long otherwise) throws UsageError {
        if (text.isEmpty()) {
            return otherwise;
        } else if (text.get().matches("\\d{1,15}s")) {
            return Long.parseLong(text.get().substring(0, text.get().length() - 1));
        }
        long bytes = ImageBench.size(text.get());
        if (bytes % sectorSize != 0) {
            throw new UsageError("'" + text.get() + "' is not a whole number of sectors of " + sectorSize + " bytes",
                "Take a multiple of it, or count in sectors: " + bytes / sectorSize + "s.");
        }
        return bytes / sectorSize;
    }
}
