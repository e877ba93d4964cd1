package org.rootbuild.loader;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/** A boot loader that is put onto a disk while it is made: files first, then what lies outside of filesystems. */
public interface Loader {
    /**
     * The files that partitions get besides their own, by the partition's name. Only what does not depend on where
     * files end up.
     *
     * @throws Failure when a partition is missing that it needs, or has a filesystem that it cannot read, or the
     *                 loader's own files are not there
     */
    Map<String, FileTree> additions(List<Target> partitions) throws IOException;

    /**
     * Writes boot sectors and what they load, after the table and all partitions were written.
     *
     * @throws Failure when there is no room for them
     */
    void install(Volume disk, PartitionTable table, List<Target> partitions) throws IOException;
}
