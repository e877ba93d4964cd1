package org.rootbuild.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.rootbuild.posix.FileStatus;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

/** Makes entries of what the host has. */
final class HostFiles {
    private static final String SPACE = "user.";
    private static final SortedMap<String, byte[]> NO_XATTRS = Collections.emptySortedMap();

    /** An inode on a device. */
    private record Inode(long device, long number) {
    }

    private final Optional<Posix> posix;
    private final Map<Inode, Long> groups = new ConcurrentHashMap<>();
    private final AtomicLong lastGroup = new AtomicLong();

    HostFiles() {
        posix = loaded();
    }

    private static Optional<Posix> loaded() {
        try {
            return Optional.of(Posix.load());
        } catch (HostLacks otherSystem) {
            // Then Java looks at the files, which takes longer.
            return Optional.empty();
        }
    }

    /** The last name of a full path of the host. */
    static String name(Path file) throws Failure {
        String text = file.toString();
        return checked(text.substring(text.lastIndexOf('/') + 1), "the name of " + file);
    }

    private static String checked(String text, String what) throws Failure {
        if (text.indexOf('\ufffd') >= 0) {
            throw new Failure(what + " does not fit the character set of this process",
                "Start with LC_ALL=C.UTF-8, or rename the file if its name is not UTF-8.");
        }
        return text;
    }

    /** The entry under {@code path} for a file of the host; a link is not followed. */
    Entry entry(String path, Path file) {
        try {
            return read(path, file);
        } catch (NoSuchFileException gone) {
            throw new UncheckedIOException(new Failure(file + " vanished while the folder was read",
                "Let nothing else change the folder meanwhile, then try again.", gone));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble instanceof Failure ? trouble : new Failure(file
                + " could not be read: " + trouble.getMessage(), "Allow this user to read it.", trouble));
        }
    }

    private Entry read(String path, Path file) throws IOException {
        FileStatus status = posix.isPresent() ? posix.get().status(file) : FileStatus.of(file);
        boolean hasXattrs = status.kind() == FileStatus.PLAIN || status.kind() == FileStatus.FOLDER;
        Attributes attributes = new Attributes(status.mode(), status.owner(), status.group(), status.mtimeSeconds(),
            hasXattrs ? xattrs(file) : NO_XATTRS);
        return switch (status.kind()) {
            case FileStatus.PLAIN -> new Entry.PlainFile(path, attributes, new HostContent(file, status.sizeBytes()),
                group(status));
            case FileStatus.FOLDER -> new Entry.Folder(path, attributes);
            case FileStatus.SYMLINK -> new Entry.Symlink(path, attributes,
                checked(Files.readSymbolicLink(file).toString(), "the target of the link " + file));
            case FileStatus.CHARACTERS -> new Entry.Device(path, attributes, false, status.major(), status.minor());
            case FileStatus.BLOCKS -> new Entry.Device(path, attributes, true, status.major(), status.minor());
            case FileStatus.PIPE -> new Entry.Pipe(path, attributes, false);
            case FileStatus.SOCKET -> new Entry.Pipe(path, attributes, true);
            default -> throw new Failure(file + " is of an unknown kind (mode 0"
                + Integer.toOctalString(status.kindAndMode()) + ")", "Remove it from the folder.");
        };
    }

    private long group(FileStatus status) {
        return status.links() < 2 ? 0
            : groups.computeIfAbsent(new Inode(status.device(), status.inode()), one -> lastGroup.incrementAndGet());
    }

    private SortedMap<String, byte[]> xattrs(Path file) throws IOException {
        if (posix.isEmpty()) {
            return xattrsByJava(file);
        }
        SortedMap<String, byte[]> xattrs = NO_XATTRS;
        for (String name : posix.get().xattrNames(file)) {
            if (name.startsWith(SPACE)) {
                xattrs = xattrs.isEmpty() ? new TreeMap<>() : xattrs;
                xattrs.put(name, posix.get().xattr(file, name).orElseThrow(() -> new NoSuchFileException(name)));
            }
        }
        return xattrs;
    }

    private static SortedMap<String, byte[]> xattrsByJava(Path file) throws IOException {
        SortedMap<String, byte[]> xattrs = new TreeMap<>();
        UserDefinedFileAttributeView view =
            Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return xattrs;
        }
        try {
            for (String name : view.list()) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                xattrs.put(SPACE + name, value.array());
            }
        } catch (AccessDeniedException | NoSuchFileException trouble) {
            throw trouble;
        } catch (FileSystemException unsupported) {
            // Many filesystems of memory and network have no such attributes.
            return NO_XATTRS;
        }
        return xattrs;
    }

    /** The bytes of a file of the host. */
    private record HostContent(Path host, long sizeBytes) implements Content {
        @Override
        public InputStream open() throws IOException {
            try {
                return Files.newInputStream(host, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            } catch (AccessDeniedException denied) {
                throw new Failure(host + " may not be read", "Allow this user to read it.", denied);
            } catch (NoSuchFileException gone) {
                throw new Failure(host + " vanished while the folder was read",
                    "Let nothing else change the folder meanwhile, then try again.", gone);
            }
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(host);
        }
    }
}
