package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** One reading of one upper folder. */
final class UpperWalk {
    private final EntryReader reader;
    private final Resemblance resemblance;
    private final FileTree below;
    private final Scope scope;
    private final NavigableMap<String, Change> changes = new TreeMap<>();
    private final Map<Inode, List<Entry.PlainFile>> linked = new HashMap<>();
    private long lastGroup;

    /** What several names of one file have in common. */
    private record Inode(long device, long number) {
    }

    UpperWalk(EntryReader reader, Powers powers, FileTree below, Scope scope) {
        this.reader = reader;
        this.resemblance = new Resemblance(powers);
        this.below = below;
        this.scope = scope;
    }

    List<Change> changes(Path upper) throws IOException {
        EntryReader.Found root = reader.read("", upper);
        compare("", root);
        walk("", upper, root.overlay().contains("opaque"));
        for (List<Entry.PlainFile> names : linked.values()) {
            addGroup(names);
        }
        return numbered();
    }

    /** @param fresh whether nothing of the folder below shows through */
    private void walk(String folder, Path place, boolean fresh) throws IOException {
        Set<String> seen = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place)) {
            for (Path one : all) {
                String path = TreePath.child(folder, EntryReader.name(one));
                seen.add(path);
                if (!scope.leftOut().test(path)) {
                    visit(path, one, fresh);
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        if (fresh) {
            below.children(folder).stream().map(Entry::path).filter(path -> !seen.contains(path)).forEach(this::gone);
            goneFromHost(folder, seen);
        }
    }

    private void visit(String path, Path file, boolean fresh) throws IOException {
        EntryReader.Found found = reader.read(path, file);
        if (isWhiteout(found)) {
            if (below.get(path).isPresent() || isOnHost(path)) {
                gone(path);
            }
            return;
        }
        if (found.overlay().contains("redirect") || found.overlay().contains("metacopy")) {
            throw new Failure("the kernel left only a reference at " + file + ", because the folders were stacked with"
                + " redirect_dir or metacopy", "Report this as a mistake in rootbuild; then run the step again.");
        }
        if (isUnusedMountPoint(path, file, found)) {
            return;
        }
        if (found.entry() instanceof Entry.Pipe pipe && pipe.socket()) {
            goneUnlessSocket(path);
            return;
        }
        compare(path, found);
        if (found.entry() instanceof Entry.Folder) {
            walk(path, file, fresh || found.overlay().contains("opaque"));
        }
    }

    /** Kernels that may not make device nodes, and programs in their place, use an empty file with an attribute. */
    private static boolean isWhiteout(EntryReader.Found found) {
        return found.status().isWhiteout()
            || found.entry() instanceof Entry.PlainFile file && file.content().sizeBytes() == 0
                && found.overlay().contains("whiteout");
    }

    private boolean isUnusedMountPoint(String path, Path file, EntryReader.Found found) throws IOException {
        if (!scope.mountPoints().contains(path)) {
            return false;
        }
        if (found.entry() instanceof Entry.Folder) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(file)) {
                return !inside.iterator().hasNext();
            }
        }
        return found.entry() instanceof Entry.PlainFile plain && plain.content().sizeBytes() == 0
            && below.get(path).isEmpty();
    }

    private void gone(String path) {
        if (!scope.leftOut().test(path) && !scope.mountPoints().contains(path)) {
            changes.put(path, new Change.Gone(path));
        }
    }

    private void goneUnlessSocket(String path) {
        Optional<Entry> there = below.get(path);
        boolean same = there.isPresent() && there.get() instanceof Entry.Pipe pipe && pipe.socket();
        if (!same && (there.isPresent() || isOnHost(path))) {
            gone(path);
        }
    }

    private boolean isOnHost(String path) {
        return scope.host().isPresent()
            && Files.exists(scope.host().get().resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** What the tree does not know of because it is the host's. */
    private void goneFromHost(String folder, Set<String> seen) throws IOException {
        if (scope.host().isEmpty() || folder.isEmpty()) {
            return;
        }
        Path place = scope.host().get().resolve(folder);
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place)) {
            for (Path one : all) {
                String path = TreePath.child(folder, EntryReader.name(one));
                if (!seen.contains(path)) {
                    gone(path);
                }
            }
        }
    }

    private void compare(String path, EntryReader.Found found) throws IOException {
        Optional<Entry> old = below.get(path);
        Entry now = resemblance.truth(found, old);
        if (now instanceof Entry.PlainFile file && found.status().links() > 1) {
            linked.computeIfAbsent(new Inode(found.status().device(), found.status().inode()),
                inode -> new ArrayList<>()).add(file);
        } else if (old.isEmpty() || !Resemblance.isSame(now, old.get())) {
            changes.put(path, new Change.Put(now));
        }
    }

    /** Names of one file: all of them come along if one differs, for a group lies in one layer. */
    private void addGroup(List<Entry.PlainFile> names) throws IOException {
        boolean known = true;
        long group = -1;
        for (Entry.PlainFile name : names) {
            Optional<Entry> old = below.get(name.path());
            if (old.isEmpty() || !Resemblance.isSame(name, old.get())) {
                known = false;
                break;
            }
            long its = ((Entry.PlainFile) old.get()).linkGroup();
            known &= names.size() == 1 || its != 0 && (group == -1 || its == group);
            group = its;
        }
        if (!known) {
            // Any number for now that no other file has; one that is alone has its other names in what is left out.
            long number = names.size() == 1 ? 0 : ++lastGroup;
            names.forEach(name -> changes.put(name.path(), new Change.Put(name.inGroup(number))));
        }
    }

    /** Link groups are numbered in order of their first names, so that the same changes give the same bytes. */
    private List<Change> numbered() {
        Map<Long, Long> numbers = new HashMap<>();
        List<Change> sorted = new ArrayList<>();
        for (Change change : changes.values()) {
            if (change instanceof Change.Put put && put.entry() instanceof Entry.PlainFile file
                    && file.linkGroup() != 0) {
                long number = numbers.computeIfAbsent(file.linkGroup(), group -> numbers.size() + 1L);
                sorted.add(new Change.Put(file.inGroup(number)));
            } else {
                sorted.add(change);
            }
        }
        return sorted;
    }
}
