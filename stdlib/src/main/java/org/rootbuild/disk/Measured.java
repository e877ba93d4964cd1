package org.rootbuild.disk;

import java.io.IOException;
import java.util.Objects;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.PartitionRequest;
import org.rootbuild.tree.FileTree;

/**
 * A partition whose content is known.
 *
 * @param neededBytes the least size of the partition, with all that lies around the content
 */
record Measured(PartitionDescription said, long neededBytes) {
    Measured {
        Objects.requireNonNull(said);
    }

    static Measured of(PartitionDescription said) throws IOException, InterruptedException {
        long content = contentBytes(said);
        return new Measured(said, said.raid().isPresent() ? said.raid().get().memberBytes(content) : content);
    }

    private static long contentBytes(PartitionDescription said) throws IOException, InterruptedException {
        if (said.holding() instanceof Holding.Bytes bytes) {
            return bytes.volume().sizeBytes();
        }
        if (said.format().isEmpty()) {
            return 0;
        }
        FilesystemMaker maker = said.format().get().maker(0);
        return maker.neededBytes(tree(said));
    }

    FileTree tree() {
        return tree(said);
    }

    private static FileTree tree(PartitionDescription said) {
        return ((Holding.Files) said.holding()).union().tree();
    }

    /** As the layout's solver takes it. */
    PartitionRequest request() {
        PartitionRequest sized = said.allowance().isPresent()
            ? said.request().withExtent(new Extent.Bytes(said.allowance().get().bytes(neededBytes))) : said.request();
        return sized.withNeededBytes(neededBytes);
    }
}
