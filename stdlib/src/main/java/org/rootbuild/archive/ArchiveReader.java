package org.rootbuild.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.rootbuild.compress.Decompressor;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;

/**
 * Streams the entries of an archive: tar, zip, cpio (several in a row, as an initramfs is made of), ar and Debian
 * packages, in any compression and in compressions around each other. What a file is, its bytes say and never its name.
 *
 * <p>Everything ends in a {@link Failure} that is not whole and sound: a file that is cut off, a checksum that does not
 * match, bytes behind the end, more than the {@link Limits} allow. The memory taken does not depend on the archive's
 * size, apart from a zip's directory.
 */
public final class ArchiveReader {
    private final Limits limits;
    private final Decompressor decompressor;

    public ArchiveReader(Limits limits) {
        this(limits, new Decompressor());
    }

    public ArchiveReader(Limits limits, Decompressor decompressor) {
        this.limits = Objects.requireNonNull(limits);
        this.decompressor = Objects.requireNonNull(decompressor);
    }

    /** Gives the sink every entry; of a Debian package those of its data. Answers what the file was. */
    public ArchiveFormat read(Path file, ArchiveSink sink, Activity activity) throws IOException {
        return read(file, String.valueOf(file.getFileName()), sink, activity);
    }

    /** As {@link #read(Path, ArchiveSink, Activity)}, with what a person calls the file. */
    public ArchiveFormat read(Path file, String name, ArchiveSink sink, Activity activity) throws IOException {
        return read(file, name, sink, activity, DebReader.Part.DATA);
    }

    /** Gives the sink the entries of a Debian package's control archive, such as {@code ./control}. */
    public void readControl(Path file, ArchiveSink sink, Activity activity) throws IOException {
        readControl(file, String.valueOf(file.getFileName()), sink, activity);
    }

    /** As {@link #readControl(Path, ArchiveSink, Activity)}, with what a person calls the file. */
    public void readControl(Path file, String name, ArchiveSink sink, Activity activity) throws IOException {
        ArchiveFormat format = read(file, name, sink, activity, DebReader.Part.CONTROL);
        if (format != ArchiveFormat.DEB) {
            throw new Failure(name + " is no Debian package", "Only a .deb file has a control archive.");
        }
    }

    /** Gives the sink every entry of a tree, within the limits. */
    void read(FileTree tree, long packedBytes, String name, ArchiveSink sink, Activity activity) throws IOException {
        Gauge gauge = new Gauge(limits, name, packedBytes, Activity.SILENT);
        new TreeMembers(tree, new Reading(name, gauge, sink, activity), activity).read(packedBytes);
    }

    private ArchiveFormat read(Path file, String name, ArchiveSink sink, Activity activity, DebReader.Part part)
        throws IOException {
        if (Files.isDirectory(file)) {
            throw new Failure(name + " is a folder and no archive", "Take a folder with copy.");
        }
        Gauge gauge = new Gauge(limits, name, fileBytes(file, name), activity);
        Reading reading = new Reading(name, gauge, sink, activity);
        try (PeekInput in = new PeekInput(gauge.file(Files.newInputStream(file)), name)) {
            return new Layers(file, decompressor, reading, part).read(in);
        }
    }

    private static long fileBytes(Path file, String name) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException missing) {
            throw new Failure("there is no file " + file, "Check the path of the archive.", missing);
        }
    }
}
