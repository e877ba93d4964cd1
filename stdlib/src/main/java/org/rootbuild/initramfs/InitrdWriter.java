package org.rootbuild.initramfs;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.archive.CpioWriter;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.compress.GzipSplice;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.FileTree;

/**
 * Packs an initramfs in the shape of another one: what is in none of its segments goes to the end of the last that is
 * not for early use; segments in which nothing changed keep their bytes, and in the others the headers of all entries
 * that did not change. The same inputs give the same bytes.
 */
public final class InitrdWriter {
    private static final int BLOCK_BYTES = 512;
    private static final int WORD_BYTES = 4;
    /** With less of the old bytes, compressing all of them on every processor takes less time. */
    private static final int LEAST_KEPT_PARTS = 3;

    private final Compressor compressor;
    private final long epochSeconds;

    /** @param epochSeconds the latest time that entries of appended trees get */
    public InitrdWriter(Compressor compressor, long epochSeconds) {
        this.compressor = Objects.requireNonNull(compressor);
        this.epochSeconds = epochSeconds;
    }

    /** A tree that becomes a segment of its own behind all others. */
    public record Appended(FileTree tree, Compression compression) {
        public Appended {
            Objects.requireNonNull(tree);
            Objects.requireNonNull(compression);
        }
    }

    /**
     * Writes the initramfs with the files of the tree instead of its own; the stream stays open.
     *
     * @param other    how segments that are not for early use are compressed, where not as they were
     * @param appended further segments
     */
    public void write(Initrd like, FileTree tree, Optional<Compression> other, List<Appended> appended,
                      OutputStream out, Activity activity) throws IOException {
        Fates fates = new Fates(like.union(), tree);
        if (fates.withXattrs() > 0) {
            activity.note("Extended attributes of " + fates.withXattrs() + " entries are lost, since cpio cannot hold"
                + " them.");
        }
        Counted counted = new Counted(new BufferedOutputStream(out, 1 << 18));
        Segment target = target(like.segments());
        for (Segment segment : like.segments()) {
            SegmentPacking packing = new SegmentPacking(segment, fates, segment == target ? fates.additions()
                : List.of());
            Compression now = segment.kind() == Segment.Kind.EARLY ? segment.compression()
                : other.orElse(segment.compression());
            pad(segment, now, counted);
            if (packing.isSame() && now.equals(segment.compression())) {
                segment.stored().copyTo(counted);
            } else {
                write(segment, packing.pieces(), now, counted);
            }
        }
        for (Appended one : appended) {
            counted.pad(BLOCK_BYTES);
            try (OutputStream packed = compressor.open(new Open(counted), one.compression())) {
                new CpioWriter(epochSeconds).write(one.tree(), packed, activity);
            }
        }
        padEnd(like, appended, counted);
        counted.flush();
    }

    /** As above, in the same shape. */
    public void write(Initrd like, FileTree tree, OutputStream out, Activity activity) throws IOException {
        write(like, tree, Optional.empty(), List.of(), out, activity);
    }

    private static Segment target(List<Segment> segments) {
        Segment last = segments.get(segments.size() - 1);
        for (Segment segment : segments) {
            last = segment.kind() == Segment.Kind.FILES ? segment : last;
        }
        return last;
    }

    /** As many zeros as there were, or as many as put the segment on as even a place. */
    private static void pad(Segment segment, Compression now, Counted out) throws IOException {
        long before = segment.at() - segment.paddingBytes();
        if (out.written() == before) {
            out.zeros(segment.paddingBytes());
        } else if (segment.at() % BLOCK_BYTES == 0 && segment.paddingBytes() > 0) {
            out.pad(BLOCK_BYTES);
        } else if (segment.at() % WORD_BYTES == 0 || now.codec() == Codec.NONE) {
            out.pad(WORD_BYTES);
        }
    }

    private static void padEnd(Initrd like, List<Appended> appended, Counted out) throws IOException {
        long zeros = like.trailingBytes();
        if (zeros == 0 || !appended.isEmpty()) {
            return;
        }
        boolean isEven = like.sizeBytes() % BLOCK_BYTES == 0;
        if (out.written() + zeros == like.sizeBytes() || !isEven) {
            out.zeros(zeros);
        } else {
            out.pad(BLOCK_BYTES);
        }
    }

    private void write(Segment segment, List<Piece> pieces, Compression compression, Counted out) throws IOException {
        boolean isGzip = compression.codec() == Codec.GZIP && compression.equals(segment.compression());
        Optional<GzipSplice> splice = isGzip && keepsMost(pieces)
            ? GzipSplice.of(span(segment.stored()), span(segment.decoded()), out, compression.level())
            : Optional.empty();
        try (OutputStream packed = splice.isPresent() ? splice.get()
            : compressor.open(new Open(out), compression)) {
            for (Piece piece : pieces) {
                if (splice.isPresent() && piece instanceof Piece.Kept kept) {
                    splice.get().keep(kept.at(), kept.at() + kept.sizeBytes());
                } else {
                    piece.writeTo(packed);
                }
            }
        }
    }

    private static boolean keepsMost(List<Piece> pieces) {
        long all = pieces.stream().mapToLong(Piece::sizeBytes).sum();
        long fresh = pieces.stream().filter(piece -> !(piece instanceof Piece.Kept)).mapToLong(Piece::sizeBytes).sum();
        return fresh <= all / LEAST_KEPT_PARTS;
    }

    private static GzipSplice.Span span(Region region) {
        return new GzipSplice.Span(region.channel(), region.at(), region.sizeBytes());
    }

    /** Outlives the compression of a segment. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** Knows where it is. */
    private static final class Counted extends FilterOutputStream {
        private long written;

        Counted(OutputStream out) {
            super(out);
        }

        long written() {
            return written;
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

        void zeros(long count) throws IOException {
            for (long left = count; left > 0; left -= Math.min(left, BLOCK_BYTES)) {
                write(new byte[(int) Math.min(left, BLOCK_BYTES)]);
            }
        }

        void pad(int alignment) throws IOException {
            zeros(-written & alignment - 1);
        }
    }
}
