package org.rootbuild.fat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Writes the clusters of a new filesystem from front to back: small files gathered into large writes. */
final class ContentWriter {
    private static final int BUFFER_BYTES = 4 << 20;
    /** From this size on a file of the host is copied by the host. */
    private static final long COPY_BYTES = 1 << 20;
    /** How much at a time is looked at for being all zeros. */
    private static final int ZEROS_BYTES = 1 << 16;

    private final Volume volume;
    private final FatGeometry geometry;
    private final Activity activity;
    private final long totalBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long bufferAt;
    private long doneBytes;

    ContentWriter(Volume volume, FatGeometry geometry, Activity activity, long totalBytes) {
        this.volume = volume;
        this.geometry = geometry;
        this.activity = activity;
        this.totalBytes = totalBytes;
    }

    void folders(List<Planned.Folder> folders) throws IOException {
        for (Planned.Folder folder : folders) {
            moveTo(folder.firstCluster == 0 ? geometry.root().at() : geometry.clusterAt(folder.firstCluster));
            ByteBuffer bytes = ByteBuffer.allocate((int) folder.sizeBytes());
            folder.encodeMembers(bytes);
            put(bytes.flip());
        }
    }

    void files(List<Planned.File> files) throws IOException, InterruptedException {
        for (Planned.File file : files) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (file.firstCluster != 0) {
                moveTo(geometry.clusterAt(file.firstCluster));
                write(file);
            }
            doneBytes += file.sizeBytes();
        }
        flush();
        activity.progress("files", totalBytes, totalBytes);
    }

    private void write(Planned.File file) throws IOException {
        Optional<Path> host = file.content.file();
        if (host.isEmpty()) {
            try (InputStream in = file.content.open(); ReadableByteChannel from = Channels.newChannel(in)) {
                gather(from, file);
            }
            return;
        }
        try (FileChannel from = FileChannel.open(host.get(), StandardOpenOption.READ)) {
            if (file.sizeBytes() < COPY_BYTES) {
                gather(from, file);
            } else if (from.size() == file.sizeBytes()) {
                flush();
                volume.copy(bufferAt, from, new Range(0, file.sizeBytes()));
                bufferAt += file.sizeBytes();
            } else {
                throw changed(file);
            }
        }
    }

    private void gather(ReadableByteChannel from, Planned.File file) throws IOException {
        long left = file.sizeBytes();
        while (left > 0) {
            room();
            buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + left));
            int count = from.read(buffer);
            buffer.limit(buffer.capacity());
            if (count < 0) {
                throw changed(file);
            }
            left -= count;
        }
        if (from.read(ByteBuffer.allocate(1)) > 0) {
            throw changed(file);
        }
    }

    private static Failure changed(Planned.File file) {
        return new Failure(TreePath.shown(file.path) + " has not " + file.sizeBytes() + " bytes any more",
            "Let nothing else change it, then try again.");
    }

    private void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            room();
            int count = Math.min(buffer.remaining(), bytes.remaining());
            buffer.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
        }
    }

    private void room() throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
    }

    /** Goes on at a place that is not before the present one; short gaps are filled with zeros. */
    private void moveTo(long place) throws IOException {
        long gap = place - bufferAt - buffer.position();
        if (gap < 0 || gap > buffer.remaining()) {
            flush();
            bufferAt = place;
            return;
        }
        for (long left = gap; left >= 8; left -= 8) {
            buffer.putLong(0);
        }
        for (long left = gap % 8; left > 0; left--) {
            buffer.put((byte) 0);
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        int from = 0;
        while (from < buffer.limit()) {
            int to = from;
            while (to < buffer.limit() && !zeros(to)) {
                to += ZEROS_BYTES;
            }
            to = Math.min(to, buffer.limit());
            if (to > from) {
                volume.write(bufferAt + from, buffer.slice(from, to - from));
            }
            from = to + (to < buffer.limit() ? ZEROS_BYTES : 0);
        }
        bufferAt += buffer.limit();
        buffer.clear();
        activity.progress("files", Math.min(doneBytes, totalBytes), totalBytes);
    }

    /** Whether the piece from here on holds nothing but zeros, which the volume has already. */
    private boolean zeros(int from) {
        int end = Math.min(buffer.limit(), from + ZEROS_BYTES);
        int at = from;
        while (at + 8 <= end && buffer.getLong(at) == 0) {
            at += 8;
        }
        while (at < end && at + 8 > end && buffer.get(at) == 0) {
            at++;
        }
        return at == end;
    }
}
