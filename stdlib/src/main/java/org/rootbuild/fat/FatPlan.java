package org.rootbuild.fat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** A file tree as FAT will hold it: every name, size and order is known, but not yet where anything lies. */
final class FatPlan {
    static final long LARGEST_FILE_BYTES = 0xffffffffL;
    static final int MOST_ENTRIES = 65536;

    private final FileTree tree;
    private final FatOptions options;
    private final Unholdable problems = new Unholdable();
    private final Map<String, Planned.Folder> byPath = new HashMap<>();
    private final List<Planned.Folder> folders = new ArrayList<>();
    private final List<Planned.File> files = new ArrayList<>();
    private long oddTimes;
    private long hardLinks;

    private FatPlan(FileTree tree, FatOptions options) {
        this.tree = tree;
        this.options = options;
    }

    /** @throws Failure when the tree holds what FAT cannot hold; all of it is named */
    static FatPlan of(FileTree tree, FatOptions options) throws IOException {
        FatPlan plan = new FatPlan(tree, options);
        try (var entries = tree.entries()) {
            for (Iterator<Entry> walk = entries.iterator(); walk.hasNext();) {
                plan.add(walk.next());
            }
        } catch (UncheckedIOException trouble) {
            throw trouble.getCause();
        }
        for (Planned.Folder folder : plan.folders) {
            folder.callMembers();
            plan.checkCount(folder);
        }
        plan.problems.refuse();
        return plan;
    }

    private void add(Entry entry) throws Failure {
        if (!DosTime.holds(entry.attributes().mtimeSeconds())) {
            oddTimes++;
        }
        if (entry instanceof Entry.PlainFile file) {
            hardLinks += file.linkGroup() == 0 ? 0 : 1;
            addFile(file, file);
        } else if (entry instanceof Entry.Folder folder) {
            addFolder(folder);
        } else if (entry instanceof Entry.Symlink link) {
            addLink(link);
        } else if (!options.omitSpecial()) {
            problems.add(entry.path(), entry instanceof Entry.Device ? "is a device"
                : entry.letter() == 's' ? "is a socket" : "is a pipe");
        }
    }

    private void addLink(Entry.Symlink link) throws Failure {
        if (options.links() == FatOptions.Links.OMIT) {
            return;
        }
        Optional<Entry> target = options.links() == FatOptions.Links.REFUSE ? Optional.empty()
            : tree.get(tree.follow(link.path()));
        if (target.isPresent() && target.get() instanceof Entry.PlainFile file) {
            addFile(link, file);
        } else {
            problems.add(link.path(), "is a symbolic link to " + link.target()
                + (options.links() == FatOptions.Links.REFUSE ? "" : ", which is no plain file of the tree"));
        }
    }

    private void addFile(Entry at, Entry.PlainFile file) {
        if (file.content().sizeBytes() > LARGEST_FILE_BYTES) {
            problems.add(at.path(), "has " + file.content().sizeBytes() + " bytes, and no file can have more than "
                + LARGEST_FILE_BYTES);
        }
        Planned.File planned =
            new Planned.File(at.path(), TreePath.name(at.path()), file.attributes(), file.content());
        if (placed(at, planned)) {
            files.add(planned);
        }
    }

    private void addFolder(Entry.Folder folder) {
        if (folder.path().isEmpty()) {
            byPath.put("", new Planned.Folder(folder.attributes(), label()));
            folders.add(byPath.get(""));
            return;
        }
        // A folder whose own name is refused is still there for what it holds, so that all problems are found.
        Planned.Folder parent = parentOf(folder);
        Planned.Folder planned = new Planned.Folder(TreePath.name(folder.path()), folder.attributes(), parent);
        byPath.put(folder.path(), planned);
        if (placed(folder, planned)) {
            folders.add(planned);
        }
    }

    private Planned.Folder parentOf(Entry entry) {
        Planned.Folder parent = byPath.get(TreePath.parent(entry.path()));
        if (parent == null) {
            throw new IllegalArgumentException("the tree has no folder for " + TreePath.shown(entry.path()));
        }
        return parent;
    }

    private boolean placed(Entry entry, Planned planned) {
        Optional<String> problem = FatNames.problem(planned.name);
        if (problem.isEmpty()) {
            problem = parentOf(entry).add(planned)
                .map(other -> "differs from '" + other + "' by case alone");
        }
        problem.ifPresent(found -> problems.add(entry.path(), found));
        return problem.isEmpty();
    }

    private Optional<DirectoryRecord> label() {
        return options.label().map(text -> DirectoryRecord.of(
            BootSector.filled(text).getBytes(StandardCharsets.US_ASCII), DirectoryRecord.VOLUME_LABEL, 0,
            options.epochSeconds(), 0, 0));
    }

    private void checkCount(Planned.Folder folder) {
        if (folder.count() > MOST_ENTRIES) {
            String path = byPath.entrySet().stream().filter(one -> one.getValue() == folder).findFirst()
                .map(Map.Entry::getKey).orElse("");
            problems.add(path, "needs " + folder.count() + " entries with its long names, and no folder can have more"
                + " than " + MOST_ENTRIES);
        }
    }

    /** How many clusters of this size everything takes; the root folder of FAT12 and FAT16 takes none. */
    long clusters(int clusterBytes, FatKind kind) {
        long count = 0;
        for (Planned.Folder folder : folders) {
            boolean apart = folder.parent == folder && kind != FatKind.FAT32;
            count += apart ? 0 : Math.max(1, FatGeometry.ceil(folder.sizeBytes(), clusterBytes));
        }
        for (Planned.File file : files) {
            count += FatGeometry.ceil(file.sizeBytes(), clusterBytes);
        }
        return count;
    }

    Planned.Folder root() {
        return folders.get(0);
    }

    /** The root folder first, each before what it holds. */
    List<Planned.Folder> folders() {
        return folders;
    }

    List<Planned.File> files() {
        return files;
    }

    long contentBytes() {
        return files.stream().mapToLong(Planned.File::sizeBytes).sum();
    }

    /** What a person should know about how the tree was bent to fit. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (oddTimes > 0) {
            notes.add(oddTimes + " entries have times that FAT cannot hold (1980 to 2107); they got the nearest one");
        }
        if (hardLinks > 0) {
            notes.add(hardLinks + " names are hard links; FAT has none, so that each became a file of its own");
        }
        return notes;
    }
}
