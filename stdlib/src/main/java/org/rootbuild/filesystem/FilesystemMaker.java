package org.rootbuild.filesystem;

import java.io.IOException;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/** Makes a filesystem out of a file tree. The same tree, options and size give the same bytes. */
public interface FilesystemMaker {
    /** As people name it: {@code ext4}, {@code fat32}. */
    String kind();

    /**
     * The smallest size of a volume that this tree fits into, in bytes. No content is read for it.
     *
     * @throws Failure when the tree holds something that this kind of filesystem cannot hold; all such are named
     */
    long neededBytes(FileTree tree) throws IOException, InterruptedException;

    /**
     * Fills the volume, which reads as zeros so far.
     *
     * @throws Failure when the tree does not fit, with both sizes, or holds something that this kind cannot hold
     */
    void make(FileTree tree, Volume into, Activity activity) throws IOException, InterruptedException;
}
