package org.rootbuild.fat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.SmallFiles;
import org.rootbuild.volume.Volume;

/** Writes folders and files of a new filesystem to their clusters. */
final class ContentWriter {
    /** From this size on a file of the host is copied by the host. */
    private static final long COPY_BYTES = 1 << 20;

    private final Volume volume;
    private final FatGeometry geometry;
    private final Activity activity;
    private final long totalBytes;
    private final SmallFiles small = new SmallFiles();
    private long doneBytes;

    ContentWriter(Volume volume, FatGeometry geometry, Activity activity, long totalBytes) {
        this.volume = volume;
        this.geometry = geometry;
        this.activity = activity;
        this.totalBytes = totalBytes;
    }

    void folders(List<Planned.Folder> folders) throws IOException {
        ClusterStream out = new ClusterStream(volume);
        for (Planned.Folder folder : folders) {
            out.moveTo(folder.firstCluster == 0 ? geometry.root().at() : geometry.clusterAt(folder.firstCluster));
            ByteBuffer bytes = ByteBuffer.allocate((int) folder.sizeBytes());
            folder.encodeMembers(bytes);
            out.put(bytes.flip());
        }
        out.flush();
    }

    /**
     * Every file has its place already, so that several threads can write side by side. What is no file of the host is
     * read by the calling thread alone: nothing is known of how its bytes come about.
     */
    void files(List<Planned.File> files, int threads) throws IOException, InterruptedException {
        try (Batches batches = new Batches(files)) {
            boolean few = batches.count() < 2 * threads;
            batches.write(few ? 1 : threads, () -> new ClusterStream(volume), this::write);
        }
        activity.progress("files", totalBytes, totalBytes);
    }

    private void write(List<Planned.File> batch, ClusterStream out) throws IOException {
        for (Planned.File file : batch) {
            if (file.firstCluster != 0) {
                out.moveTo(geometry.clusterAt(file.firstCluster));
                write(file, out);
            }
        }
        out.flush();
        done(batch.stream().mapToLong(Planned.File::sizeBytes).sum());
    }

    private synchronized void done(long bytes) {
        doneBytes += bytes;
        activity.progress("files", doneBytes, totalBytes);
    }

    private void write(Planned.File file, ClusterStream out) throws IOException {
        Optional<Path> host = file.content.file();
        boolean same;
        if (host.isEmpty()) {
            try (InputStream in = file.content.open(); ReadableByteChannel from = Channels.newChannel(in)) {
                same = out.put(from, file.sizeBytes());
            }
        } else {
            try {
                same = file.sizeBytes() <= SmallFiles.LONGEST_BYTES
                    ? out.put(small, host.get(), (int) file.sizeBytes()) : written(host.get(), file.sizeBytes(), out);
            } catch (NoSuchFileException | AccessDeniedException trouble) {
                throw new Failure(TreePath.shown(file.path) + " could not be read: " + Reason.of(trouble),
                    "Allow this user to read it, and let nothing else change it meanwhile.", trouble);
            }
        }
        if (!same) {
            throw new Failure(TreePath.shown(file.path) + " has not " + file.sizeBytes() + " bytes any more",
                "Let nothing else change it, then try again.");
        }
    }

    private static boolean written(Path host, long sizeBytes, ClusterStream out) throws IOException {
        try (FileChannel from = FileChannel.open(host, StandardOpenOption.READ)) {
            return sizeBytes < COPY_BYTES ? out.put(from, sizeBytes) : copied(from, sizeBytes, out);
        }
    }

    private static boolean copied(FileChannel from, long sizeBytes, ClusterStream out) throws IOException {
        boolean same = from.size() == sizeBytes;
        if (same) {
            out.copy(from, new Range(0, sizeBytes));
        }
        return same;
    }
}
