package org.rootbuild.overlay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.store.Deletion;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.tree.TreePath;

/**
 * A root as a plain folder with a copy of everything, for hosts that cannot stack folders. Owners, device nodes and
 * extended attributes other than {@code user.*} are not laid out, and what a program does to them is not seen.
 */
public final class PlainRoot {
    private final Path folder;

    public PlainRoot(Path folder) {
        this.folder = folder;
    }

    /** Lays the whole tree out in the folder, which does not exist yet. */
    public void fill(TreeIndex tree) throws IOException {
        lay(tree.entries().toList());
    }

    /** Brings the folder up to changes that were made elsewhere. */
    public void apply(List<Change> changes) throws IOException {
        List<Entry> put = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Put one) {
                boolean stays = one.entry() instanceof Entry.Folder
                    && Files.isDirectory(at(change.path()), LinkOption.NOFOLLOW_LINKS);
                if (!stays) {
                    Deletion.delete(at(change.path()));
                }
                put.add(one.entry());
            } else {
                Deletion.delete(at(change.path()));
            }
        }
        lay(put);
    }

    private Path at(String path) {
        return path.isEmpty() ? folder : folder.resolve(path);
    }

    private void lay(List<Entry> entries) throws IOException {
        Map<Long, Path> groups = new HashMap<>();
        List<Entry> folders = new ArrayList<>();
        for (Entry entry : entries) {
            Path place = at(entry.path());
            if (entry instanceof Entry.Folder) {
                Files.createDirectories(place);
                folders.add(entry);
            } else if (entry instanceof Entry.Symlink link) {
                Files.createDirectories(place.getParent());
                Files.createSymbolicLink(place, Path.of(link.target()));
            } else if (entry instanceof Entry.PlainFile file) {
                Files.createDirectories(place.getParent());
                lay(file, place, groups);
            }
        }
        // Last, and from the innermost: what is written into a folder changes its time, and may not be allowed later.
        folders.sort(Comparator.comparing(Entry::path).reversed());
        for (Entry entry : folders) {
            dress(at(entry.path()), entry.attributes());
        }
    }

    private static void lay(Entry.PlainFile file, Path place, Map<Long, Path> groups) throws IOException {
        Path other = file.linkGroup() == 0 ? null : groups.putIfAbsent(file.linkGroup(), place);
        if (other != null) {
            Files.createLink(place, other);
            return;
        }
        try (InputStream in = file.content().open()) {
            Files.copy(in, place, StandardCopyOption.REPLACE_EXISTING);
        }
        dress(place, file.attributes());
    }

    private static void dress(Path place, Attributes attributes) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((attributes.mode() >> all.length - 1 - bit & 1) != 0) {
                permissions.add(all[bit]);
            }
        }
        Files.setPosixFilePermissions(place, permissions);
        Files.getFileAttributeView(place, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setTimes(FileTime.from(attributes.mtimeSeconds(), TimeUnit.SECONDS), null, null);
    }

    /**
     * What programs changed in the folder, sorted by path; contents stay where they are.
     *
     * @param below   what the folder was laid out as
     * @param leftOut paths that are not looked at
     */
    public List<Change> read(TreeIndex below, Predicate<String> leftOut) throws IOException {
        Map<String, Change> changes = new TreeMap<>();
        Map<String, Entry> found = new TreeMap<>();
        try {
            new FolderTree(folder).entries().filter(entry -> !leftOut.test(entry.path()))
                .forEach(entry -> found.put(entry.path(), entry));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        Set<Long> changedGroups = new HashSet<>();
        found.values().forEach(entry -> changed(entry, below).ifPresent(change -> {
            changes.put(entry.path(), change);
            group(entry).ifPresent(changedGroups::add);
        }));
        found.values().stream().filter(entry -> group(entry).filter(changedGroups::contains).isPresent())
            .forEach(entry -> changes.putIfAbsent(entry.path(), new Change.Put(seen(entry, below.get(entry.path())))));
        gone(below, found, leftOut).forEach(path -> changes.put(path, new Change.Gone(path)));
        return List.copyOf(changes.values());
    }

    private static Optional<Long> group(Entry entry) {
        return entry instanceof Entry.PlainFile file && file.linkGroup() != 0 ? Optional.of(file.linkGroup())
            : Optional.empty();
    }

    private static List<String> gone(TreeIndex below, Map<String, Entry> found, Predicate<String> leftOut) {
        List<String> gone = new ArrayList<>();
        for (Entry entry : below.entries().toList()) {
            boolean laidOut = entry instanceof Entry.PlainFile || entry instanceof Entry.Folder
                || entry instanceof Entry.Symlink;
            boolean withItsFolder = !gone.isEmpty() && TreePath.isBelow(entry.path(), gone.get(gone.size() - 1));
            if (laidOut && !withItsFolder && !found.containsKey(entry.path()) && !leftOut.test(entry.path())) {
                gone.add(entry.path());
            }
        }
        return gone;
    }

    private static Optional<Change> changed(Entry entry, TreeIndex below) {
        Optional<Entry> before = below.get(entry.path());
        Entry now = seen(entry, before);
        return before.filter(old -> same(old, now)).isPresent() ? Optional.empty() : Optional.of(new Change.Put(now));
    }

    /** With what the folder cannot hold taken from what was there, and contents as files that nobody digested yet. */
    private static Entry seen(Entry entry, Optional<Entry> before) {
        Attributes own = entry.attributes();
        Attributes dressed = before.map(Entry::attributes).map(old -> new Attributes(
            own.mode() | old.mode() & 07000, old.owner(), old.group(), own.mtimeSeconds(), old.xattrs()))
            .orElse(own.withOwner(0, 0));
        Entry now = entry.with(dressed);
        return now instanceof Entry.PlainFile file && file.content().file().isPresent()
            ? new Entry.PlainFile(file.path(), file.attributes(),
                new FileContent(file.content().file().get(), file.content().sizeBytes()), file.linkGroup())
            : now;
    }

    private static boolean same(Entry old, Entry now) {
        if (old instanceof Entry.PlainFile before && now instanceof Entry.PlainFile file) {
            return before.attributes().equals(file.attributes())
                && before.content().sizeBytes() == file.content().sizeBytes();
        }
        if (old instanceof Entry.Symlink before && now instanceof Entry.Symlink link) {
            // The time of a link cannot be set everywhere.
            return before.target().equals(link.target());
        }
        return old.equals(now);
    }
}
