package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.rootbuild.layer.Change;
import org.rootbuild.posix.Posix;
import org.rootbuild.tree.FileTree;

/**
 * Reads what programs changed in a stack of folders: the upper folder, as the kernel leaves it. Safe for use by several
 * threads.
 *
 * <p>A file of a lower layer that has several names and is written to under one of them falls out of its group, as the
 * kernel has it. Names of sockets are left out, as tar leaves them out. What merely was copied up and is as it was
 * below is no change, nor are owners, devices and attributes that a view could not hold.
 */
public final class UpperReader {
    private final EntryReader entries;
    private final Powers powers;

    public UpperReader(Posix posix, Powers powers) {
        this.entries = new EntryReader(posix, powers);
        this.powers = powers;
    }

    /**
     * The changes, sorted by path, with contents where the programs left them ({@link FileContent}) and link groups
     * that count from 1. Where several steps left an upper folder each, the lowest is read first and its changes are
     * put on the tree before the next is read.
     *
     * @param below   the tree as the programs found it; it is only read
     * @param leftOut paths that do not count, with all below them
     * @throws org.rootbuild.problem.Failure naming the folder, where something cannot be part of a layer
     */
    public List<Change> read(Path upper, FileTree below, Predicate<String> leftOut) throws IOException {
        return read(upper, below, Scope.without(leftOut));
    }

    /** As the other one. */
    public List<Change> read(Path upper, FileTree below, Scope scope) throws IOException {
        return new UpperWalk(entries, powers, below, scope).changes(upper);
    }
}
