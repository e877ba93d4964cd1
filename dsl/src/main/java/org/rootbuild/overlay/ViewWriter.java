package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.posix.FileStatus;
import org.rootbuild.posix.Posix;
import org.rootbuild.posix.PosixError;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** Writes one folder that the kernel can stack. */
final class ViewWriter {
    private static final byte[] YES = {'y'};

    private final Posix posix;
    private final ViewInode inode;
    private final EntryReader reader;
    private final Powers powers;
    private final Path target;
    private final Map<Long, Path> firstOfGroup = new HashMap<>();
    private final Set<Long> usedInodes = new HashSet<>();
    private final NavigableMap<String, Attributes> folders = new TreeMap<>();
    private final List<String> simplified = new ArrayList<>();
    private boolean copied;

    /**
     * @param target a folder on the filesystem of the contents: empty, or with contents at their own places and what an
     *               attempt before this one left
     */
    ViewWriter(Posix posix, Powers powers, Path target) {
        this.posix = posix;
        this.powers = powers;
        this.inode = new ViewInode(posix, powers);
        this.reader = new EntryReader(posix, powers);
        this.target = target;
    }

    /** @param onTheWay {@link Delta#foldersOnTheWay} */
    void write(Delta delta, NavigableMap<String, Attributes> onTheWay) throws IOException {
        folders.putAll(onTheWay);
        NavigableMap<String, Optional<Change>> all = new TreeMap<>();
        onTheWay.keySet().forEach(path -> all.put(path, Optional.empty()));
        delta.changes().forEach(change -> all.put(change.path(), Optional.of(change)));
        Map<Long, Set<String>> groups = delta.namesOfGroups();
        for (var one : all.entrySet()) {
            Path place = target.resolve(one.getKey());
            if (one.getValue().isEmpty()) {
                makeFolder(one.getKey(), place);
            } else if (one.getValue().get() instanceof Change.Put put) {
                make(put.entry(), place, groups, delta);
            } else {
                Files.deleteIfExists(place);
                posix.makeWhiteout(place);
            }
        }
        finishFolders(delta);
    }

    /** The entries that the view does not hold as they are. */
    List<String> simplified() {
        return simplified;
    }

    /** Whether it holds contents that were written anew. */
    boolean hasCopies() {
        return copied;
    }

    private void make(Entry entry, Path place, Map<Long, Set<String>> groups, Delta delta) throws IOException {
        if (entry instanceof Entry.Folder folder) {
            folders.put(folder.path(), folder.attributes());
            makeFolder(folder.path(), place);
        } else if (entry instanceof Entry.PlainFile file) {
            makeFile(file, place, groups, delta);
        } else {
            Files.deleteIfExists(place);
            if (entry instanceof Entry.Symlink link) {
                Files.createSymbolicLink(place, Path.of(link.target()));
            } else if (entry instanceof Entry.Pipe pipe) {
                posix.makeNode(place, pipe.socket() ? FileStatus.SOCKET : FileStatus.PIPE, 0, 0);
            } else if (entry instanceof Entry.Device device) {
                makeDevice(device, place);
            }
            become(place, entry);
        }
    }

    private void makeFolder(String path, Path place) throws IOException {
        if (!path.isEmpty() && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(place);
        }
    }

    private void makeDevice(Entry.Device device, Path place) throws IOException {
        // To the kernel a device 0,0 means that a name is gone.
        if (device.block() || device.major() != 0 || device.minor() != 0) {
            try {
                posix.makeNode(place, device.block() ? FileStatus.BLOCKS : FileStatus.CHARACTERS, device.major(),
                    device.minor());
                return;
            } catch (PosixError error) {
                if (!error.isRefusal()) {
                    throw error;
                }
            }
        }
        Files.createFile(place);
    }

    private void makeFile(Entry.PlainFile file, Path place, Map<Long, Set<String>> groups, Delta delta)
            throws IOException {
        Path first = firstOfGroup.get(file.linkGroup());
        if (first != null && (isSameFile(place, first) || isLinked(place, first))) {
            return;
        }
        Path content = file.content().file().orElseThrow(
            () -> new IllegalArgumentException("a layer's contents are files: " + file.path()));
        try {
            if (!isShared(file, content, place, groups.getOrDefault(file.linkGroup(), Set.of()), delta)) {
                copy(content, place);
                become(place, file);
            }
        } catch (NoSuchFileException gone) {
            throw new DamagedContent(content, "it is gone", gone);
        }
        if (file.linkGroup() != 0) {
            firstOfGroup.put(file.linkGroup(), place);
        }
    }

    private static boolean isSameFile(Path place, Path first) throws IOException {
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(place, first);
    }

    private void copy(Path content, Path place) throws IOException {
        Path fresh = target.resolveSibling(target.getFileName() + ".copy");
        Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        copied = true;
    }

    /**
     * Makes it a further name of the content's file, if that can carry the entry's attributes: because nobody else has
     * it under another name, or because it has just these already.
     */
    private boolean isShared(Entry.PlainFile file, Path content, Path place, Set<String> names, Delta delta)
            throws IOException {
        FileStatus status = posix.status(content);
        if (!usedInodes.add(status.inode())) {
            return false;
        }
        if (status.links() == ownNames(status, names, delta)) {
            try {
                become(content, status, file);
            } catch (PosixError notOurs) {
                return false;
            }
            return place.equals(content) || isLinked(place, content);
        }
        EntryReader.Found found = reader.read(file.path(), content, status);
        boolean holds = found.status().mtimeNanos() == 0 && found.entry().attributes().equals(file.attributes())
            && isOwnedAsHeld(status, powers.held(file.attributes()));
        return holds && (place.equals(content) || isLinked(place, content));
    }

    private static boolean isOwnedAsHeld(FileStatus status, Attributes held) {
        return status.owner() == held.owner() && status.group() == held.group();
    }

    /** How many names the content's file has for the one file that the entry is. */
    private int ownNames(FileStatus status, Set<String> names, Delta delta) throws IOException {
        int own = names.isEmpty() ? 1 : 0;
        for (String name : names) {
            Change.Put put = (Change.Put) delta.byPath().get(name);
            Path content = ((Entry.PlainFile) put.entry()).content().file().orElseThrow();
            own += posix.status(content).inode() == status.inode() ? 1 : 0;
        }
        return own;
    }

    private static boolean isLinked(Path place, Path existing) throws IOException {
        try {
            Files.createLink(place, existing);
            return true;
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (UnsupportedOperationException | FileSystemException noMoreLinks) {
            return false;
        }
    }

    private void become(Path file, Entry entry) throws IOException {
        become(file, posix.status(file), entry);
    }

    private void become(Path file, FileStatus now, Entry entry) throws IOException {
        if (!inode.become(file, now, entry, List.of())) {
            simplified.add(entry.path());
        }
    }

    /** Last and from the inside out: making what a folder holds changes its time, and its mode may forbid it. */
    private void finishFolders(Delta delta) throws IOException {
        for (var folder : folders.descendingMap().entrySet()) {
            Path place = target.resolve(folder.getKey());
            String opaque = powers.notes() + "opaque";
            if (delta.isOpaque(folder.getKey())) {
                posix.setXattr(place, opaque, YES);
            }
            if (!inode.become(place, new Entry.Folder(folder.getKey(), folder.getValue()), List.of(opaque))) {
                simplified.add(folder.getKey());
            }
        }
    }
}
