package org.rootbuild.initramfs;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rootbuild.archive.Limits;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Decompressor;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;

/**
 * An initramfs that is there already, of any shape: cpio archives one after the other, plain or compressed with gzip,
 * bzip2, xz, lzma, zstd or lz4, with zeros between them. What it holds is never trusted: names that leave the tree,
 * bombs, and what is damaged or cut off end in a {@link Failure}.
 *
 * <p>Contents are read while it is open. Safe for use by several threads.
 */
public final class Initrd implements Closeable {
    private final Path path;
    private final FileChannel file;
    private final FileChannel scratch;
    private final List<Segment> segments;
    private final long trailingBytes;
    private final Union union;

    private Initrd(Path path, FileChannel file, FileChannel scratch, SegmentReader read) throws IOException {
        this.path = path;
        this.file = file;
        this.scratch = scratch;
        this.segments = List.copyOf(read.segments());
        this.trailingBytes = read.trailingBytes();
        this.union = Union.of(segments);
    }

    /** Whether the file begins as an initramfs does: with a cpio archive, plain or compressed. */
    public static boolean is(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return false;
        }
        try (PeekInput in = new PeekInput(Files.newInputStream(path), path.toString())) {
            Decompressor decompressor = new Decompressor();
            if (decompressor.detect(in) == Codec.NONE) {
                return CpioKind.of(in.peek(CpioKind.MAGIC_BYTES)).isPresent();
            }
            byte[] head = decompressor.openMember(in).readNBytes(CpioKind.MAGIC_BYTES);
            return CpioKind.of(head).isPresent();
        } catch (Failure damaged) {
            return false;
        }
    }

    /**
     * Takes it apart.
     *
     * @param name    what a person calls it
     * @param scratch an existing folder with room for what it holds; nothing is left in it
     * @throws Failure where it is damaged, hostile, or none
     */
    public static Initrd open(Path path, String name, Path scratch, Limits limits) throws IOException {
        FileChannel file = channel(path, name);
        Path decoded = Files.createTempFile(scratch, "initramfs", ".decoded");
        FileChannel into = FileChannel.open(decoded, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // The open channel keeps the bytes; without a name they are gone with this process, however it ends.
            Files.delete(decoded);
            SegmentReader reader = new SegmentReader(file, into, name, limits);
            reader.read();
            return new Initrd(path, file, into, reader);
        } catch (IOException | RuntimeException trouble) {
            file.close();
            into.close();
            throw trouble;
        }
    }

    /** As above, called by its file's name, with the usual limits. */
    public static Initrd open(Path path, Path scratch) throws IOException {
        return open(path, String.valueOf(path.getFileName()), scratch, Limits.USUAL);
    }

    private static FileChannel channel(Path path, String name) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new Failure(name + " is no plain file", "Name the file of an initramfs.");
        }
        try {
            return FileChannel.open(path);
        } catch (NoSuchFileException absent) {
            throw new Failure("there is no initramfs " + path, "Check the path.", absent);
        } catch (AccessDeniedException denied) {
            throw new Failure(path + " may not be read", "Allow this user to read it.", denied);
        }
    }

    /** In the order of the file. */
    public List<Segment> segments() {
        return segments;
    }

    /** How many zeros are behind the last segment. */
    public long trailingBytes() {
        return trailingBytes;
    }

    /** The files of all segments, united as a kernel does it. */
    public FileTree tree() {
        return union.index();
    }

    /** The files of one segment alone. */
    public FileTree tree(int number) throws IOException {
        return Union.of(List.of(segment(number))).index();
    }

    /** The files of a segment, or with 0 of all together. */
    public FileTree treeOf(int number) throws IOException {
        return number == 0 ? tree() : tree(number);
    }

    /** The archives of a segment, decoded. */
    public void decode(int number, OutputStream out) throws IOException {
        segment(number).decoded().copyTo(out);
    }

    /** @throws Failure when there is none of that number */
    public Segment segment(int number) throws Failure {
        if (number < 1 || number > segments.size()) {
            throw new Failure(path.getFileName() + " has no segment " + number, segments.size() == 1
                ? "It has one." : "It has " + segments.size() + ", counted from 1; 0 stands for all together.");
        }
        return segments.get(number - 1);
    }

    /** What kernels would not unpack of it, or only by mistake: one sentence each, without full stops. */
    public List<String> notes() {
        List<String> notes = new java.util.ArrayList<>();
        if (!union.ignored().isEmpty()) {
            notes.add("not unpacked by kernels, because a folder or a file is in the way: " + some(union.ignored()));
        }
        Set<String> implied = union.implied();
        if (!implied.isEmpty()) {
            notes.add("no header tells of these folders, so that kernels leave out what is in them: "
                + some(implied.stream().sorted().toList()));
        }
        return notes;
    }

    private static String some(List<String> names) {
        String first = names.stream().limit(5).map(CpioScan::shown).collect(Collectors.joining(", "));
        return names.size() > 5 ? first + " and " + (names.size() - 5) + " more" : first;
    }

    Union union() {
        return union;
    }

    long sizeBytes() throws IOException {
        return file.size();
    }

    Region whole() throws IOException {
        return new Region(file, 0, file.size());
    }

    /**
     * Changes; {@link InitrdWriter} writes what they make of it.
     *
     * @param contents     an existing folder for what is written
     * @param epochSeconds the time that folders made on the way carry
     */
    public InitrdEdit edit(Path contents, long epochSeconds) {
        return new InitrdEdit(union.index().copy(), contents, epochSeconds);
    }

    @Override
    public void close() throws IOException {
        try (file; scratch) {
            // closes both
        }
    }
}
