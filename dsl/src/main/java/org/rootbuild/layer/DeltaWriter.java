package org.rootbuild.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/**
 * Turns what was touched into a layer's {@code tree} folder and its changes. Contents that the step just wrote are
 * moved, others get a second name (a hard link), so no byte is copied where the filesystem allows. The index is only
 * read: whoever calls puts back what stood there before and applies the layer, once it is safe.
 */
public final class DeltaWriter {
    private final TreeIndex index;
    private final Path movable;

    /**
     * @param movable the folder whose files are nobody's yet and may be moved; contents from elsewhere stay where they
     *                are, so that a process that dies half-way leaves every finished step whole
     */
    public DeltaWriter(TreeIndex index, Path movable) {
        this.index = index;
        this.movable = movable;
    }

    /**
     * Fills {@code folder/tree} and answers the changes, sorted, with their contents there.
     *
     * @param before what stood at each path that may have changed
     */
    public List<Change> write(Map<String, Optional<Entry>> before, Path folder) throws IOException {
        Placer placer = new Placer(folder.resolve(ManifestFile.TREE));
        List<Change> placed = new ArrayList<>();
        for (Change change : list(before)) {
            placed.add(change instanceof Change.Put put ? new Change.Put(placer.place(put.entry())) : change);
        }
        return placed;
    }

    /** The changes, sorted; their contents are where the step left them. */
    public List<Change> list(Map<String, Optional<Entry>> before) {
        List<Change> changes = new ArrayList<>();
        Map<Long, Long> groups = new HashMap<>();
        Set<String> hiding = new HashSet<>();
        for (var touched : new TreeMap<>(before).entrySet()) {
            String path = touched.getKey();
            Optional<Entry> old = touched.getValue();
            Optional<Entry> now = index.get(path).map(this::withoutLonelyGroup);
            if (now.isPresent()) {
                if (old.isEmpty() || !same(old.get(), now.get())) {
                    changes.add(new Change.Put(renumbered(now.get(), groups)));
                    if (!(now.get() instanceof Entry.Folder)) {
                        hiding.add(path);
                    }
                }
            } else if (old.isPresent() && !isHidden(path, hiding)) {
                changes.add(new Change.Gone(path));
                hiding.add(path);
            }
        }
        return changes;
    }

    private static boolean isHidden(String path, Set<String> hiding) {
        for (String at = path; !hiding.isEmpty() && !at.isEmpty();) {
            at = TreePath.parent(at);
            if (hiding.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** A file whose other names are gone is a plain file again. */
    private Entry withoutLonelyGroup(Entry entry) {
        return entry instanceof Entry.PlainFile file && file.linkGroup() != 0 && index.names(file).size() == 1
            ? file.inGroup(0) : entry;
    }

    private static boolean same(Entry one, Entry other) {
        if (one instanceof Entry.PlainFile left && other instanceof Entry.PlainFile right) {
            return left.attributes().equals(right.attributes()) && left.linkGroup() == right.linkGroup()
                && left.content().sizeBytes() == right.content().sizeBytes()
                && left.content().sha256().equals(right.content().sha256());
        }
        return one.equals(other);
    }

    private static Entry renumbered(Entry entry, Map<Long, Long> groups) {
        if (entry instanceof Entry.PlainFile file && file.linkGroup() != 0) {
            return file.inGroup(groups.computeIfAbsent(file.linkGroup(), group -> groups.size() + 1L));
        }
        return entry;
    }

    /** Puts contents where a layer keeps them. */
    private final class Placer {
        private final Path tree;
        private final Map<Path, Path> moved = new HashMap<>();
        private final Set<Path> folders = new HashSet<>();

        Placer(Path tree) {
            this.tree = tree;
        }

        Entry place(Entry entry) throws IOException {
            if (!(entry instanceof Entry.PlainFile file)) {
                return entry;
            }
            LayerContent content = (LayerContent) file.content();
            Path target = tree.resolve(file.path());
            if (folders.add(target.getParent())) {
                Files.createDirectories(target.getParent());
            }
            transfer(content.path(), target);
            return new Entry.PlainFile(file.path(), file.attributes(),
                new LayerContent(target, content.sizeBytes(), content.digest()), file.linkGroup());
        }

        private void transfer(Path from, Path target) throws IOException {
            Path already = moved.get(from);
            if (already != null) {
                linkOrCopy(already, target);
            } else if (from.startsWith(movable)) {
                // Just one rename: the other kind of move looks at both names first.
                Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
                moved.put(from, target);
            } else {
                linkOrCopy(from, target);
            }
        }

        private void linkOrCopy(Path from, Path target) throws IOException {
            try {
                Files.createLink(target, from);
            } catch (NoSuchFileException gone) {
                throw new DamagedContent(from, "it is gone", gone);
            } catch (UnsupportedOperationException | IOException noLinks) {
                Files.copy(from, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
