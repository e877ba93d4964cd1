package org.rootbuild.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.rootbuild.posix.FileStatus;
import org.rootbuild.posix.Posix;
import org.rootbuild.posix.PosixError;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** Makes entries below one folder of the host, and counts what this user may not make. Safe for several threads. */
final class HostEntries {
    private static final int OPEN_TO_OWNER = 0700;
    private static final int EACCES = 13;

    private final Posix posix;
    private final Path root;
    private final AtomicLong writtenBytes = new AtomicLong();
    private final AtomicLong owners = new AtomicLong();
    private final AtomicLong devices = new AtomicLong();
    private final AtomicLong xattrs = new AtomicLong();

    HostEntries(Posix posix, Path root) {
        this.posix = posix;
        this.root = root;
    }

    private Path at(String path) throws Failure {
        try {
            return root.resolve(path);
        } catch (InvalidPathException unfit) {
            throw new Failure("this host's locale has no way to write the name " + TreePath.shown(path),
                "Set a locale of UTF-8: LC_ALL=C.UTF-8.", unfit);
        }
    }

    /** Open for this user until {@link #finish}. */
    void makeFolder(Entry.Folder folder) throws IOException {
        Path place = at(folder.path());
        if (!folder.path().isEmpty()) {
            Files.createDirectory(place);
        }
        posix.setMode(place, OPEN_TO_OWNER);
    }

    void finish(Entry.Folder folder) throws IOException {
        become(at(folder.path()), folder);
    }

    /**
     * Writes a file with all its names.
     *
     * @return how many bytes were written so far in all
     */
    long write(List<Entry.PlainFile> names) throws IOException {
        Entry.PlainFile file = names.get(0);
        Path place = at(file.path());
        try (FileChannel out = FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.content().transferTo(out);
        }
        become(place, file);
        for (Entry.PlainFile other : names.subList(1, names.size())) {
            Files.createLink(at(other.path()), place);
        }
        return writtenBytes.addAndGet(file.content().sizeBytes());
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
}
