package org.rootbuild.volume;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/** Finishes or discards an edit of an image that was interrupted. */
final class EditRecovery {
    private final EditFiles files;
    private final Path image;
    private final FileChannel channel;
    private final Holes holes;

    /**
     * @param channel of the image, which nobody else uses
     * @param holes   of the image; not closed here, for that would drop the lock on it
     */
    EditRecovery(EditFiles files, Path image, FileChannel channel, Holes holes) {
        this.files = files;
        this.image = image;
        this.channel = channel;
        this.holes = holes;
    }

    /** What tells the file from another of the same name; 0 where the host has no such number. */
    static long inode(Path file) throws IOException {
        boolean known = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return known ? (Long) Files.getAttribute(file, "unix:ino") : 0;
    }

    /** Leaves no log. */
    void settle() throws IOException {
        Path path = VolumeEdit.log(image);
        if (!Files.exists(path)) {
            return;
        }
        try (FileChannel log = files.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Optional<EditLog.Index> index = pending(log);
            if (index.isPresent()) {
                new EditApplication(channel, holes, log, index.get()).apply();
            }
        } catch (Failure failure) {
            throw new Failure("an edit of " + image + " was interrupted and cannot be finished from " + path + ": "
                + failure.getMessage(), failure.remedy(), failure);
        }
        files.delete(path);
        files.syncFolder(image.getParent());
    }

    /** What is still to be applied; empty when the image is as it was before the edit. */
    private Optional<EditLog.Index> pending(FileChannel log) throws IOException {
        Optional<EditLog.Head> head = EditLog.readHead(log);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Optional<EditLog.Index> index = EditLog.readIndex(log);
        if (index.isEmpty() && head.get().applying()) {
            throw new Failure("the log is damaged, and the image is half changed",
                "Get the image again from where it came from, then remove the log.");
        }
        boolean same = head.get().inode() == inode(image) && (channel.size() == head.get().sizeBytes()
            || index.isPresent() && channel.size() == index.get().sizeAfterBytes());
        if (index.isPresent() && !same) {
            throw new Failure("the image is another file than the one that was edited",
                "If it is whole, remove the log; else put the edited file back.");
        }
        return index;
    }

    /** For whoever may only read: an edit that was not completed has not touched the image. */
    static void requireDiscardable(Path image) throws IOException {
        Path path = VolumeEdit.log(image);
        if (!Files.isReadable(path)) {
            throw unfinished(image);
        }
        try (FileChannel log = FileChannel.open(path)) {
            Optional<EditLog.Head> head = EditLog.readHead(log);
            if (head.isPresent() && (head.get().applying() || EditLog.readIndex(log).isPresent())) {
                throw unfinished(image);
            }
        }
    }

    private static Failure unfinished(Path image) {
        return new Failure("an edit of " + image + " was interrupted and is not finished yet",
            "Open the image once as a user who may write to it and to its folder: rootbuild image ls " + image);
    }
}
