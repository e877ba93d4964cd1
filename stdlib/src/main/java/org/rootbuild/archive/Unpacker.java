package org.rootbuild.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.FileTree;

/**
 * Unpacks archives into a tree without trusting them. Refused, each by its name: names that leave the tree, absolute
 * names, symbolic links that climb above the root of the tree, entries that pass through a link of the same archive,
 * hard links to what is not there, and whatever {@link ArchiveReader} refuses. An entry of the same name replaces the
 * earlier one. A link to a folder that was in the tree before is kept where the archive has a folder.
 */
public final class Unpacker {
    private final ArchiveReader reader;

    public Unpacker(Limits limits) {
        this(new ArchiveReader(limits));
    }

    public Unpacker(ArchiveReader reader) {
        this.reader = Objects.requireNonNull(reader);
    }

    /**
     * Unpacks the archive. On a {@link Failure} the tree holds a part of it and is to be thrown away.
     *
     * @throws Failure where the archive is refused, damaged or not known, or a pattern of {@code only} matched nothing
     */
    public UnpackSummary unpack(Path archive, EditableTree tree, UnpackOptions options, Activity activity)
        throws IOException {
        return unpack(archive, String.valueOf(archive.getFileName()), tree, options, activity);
    }

    /**
     * As {@link #unpack(Path, EditableTree, UnpackOptions, Activity)}.
     *
     * @param name what a person calls the archive, where its file is named otherwise
     */
    public UnpackSummary unpack(Path archive, String name, EditableTree tree, UnpackOptions options, Activity activity)
        throws IOException {
        Unpacking unpacking = new Unpacking(name, tree, options);
        ArchiveFormat format = reader.read(archive, name, unpacking, activity);
        return unpacking.summary(format);
    }

    /**
     * Unpacks a tree that somebody else read, such as the files of an ISO, with the same distrust and limits.
     *
     * @param packedBytes the size of the file that it comes from, against which its contents are measured
     */
    public UnpackSummary unpack(FileTree from, long packedBytes, String name, EditableTree tree, UnpackOptions options,
                                Activity activity) throws IOException {
        Unpacking unpacking = new Unpacking(name, tree, options);
        reader.read(from, packedBytes, name, unpacking::accept, activity);
        return unpacking.summary(ArchiveFormat.FILESYSTEM);
    }

    /** Unpacks the control archive of a Debian package, as {@link #unpack} does its data. */
    public UnpackSummary unpackControl(Path archive, EditableTree tree, UnpackOptions options, Activity activity)
        throws IOException {
        Unpacking unpacking = new Unpacking(String.valueOf(archive.getFileName()), tree, options);
        reader.readControl(archive, unpacking, activity);
        return unpacking.summary(ArchiveFormat.DEB);
    }
}
