package org.rootbuild.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rootbuild.problem.Failure;

/**
 * Keeps others away from an image while it is edited: this process by what it knows itself, others by a lock of the
 * kernel on the image, which ends with the process. Besides a byte of our own, it is on two that QEMU locks on images
 * (block/file-posix.c, RAW_LOCK_PERM_BASE and RAW_LOCK_SHARED_BASE, each with the bit of BLK_PERM_WRITE): they say that
 * somebody writes, and that nobody else may, so that neither touches what the other uses. Whoever asks to read all the
 * same, as {@code qemu-img -U} does, can.
 */
final class EditLock implements Closeable {
    private static final long OWN_BYTE = 64;
    private static final List<Long> EDITED_BYTES = List.of(OWN_BYTE, 101L, 201L);
    /**
     * What this process edits. The kernel keeps such locks for the process as a whole and drops them when any channel
     * of the file is closed, so the process must know its own before it opens one.
     */
    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    private final Object key;

    private EditLock(Object key) {
        this.key = key;
    }

    /** What stands for the file whatever it is called. */
    private static Object key(Path image) throws IOException {
        Object inode = Files.readAttributes(image, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
        return inode == null ? image : inode;
    }

    /** To be asked before any channel of the image is opened. */
    static EditLock inThisProcess(Path image) throws IOException {
        Object key = key(image);
        if (!HELD.add(key)) {
            throw busy(image);
        }
        return new EditLock(key);
    }

    /** Whether this process edits the image. */
    static boolean isHeldHere(Path image) throws IOException {
        return HELD.contains(key(image));
    }

    /** Locks the image for this process alone; closing the channel ends that. */
    static void lock(FileChannel channel, Path image) throws IOException {
        for (long at : EDITED_BYTES) {
            if (tryLock(channel, at, false).isEmpty()) {
                throw busy(image);
            }
        }
    }

    /** Keeps editors away, but no other readers. */
    static void lockForReading(FileChannel channel, Path image) throws IOException {
        try {
            if (tryLock(channel, OWN_BYTE, true).isEmpty()) {
                throw busy(image);
            }
        } catch (OverlappingFileLockException readHereAlready) {
            // Another reader of this process keeps editors away already.
            return;
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel, long at, boolean shared) throws IOException {
        return Optional.ofNullable(channel.tryLock(at, 1, shared));
    }

    static Failure busy(Path image) throws IOException {
        String owner = "";
        Path log = VolumeEdit.log(image);
        if (Files.isReadable(log)) {
            try (FileChannel channel = FileChannel.open(log)) {
                owner = EditLog.readHead(channel).map(EditLog.Head::owner).orElse("");
            }
        }
        return new Failure(image + " is in use by " + (owner.isEmpty() ? "another program, such as QEMU" : owner),
            "Wait until that ends, or end it, then try again.");
    }

    @Override
    public void close() {
        HELD.remove(key);
    }
}
