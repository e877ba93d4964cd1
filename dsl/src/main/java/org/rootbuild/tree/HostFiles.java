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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.rootbuild.problem.Failure;

/** Makes entries of what the host has, by its {@code unix:*} attributes. */
final class HostFiles {
    private static final String WANTED = "unix:mode,uid,gid,ino,dev,nlink,rdev,size,lastModifiedTime";
    private static final int TYPE_MASK = 0170000;

    /** An inode on a device. */
    private record Inode(long device, long number) {
    }

    private final Map<Inode, Long> groups = new ConcurrentHashMap<>();
    private final AtomicLong lastGroup = new AtomicLong();

    /** The last name of a path of the host. */
    static String name(Path file) throws Failure {
        return checked(file.getFileName(), "the name of " + file);
    }

    private static String checked(Path text, String what) throws Failure {
        if (text.toString().indexOf('\ufffd') >= 0) {
            throw new Failure(what + " does not fit the character set of this process",
                "Start with LC_ALL=C.UTF-8, or rename the file if its name is not UTF-8.");
        }
        return text.toString();
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
        Map<String, Object> facts = Files.readAttributes(file, WANTED, LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) facts.get("mode");
        int type = mode & TYPE_MASK;
        boolean hasXattrs = type == 0100000 || type == 0040000;
        Attributes attributes = new Attributes(mode & 07777, id(facts, "uid"), id(facts, "gid"),
            ((FileTime) facts.get("lastModifiedTime")).toInstant().getEpochSecond(),
            hasXattrs ? xattrs(file) : new TreeMap<>());
        long rdev = (Long) facts.get("rdev");
        return switch (type) {
            case 0100000 -> new Entry.PlainFile(path, attributes, new HostContent(file, (Long) facts.get("size")),
                group(facts));
            case 0040000 -> new Entry.Folder(path, attributes);
            case 0120000 -> new Entry.Symlink(path, attributes,
                checked(Files.readSymbolicLink(file), "the target of the link " + file));
            case 0020000 -> new Entry.Device(path, attributes, false, major(rdev), minor(rdev));
            case 0060000 -> new Entry.Device(path, attributes, true, major(rdev), minor(rdev));
            case 0010000 -> new Entry.Pipe(path, attributes, false);
            case 0140000 -> new Entry.Pipe(path, attributes, true);
            default -> throw new Failure(file + " is of an unknown kind (mode 0" + Integer.toOctalString(mode) + ")",
                "Remove it from the folder.");
        };
    }

    private static long id(Map<String, Object> facts, String key) {
        return (Integer) facts.get(key) & 0xffffffffL;
    }

    /** The numbers of a device as the C library packs them (makedev(3)). */
    private static int major(long rdev) {
        return (int) (rdev >> 8 & 0xfff | rdev >> 32 & 0xfffff000L);
    }

    private static int minor(long rdev) {
        return (int) (rdev & 0xff | rdev >> 12 & 0xffffff00L);
    }

    private long group(Map<String, Object> facts) {
        if ((Integer) facts.get("nlink") < 2) {
            return 0;
        }
        Inode inode = new Inode((Long) facts.get("dev"), (Long) facts.get("ino"));
        return groups.computeIfAbsent(inode, one -> lastGroup.incrementAndGet());
    }

    private static SortedMap<String, byte[]> xattrs(Path file) throws IOException {
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
                xattrs.put("user." + name, value.array());
            }
        } catch (AccessDeniedException | NoSuchFileException trouble) {
            throw trouble;
        } catch (FileSystemException unsupported) {
            // Many filesystems of memory and network have no such attributes.
            return new TreeMap<>();
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
