package org.rootbuild.ext;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Range;

/**
 * Writes the bytes of files. Blocks of zeros become holes wherever they come from, so that the same bytes give the same
 * filesystem; the rest goes from the file into the buffer that is written, and no other.
 */
final class Contents {
    private static final int PART = 1 << 20;

    private final int blockSize;
    private final Outlet outlet;
    private final ByteBuffer zeros;
    private final byte[] scratch = new byte[PART];

    Contents(int blockSize, Outlet outlet) {
        this.blockSize = blockSize;
        this.outlet = outlet;
        this.zeros = ByteBuffer.allocateDirect(blockSize);
    }

    /** Where bytes come from, in order. */
    private interface Source {
        /** Fills the buffer. */
        boolean fill(ByteBuffer into) throws IOException;
    }

    void write(Entry.PlainFile file, FileMap map, BlockSpace space, ReadAhead ahead)
        throws IOException, InterruptedException {
        Content content = file.content();
        if (content.sizeBytes() == 0) {
            return;
        }
        if (ReadAhead.takes(content)) {
            Optional<ByteBuffer> bytes = ahead.next(content);
            if (bytes.isPresent()) {
                part(new Range(0, content.sizeBytes()), into -> into.put(bytes.get()) != null, map, space);
                return;
            }
        }
        Optional<Path> host = content.file();
        boolean whole = host.isPresent() ? fromHost(content, host.get(), map, space)
            : fromStream(content, map, space);
        if (!whole) {
            throw new Failure("the content of " + TreePath.shown(file.path()) + " is not of the " + content.sizeBytes()
                + " bytes that it should have", "Let nothing change the files meanwhile, then try again.");
        }
    }

    private boolean fromHost(Content content, Path host, FileMap map, BlockSpace space) throws IOException {
        try (FileChannel channel = FileChannel.open(host, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.size() != content.sizeBytes()) {
                return false;
            }
            if (!DataRanges.mayHaveHoles(content)) {
                return part(new Range(0, content.sizeBytes()), into -> filled(channel, into), map, space);
            }
            long next = 0;
            for (Range data : DataRanges.of(content)) {
                long from = Math.max(next, data.at() / blockSize * blockSize);
                next = Math.min(content.sizeBytes(), Geometry.ceil(data.end(), blockSize) * blockSize);
                channel.position(from);
                if (from < next && !part(new Range(from, next - from), into -> filled(channel, into), map, space)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean filled(FileChannel channel, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean fromStream(Content content, FileMap map, BlockSpace space) throws IOException {
        try (InputStream in = content.open()) {
            return part(new Range(0, content.sizeBytes()), into -> filled(in, into), map, space) && in.read() < 0;
        }
    }

    private boolean filled(InputStream in, ByteBuffer into) throws IOException {
        int count = into.remaining();
        boolean whole = in.readNBytes(scratch, 0, count) == count;
        into.put(scratch, 0, count);
        return whole;
    }

    /** Writes a part of a file that begins at a block; answers false when the source ends too early. */
    private boolean part(Range range, Source source, FileMap map, BlockSpace space) throws IOException {
        for (long at = range.at(); at < range.end(); at += PART) {
            int count = (int) Math.min(PART, range.end() - at);
            int blocks = (int) Geometry.ceil(count, blockSize);
            ByteBuffer buffer = outlet.room(space.next() * blockSize, blocks * blockSize);
            int start = buffer.position();
            int limit = buffer.limit();
            boolean whole = source.fill(buffer.limit(start + count));
            buffer.limit(limit).position(start + count);
            buffer.put(zeros.duplicate().limit(blocks * blockSize - count));
            if (!whole) {
                buffer.position(start);
                return false;
            }
            if (space.run() < blocks || hasZeroBlock(buffer, start, blocks)) {
                buffer.position(start);
                scatter(buffer, blocks, at / blockSize, map, space);
            } else {
                map.add(at / blockSize, space.take(blocks), blocks);
            }
        }
        return true;
    }

    private boolean hasZeroBlock(ByteBuffer buffer, int start, int blocks) {
        for (int i = 0; i < blocks; i++) {
            if (isZero(buffer, start + i * blockSize)) {
                return true;
            }
        }
        return false;
    }

    private boolean isZero(ByteBuffer buffer, int at) {
        return buffer.getLong(at) == 0 && zeros.duplicate().mismatch(buffer.slice(at, blockSize)) < 0;
    }

    /** Takes what was put into the buffer out of it again, and writes it without its blocks of zeros. */
    private void scatter(ByteBuffer buffer, int blocks, long logical, FileMap map, BlockSpace space)
        throws IOException {
        int start = buffer.position();
        boolean[] zero = new boolean[blocks];
        for (int i = 0; i < blocks; i++) {
            zero[i] = isZero(buffer, start + i * blockSize);
        }
        buffer.get(start, scratch, 0, blocks * blockSize);
        int from = 0;
        while (from < blocks) {
            int to = from;
            while (to < blocks && !zero[to] && to - from < space.run()) {
                to++;
            }
            if (to > from) {
                long at = space.take(to - from);
                outlet.write(at * blockSize, scratch, from * blockSize, (to - from) * blockSize);
                map.add(logical + from, at, to - from);
            }
            from = to;
            while (from < blocks && zero[from]) {
                from++;
            }
        }
    }
}
