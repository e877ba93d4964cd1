package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.rootbuild.posix.FileStatus;
import org.rootbuild.posix.FolderWriter;
import org.rootbuild.posix.Posix;
import org.rootbuild.posix.PosixError;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** Makes entries below one folder of the host, and counts what this user may not make. Safe for several threads. */
final class HostEntries implements AutoCloseable {
    /** What is larger goes from file to file in the kernel, where it can. */
    static final int SMALL_BYTES = 1 << 17;
    private static final int OPEN_TO_OWNER = 0700;
    private static final int EACCES = 13;

    private final Posix posix;
    private final Path root;
    private final FolderWriter writer;
    private final NewFileState usual;
    private final AtomicLong writtenBytes = new AtomicLong();
    private final AtomicLong owners = new AtomicLong();
    private final AtomicLong devices = new AtomicLong();
    private final AtomicLong xattrs = new AtomicLong();

    /** @param root an empty folder, which nobody else may enter from now on, until it is finished */
    HostEntries(Posix posix, Path root) throws IOException {
        this.posix = posix;
        this.root = root;
        // Also without the bit that gives its group to what is made in it.
        posix.setMode(root, OPEN_TO_OWNER);
        this.usual = NewFileState.of(posix, root);
        this.writer = posix.writer(root);
    }

    private Path at(String path) throws Failure {
        try {
            return root.resolve(path);
        } catch (InvalidPathException unfit) {
            throw unfit(path, unfit);
        }
    }

    private static Failure unfit(String path, InvalidPathException unfit) {
        return new Failure("this host's locale has no way to write the name " + TreePath.shown(path),
            "Set a locale of UTF-8: LC_ALL=C.UTF-8.", unfit);
    }

    /** Open for this user until {@link #finish}. */
    void makeFolder(Entry.Folder folder) throws IOException {
        if (folder.path().isEmpty()) {
            return;
        }
        try {
            writer.makeFolder(folder.path(), OPEN_TO_OWNER);
        } catch (InvalidPathException unfit) {
            throw unfit(folder.path(), unfit);
        }
    }

    void finish(Entry.Folder folder) throws IOException {
        become(at(folder.path()), folder);
    }

    /**
     * Writes a file.
     *
     * @param buffer of {@link #SMALL_BYTES}, of the thread that calls
     * @return how many bytes were written so far in all
     */
    long write(Entry.PlainFile file, ByteBuffer buffer) throws IOException {
        long sizeBytes = file.content().sizeBytes();
        if (sizeBytes <= SMALL_BYTES && file.attributes().xattrs().isEmpty()) {
            writeSmall(file, buffer.clear());
        } else {
            Path place = at(file.path());
            try (FileChannel out = FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                file.content().transferTo(out);
            }
            become(place, file);
        }
        return writtenBytes.addAndGet(sizeBytes);
    }

    /** With as few calls of the kernel as this takes: what it gives to a new file is not set again. */
    private void writeSmall(Entry.PlainFile file, ByteBuffer buffer) throws IOException {
        if (file.content().sizeBytes() > 0) {
            file.content().transferTo(new BufferChannel(buffer));
        }
        Attributes attributes = file.attributes();
        try (FolderWriter.NewFile made = writer.makeFile(file.path(), attributes.mode() & 0777, buffer.flip())) {
            boolean owned = usual.isOf(attributes.owner(), attributes.group())
                || allowed(owners, () -> made.setOwner(attributes.owner(), attributes.group()));
            // A program of another user must not become one of this user with that user's rights.
            int mode = owned ? attributes.mode() : attributes.mode() & 0777;
            if (!usual.gives(mode)) {
                made.setMode(mode);
            }
            made.setTime(attributes.mtimeSeconds());
        } catch (InvalidPathException unfit) {
            throw unfit(file.path(), unfit);
        }
    }

    /** Gives a file that was written another name. */
    void link(String name, String written) throws IOException {
        Files.createLink(at(name), at(written));
    }

    /** Anything but folders and plain files. */
    void make(Entry entry) throws IOException {
        Path place = at(entry.path());
        if (entry instanceof Entry.Symlink link) {
            Files.createSymbolicLink(place, Path.of(link.target()));
        } else if (entry instanceof Entry.Pipe pipe) {
            posix.makeNode(place, pipe.socket() ? FileStatus.SOCKET : FileStatus.PIPE, 0, 0);
        } else if (entry instanceof Entry.Device device && !allowed(devices, () -> posix.makeNode(place,
            device.block() ? FileStatus.BLOCKS : FileStatus.CHARACTERS, device.major(), device.minor()))) {
            return;
        }
        become(place, entry);
    }

    private void become(Path place, Entry entry) throws IOException {
        Attributes attributes = entry.attributes();
        boolean owned = allowed(owners, () -> posix.setOwner(place, attributes.owner(), attributes.group()));
        for (Map.Entry<String, byte[]> one : attributes.xattrs().entrySet()) {
            allowed(xattrs, () -> posix.setXattr(place, one.getKey(), one.getValue()));
        }
        if (!(entry instanceof Entry.Symlink)) {
            // A program of another user must not become one of this user with that user's rights.
            posix.setMode(place, owned ? attributes.mode() : attributes.mode() & 0777);
        }
        posix.setTime(place, attributes.mtimeSeconds(), 0);
    }

    /** Something that may be forbidden. */
    private interface Call {
        void run() throws IOException;
    }

    private static boolean allowed(AtomicLong refused, Call call) throws IOException {
        try {
            call.run();
            return true;
        } catch (PosixError error) {
            if (!error.isRefusal() && error.number() != EACCES) {
                throw error;
            }
            refused.incrementAndGet();
            return false;
        }
    }

    /** A sentence about what this user may not make. */
    Optional<String> leftOut() {
        return owners.get() + devices.get() + xattrs.get() == 0 ? Optional.empty()
            : Optional.of("this user may not set everything: " + owners + " owners, " + devices + " devices and "
            + xattrs + " extended attributes were left out");
    }

    @Override
    public void close() {
        writer.close();
    }
}
