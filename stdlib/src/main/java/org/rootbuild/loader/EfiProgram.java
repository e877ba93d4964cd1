package org.rootbuild.loader;

import java.io.IOException;
import java.util.Map;
import java.util.List;
import java.util.Objects;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/** One program that firmware starts by itself, such as a unified kernel image: it needs no loader. */
public final class EfiProgram implements Loader {
    private final Content program;
    private final String source;
    private final String esp;
    private final long epochSeconds;

    /**
     * @param source what people call the program, for messages
     * @param esp    name of the partition
     */
    public EfiProgram(Content program, String source, String esp, long epochSeconds) {
        this.program = Objects.requireNonNull(program);
        this.source = Objects.requireNonNull(source);
        this.esp = Objects.requireNonNull(esp);
        this.epochSeconds = epochSeconds;
    }

    @Override
    public Map<String, FileTree> additions(List<Target> partitions) throws IOException {
        Target target = EfiPartition.named(esp, partitions);
        EfiArchitecture architecture = EfiArchitecture.of(PeImage.ofHead(program, source), source);
        return Map.of(target.name(),
            AddedFiles.at(epochSeconds).file(architecture.removablePath(), program).build());
    }

    @Override
    public void install(Volume disk, PartitionTable table, List<Target> partitions) {
        // Firmware finds it by its path.
    }
}
