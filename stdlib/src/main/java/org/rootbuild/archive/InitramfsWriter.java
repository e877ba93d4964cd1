package org.rootbuild.archive;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.FileTree;

/**
 * Writes an initramfs as the kernel reads it: one cpio archive after the other, each compressed in its own way
 * ("initramfs buffer format" of the kernel's documentation). The loader of early microcode looks at the first one,
 * uncompressed, only.
 */
public final class InitramfsWriter {
    /** A cpio header begins at a multiple of 4; 512 is what every tool fills up to. */
    private static final int SEGMENT_ALIGNMENT = 512;

    private final Compressor compressor;
    private final CpioWriter cpio;

    /** One piece of an initramfs. */
    public sealed interface Segment {
    }

    /** A tree that is made a cpio archive. */
    public record TreeSegment(FileTree tree, Compression compression) implements Segment {
        public TreeSegment {
            Objects.requireNonNull(tree);
            Objects.requireNonNull(compression);
        }
    }

    /** A cpio archive as it is, such as the microcode of a processor's maker. */
    public record ReadySegment(Content bytes) implements Segment {
        public ReadySegment {
            Objects.requireNonNull(bytes);
        }
    }

    /** @param epochSeconds the latest time that any entry gets */
    public InitramfsWriter(Compressor compressor, long epochSeconds) {
        this.compressor = Objects.requireNonNull(compressor);
        this.cpio = new CpioWriter(epochSeconds);
    }

    /** Writes the pieces in order, with zeros between; the stream stays open. */
    public void write(List<Segment> segments, OutputStream out, Activity activity) throws IOException {
        if (segments.isEmpty()) {
            throw new Failure("an initramfs without any content was asked for", "Give it at least one tree.");
        }
        Counted counted = new Counted(new BufferedOutputStream(out, 1 << 16));
        for (Segment segment : segments) {
            counted.pad();
            if (segment instanceof TreeSegment tree) {
                try (OutputStream packed = compressor.open(counted, tree.compression())) {
                    cpio.write(tree.tree(), packed, activity);
                }
            } else if (segment instanceof ReadySegment ready) {
                try (InputStream in = ready.bytes().open()) {
                    in.transferTo(counted);
                }
            }
        }
        counted.flush();
    }

    /** Knows where it is, and outlives the compression of a segment. */
    private static final class Counted extends FilterOutputStream {
        private long written;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
        }

        void pad() throws IOException {
            write(new byte[(int) (-written & SEGMENT_ALIGNMENT - 1)]);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
