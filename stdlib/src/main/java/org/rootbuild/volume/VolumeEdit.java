package org.rootbuild.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;

/**
 * An edit of an image file that happens wholly or not at all, however the process ends. Changes are collected in a log
 * beside the image; {@link #commit} completes the log, then applies it. The next opening of the image, for an edit or
 * with {@link #reading}, finishes what was committed and discards what was not.
 *
 * <p>Where the disk becomes full, the image stays as it was: room for what is new is taken before it is touched. On a
 * filesystem that cannot promise room, the edit stays in the log and is finished when there is room.
 */
public final class VolumeEdit implements Closeable {
    private final EditFiles files;
    private final Path image;
    private final EditLock lock;
    private final FileChannel channel;
    private final Holes holes;
    private final FileChannel log;
    private final ChangedBlocks blocks;
    private final ChangedVolume volume;
    private boolean keepsLog;

    private VolumeEdit(EditFiles files, Path image, EditLock lock, FileChannel channel, Holes holes,
                       FileChannel log, long sizeAfterBytes) throws IOException {
        this.files = files;
        this.image = image;
        this.lock = lock;
        this.channel = channel;
        this.holes = holes;
        this.log = log;
        this.blocks = new ChangedBlocks(() -> log, ChangedVolume.HELD_BLOCKS);
        this.volume = new ChangedVolume(new FileVolume(channel, channel.size(), holes), sizeAfterBytes, blocks);
    }

    /**
     * Begins an edit; an earlier one that was interrupted is finished or discarded first.
     *
     * @param owner who edits, for others who want to meanwhile: {@code process 123, 'rootbuild image put …'}
     * @throws Failure when the image cannot be written to, or is in use
     */
    public static VolumeEdit begin(Path image, String owner) throws IOException {
        return begin(image, 0, owner, EditFiles.ofHost());
    }

    /** As {@link #begin(Path, String)}, and makes the image at least this long; what is new reads as zeros. */
    public static VolumeEdit begin(Path image, long leastSizeBytes, String owner) throws IOException {
        return begin(image, leastSizeBytes, owner, EditFiles.ofHost());
    }

    static VolumeEdit begin(Path image, long leastSizeBytes, String owner, EditFiles files) throws IOException {
        Path real = existing(image);
        EditLock lock = EditLock.inThisProcess(real);
        try {
            FileChannel channel = opened(real, files);
            try {
                EditLock.lock(channel, real);
                Holes holes = new Holes(real, true);
                new EditRecovery(files, real, channel, holes).settle();
                FileChannel log = begunLog(real, channel.size(), owner, files);
                return new VolumeEdit(files, real, lock, channel, holes, log,
                    Math.max(channel.size(), leastSizeBytes));
            } catch (IOException | RuntimeException trouble) {
                channel.close();
                throw trouble;
            }
        } catch (IOException | RuntimeException trouble) {
            lock.close();
            throw trouble;
        }
    }

    private static FileChannel begunLog(Path image, long sizeBytes, String owner, EditFiles files)
        throws IOException {
        try {
            FileChannel log = files.open(log(image), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
            try {
                EditLog.writeHead(log, new EditLog.Head(EditRecovery.inode(image), sizeBytes, owner, false));
                return log;
            } catch (IOException trouble) {
                log.close();
                files.delete(log(image));
                throw trouble;
            }
        } catch (IOException trouble) {
            throw new Failure("beginning to change " + image + " did not work: " + Reason.of(trouble),
                "Let this user write to the image's folder, and leave room on its disk for what changes.", trouble);
        }
    }

    /**
     * The image for reading, after an edit that was interrupted is finished or discarded; nobody can edit it before the
     * volume is closed.
     */
    public static Volume reading(Path image) throws IOException {
        Path real = existing(image);
        if (EditLock.isHeldHere(real)) {
            throw EditLock.busy(real);
        }
        if (Files.exists(log(real))) {
            settle(real);
        }
        FileChannel channel = FileChannel.open(real, StandardOpenOption.READ);
        try {
            EditLock.lockForReading(channel, real);
            return new FileVolume(channel, channel.size(), new Holes(real, false));
        } catch (IOException | RuntimeException trouble) {
            channel.close();
            throw trouble;
        }
    }

    private static void settle(Path image) throws IOException {
        if (!Files.isWritable(image) || !Files.isWritable(image.getParent())) {
            EditRecovery.requireDiscardable(image);
            return;
        }
        EditFiles files = EditFiles.ofHost();
        try (EditLock here = EditLock.inThisProcess(image); FileChannel channel = opened(image, files);
             Holes holes = new Holes(image, true)) {
            EditLock.lock(channel, image);
            new EditRecovery(files, image, channel, holes).settle();
        }
    }

    private static Path existing(Path image) throws IOException {
        try {
            Path real = image.toRealPath();
            if (!Files.isRegularFile(real)) {
                throw new Failure(image + " is no plain file", "Name the file of an image.");
            }
            return real;
        } catch (NoSuchFileException absent) {
            throw new Failure("there is no image " + image, "Check the path.", absent);
        }
    }

    private static FileChannel opened(Path image, EditFiles files) throws IOException {
        try {
            return files.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (AccessDeniedException denied) {
            throw new Failure(image + " may not be written to", "Allow this user to, or edit a copy.", denied);
        }
    }

    /** Where the edit of an image is collected. */
    static Path log(Path image) {
        return image.resolveSibling(image.getFileName() + ".rootbuild-edit");
    }

    /** The image with the changes made so far, which nobody else sees before {@link #commit}. */
    public Volume volume() {
        return volume;
    }

    /**
     * Makes the changes durable; the last thing to do before {@link #close}.
     *
     * @throws Failure when it did not work; its message says whether the image is untouched
     */
    public void commit() throws IOException {
        try {
            boolean nothing = blocks.next(0).isEmpty() && volume.sizeBytes() == channel.size();
            if (!nothing) {
                commitChanges();
            }
        } catch (IOException trouble) {
            String state = keepsLog ? "; it is half done, and is finished when the image is opened again"
                : "; the image is as it was";
            throw new Failure("changing " + image + " did not work: " + Reason.of(trouble) + state,
                "Mend the cause, such as a full disk, then try again.", trouble);
        }
    }

    private void commitChanges() throws IOException {
        var stored = blocks.stored();
        EditLog.Index index = EditLog.writeIndex(log, blocks.endOfSlots(), stored, volume.sizeBytes());
        log.force(true);
        files.syncFolder(image.getParent());
        EditApplication application = new EditApplication(channel, holes, log, index);
        application.reserve();
        keepsLog = true;
        EditLog.markApplying(log);
        log.force(true);
        application.apply();
        // At once: another program may change the image as soon as it can, and applying this later would undo that.
        files.delete(log(image));
        files.syncFolder(image.getParent());
        keepsLog = false;
    }

    /** Discards what was not committed, and lets others use the image. */
    @Override
    public void close() throws IOException {
        try (lock; channel; holes; log) {
            if (!keepsLog) {
                files.delete(log(image));
                files.syncFolder(image.getParent());
            }
        }
    }
}
