package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.posix.FileStatus;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** Makes entries of the files of views and uppers, taking for true what their notes say. */
final class EntryReader {
    private static final String REPLACEMENT = "\ufffd";
    private final Posix posix;
    private final Powers powers;

    EntryReader(Posix posix, Powers powers) {
        this.posix = posix;
        this.powers = powers;
    }

    /**
     * A file as it was found.
     *
     * @param overlay what the kernel noted about it for itself, by the last word of the attribute's name
     * @param noted   whether it said what it is in truth
     */
    record Found(FileStatus status, Entry entry, List<String> overlay, boolean noted) {
    }

    /** @param path that the entry gets */
    Found read(String path, Path file) throws IOException {
        return read(path, file, posix.status(file));
    }

    Found read(String path, Path file, FileStatus status) throws IOException {
        SortedMap<String, byte[]> xattrs = new TreeMap<>();
        List<String> overlay = new ArrayList<>();
        Optional<Original> original = Optional.empty();
        for (String name : posix.xattrNames(file)) {
            if (isOverlays(name)) {
                overlay.add(name.substring(name.lastIndexOf('.') + 1));
            } else if (name.equals(Original.NOTE)) {
                original = posix.xattr(file, name).flatMap(Original::decoded);
            } else if (!isHosts(name)) {
                posix.xattr(file, name).ifPresent(value -> xattrs.put(name, value));
            }
        }
        original.ifPresent(truth -> truth.xattrs().forEach(xattrs::putIfAbsent));
        Attributes attributes = new Attributes(status.mode(), owner(status, original), group(status, original),
            status.mtimeSeconds(), xattrs);
        return new Found(status, entry(path, file, status, attributes, original), overlay, original.isPresent());
    }

    static boolean isOverlays(String xattr) {
        return xattr.startsWith("trusted.overlay.") || xattr.startsWith("user.overlay.");
    }

    /** What the host's own security modules put on every file. */
    static boolean isHosts(String xattr) {
        return xattr.equals("security.selinux") || xattr.equals("security.ima") || xattr.equals("security.evm")
            || xattr.startsWith("security.SMACK64");
    }

    /** A file that could not be given its owner belongs to 0; what belongs to another was given to it later. */
    private long owner(FileStatus status, Optional<Original> original) {
        return original.isPresent() && status.owner() == 0 && !powers.holdsUser(original.get().owner())
            ? original.get().owner() : status.owner();
    }

    private long group(FileStatus status, Optional<Original> original) {
        return original.isPresent() && status.group() == 0 && !powers.holdsGroup(original.get().group())
            ? original.get().group() : status.group();
    }

    private static Entry entry(String path, Path file, FileStatus status, Attributes attributes,
            Optional<Original> original) throws IOException {
        return switch (status.kind()) {
            case FileStatus.PLAIN -> original.isPresent() && original.get().isDevice()
                ? new Entry.Device(path, attributes, original.get().letter() == 'b', original.get().major(),
                    original.get().minor())
                : new Entry.PlainFile(path, attributes, new FileContent(file, status.sizeBytes()));
            case FileStatus.FOLDER -> new Entry.Folder(path, attributes);
            case FileStatus.SYMLINK -> new Entry.Symlink(path, attributes, target(file));
            case FileStatus.CHARACTERS -> new Entry.Device(path, attributes, false, status.major(), status.minor());
            case FileStatus.BLOCKS -> new Entry.Device(path, attributes, true, status.major(), status.minor());
            case FileStatus.PIPE -> new Entry.Pipe(path, attributes, false);
            case FileStatus.SOCKET -> new Entry.Pipe(path, attributes, true);
            default -> throw new Failure(file + " is of an unknown kind (mode 0"
                + Integer.toOctalString(status.kindAndMode()) + ")", "Have the step remove it.");
        };
    }

    private static String target(Path link) throws IOException {
        String target = Files.readSymbolicLink(link).toString();
        if (target.contains(REPLACEMENT)) {
            throw new Failure("the target of the link " + link + " is not UTF-8",
                "Have the step make it with a target in UTF-8, or remove it.");
        }
        return target;
    }

    /** The file's last name. */
    static String name(Path file) throws Failure {
        String name = file.getFileName().toString();
        if (name.contains(REPLACEMENT)) {
            throw new Failure("the folder " + file.getParent() + " holds a name that is not UTF-8 ('" + name + "')",
                "Have the step rename or remove it.");
        }
        return name;
    }
}
