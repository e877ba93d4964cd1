package org.rootbuild.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.Glob;
import org.rootbuild.tree.TreePath;

/**
 * Puts what a partition holds together. What comes later replaces what was put at the same path, but a folder and
 * something else never replace each other. Links in the folders on the way are followed inside the tree, as a running
 * system would, so that files for {@code /lib} end up in {@code /usr/lib} where the one is a link to the other.
 *
 * <p>What a boot loader adds replaces what was copied, because its parts belong together; it does not replace what the
 * recipe wrote at that path, nor what another loader added, unless it is the same.
 */
public final class TreeUnion {
    /** Who put a thing there, where that matters. */
    private enum Origin { WRITTEN, LOADER }

    private final boolean ignoresCase;
    private final long epochSeconds;
    private final UnitedTree united;
    private final Map<String, Origin> origins = new HashMap<>();
    private final Map<String, String> spellings = new HashMap<>();
    /** A tree that is all so far, and so need not be copied. */
    private Optional<FileTree> alone = Optional.empty();
    private boolean begun;
    private long lastGroup;

    /** @param ignoresCase whether names that differ in case only are one, as in FAT */
    public TreeUnion(boolean ignoresCase, long epochSeconds) {
        this.ignoresCase = ignoresCase;
        this.epochSeconds = epochSeconds;
        this.united = new UnitedTree(epochSeconds);
    }

    /** What was put together so far. */
    public FileTree tree() {
        return alone.orElse(united);
    }

    /**
     * Puts a part of a tree there.
     *
     * @param what what the tree is, for messages: {@code the root 'system'}
     */
    public void copy(FileTree tree, TreeSelection selection, String what) throws Failure {
        if (!begun && selection.isAll()) {
            begun = true;
            alone = Optional.of(tree);
            return;
        }
        begin();
        copyPart(tree, selection, what);
    }

    public void file(String path, Attributes attributes, Content content) throws Failure {
        begin();
        place(new Entry.PlainFile(path, attributes, content), Optional.of(Origin.WRITTEN));
    }

    public void symlink(String path, String target) throws Failure {
        begin();
        place(new Entry.Symlink(path, Attributes.ofRoot(0777, epochSeconds), target), Optional.of(Origin.WRITTEN));
    }

    /** A folder that is there keeps what it holds and gets the attributes. */
    public void folder(String path, Attributes attributes) throws Failure {
        begin();
        place(new Entry.Folder(path, attributes), Optional.empty());
    }

    /** A device, a pipe or a socket, or a folder. */
    public void entry(Entry entry) throws Failure {
        begin();
        place(entry, Optional.of(Origin.WRITTEN));
    }

    /** What a boot loader adds; folders that are there stay as they are. */
    public void add(FileTree additions) throws IOException {
        Iterator<Entry> all = additions.entries().filter(entry -> !entry.path().isEmpty()).iterator();
        while (all.hasNext()) {
            begin();
            Entry entry = all.next();
            String path = spelt(entry.path());
            if (entry instanceof Entry.Folder && united.get(united.follow(path)).isPresent()) {
                continue;
            }
            if (origins.containsKey(path)) {
                if (same(entry, united.get(path))) {
                    continue;
                }
                throw new Failure("the boot loader puts something at " + TreePath.shown(path) + ", where "
                    + (origins.get(path) == Origin.WRITTEN ? "the recipe writes something else"
                        : "another boot loader puts something else"),
                    origins.get(path) == Origin.WRITTEN ? "Write it to another path, or let the loader do it."
                        : "Give each loader a partition of its own, or keep one of them.");
            }
            place(entry, Optional.of(Origin.LOADER));
        }
    }

    private static boolean same(Entry entry, Optional<Entry> there) throws IOException {
        return there.isPresent() && entry instanceof Entry.PlainFile one && there.get() instanceof Entry.PlainFile other
            && SameBytes.of(one.content(), other.content());
    }

    private void begin() throws Failure {
        begun = true;
        if (alone.isPresent()) {
            FileTree first = alone.get();
            alone = Optional.empty();
            copyPart(first, TreeSelection.ALL, "the first tree");
        }
    }

    private void copyPart(FileTree tree, TreeSelection selection, String what) throws Failure {
        String from = tree.follow(selection.from());
        Entry top = tree.get(from).orElseThrow(() -> missing(tree, selection.from(), what));
        if (!(top instanceof Entry.Folder)) {
            throw new Failure(TreePath.shown(selection.from()) + " of " + what + " is no folder",
                "Name the folder that holds it, and the file with only:.");
        }
        List<Glob> unmatched = new ArrayList<>(selection.only());
        Map<Long, Long> groups = new HashMap<>();
        Set<String> made = new HashSet<>();
        boolean partly = !selection.only().isEmpty();
        if (!partly && (!selection.into().isEmpty() || from.isEmpty())) {
            place(top.at(selection.into()), Optional.empty());
        }
        Iterator<Entry> below = tree.below(from).iterator();
        while (below.hasNext()) {
            Entry entry = below.next();
            String relative = from.isEmpty() ? entry.path() : entry.path().substring(from.length() + 1);
            unmatched.removeIf(glob -> glob.covers(relative));
            if (selection.takes(relative)) {
                if (partly) {
                    onTheWay(tree, from, relative, selection.into(), made);
                }
                place(grouped(entry, groups).at(TreePath.child(selection.into(), relative)), Optional.empty());
            }
        }
        if (!unmatched.isEmpty()) {
            throw new Failure("nothing in " + what + (from.isEmpty() ? "" : " below " + TreePath.shown(from))
                + " matches "
                + unmatched.stream().map(Glob::toString).collect(Collectors.joining(", ")),
                "Correct the pattern; it is matched on whole paths"
                    + (from.isEmpty() ? "" : " from " + TreePath.shown(from) + " on") + ".");
        }
    }

    /** With the folders that a chosen entry lies in, as they are in the tree that it comes from. */
    private void onTheWay(FileTree tree, String from, String relative, String into, Set<String> made) throws Failure {
        int slash = relative.indexOf('/');
        while (slash >= 0) {
            String folder = relative.substring(0, slash);
            if (made.add(folder)) {
                Optional<Entry> entry = tree.get(TreePath.child(from, folder));
                if (entry.isPresent()) {
                    place(entry.get().at(TreePath.child(into, folder)), Optional.empty());
                }
            }
            slash = relative.indexOf('/', slash + 1);
        }
    }

    private static Failure missing(FileTree tree, String path, String what) {
        List<String> names = tree.children(TreePath.parent(path)).stream()
            .map(one -> TreePath.name(one.path())).toList();
        return new Failure("there is no " + TreePath.shown(path) + " in " + what, ("Correct the path."
            + Suggestion.sentence(TreePath.name(path), names)).trim());
    }

    /** Names of one file in one tree stay names of one file, and are none of another tree's. */
    private Entry grouped(Entry entry, Map<Long, Long> groups) {
        return entry instanceof Entry.PlainFile file && file.linkGroup() != 0
            ? file.inGroup(groups.computeIfAbsent(file.linkGroup(), old -> ++lastGroup)) : entry;
    }

    private void place(Entry entry, Optional<Origin> origin) throws Failure {
        String path = spelt(united.followParents(spelt(entry.path())));
        Optional<Entry> there = united.get(path);
        if (entry instanceof Entry.Folder && there.isPresent() && there.get() instanceof Entry.Symlink) {
            String target = united.follow(path);
            if (united.get(target).filter(Entry.Folder.class::isInstance).isPresent()) {
                return;
            }
        }
        if (there.isPresent() && there.get() instanceof Entry.Folder != entry instanceof Entry.Folder) {
            throw new Failure(TreePath.shown(path) + " is a folder in one of the things that are put together, and "
                + "something else in another", "Leave one of them out, with without: '" + path + "'.");
        }
        parents(path);
        united.put(entry.at(path));
        if (ignoresCase) {
            spellings.putIfAbsent(folded(path), path);
        }
        if (origin.isPresent()) {
            origins.put(path, origin.get());
        } else {
            origins.remove(path);
        }
    }

    private void parents(String path) throws Failure {
        if (path.isEmpty()) {
            return;
        }
        String parent = TreePath.parent(path);
        Optional<Entry> there = united.get(parent);
        if (there.isEmpty()) {
            parents(parent);
            united.put(new Entry.Folder(parent, Attributes.ofRoot(Attributes.FOLDER_MODE, epochSeconds)));
            if (ignoresCase) {
                spellings.putIfAbsent(folded(parent), parent);
            }
        } else if (!(there.get() instanceof Entry.Folder)) {
            throw new Failure(TreePath.shown(path) + " cannot be put there, because " + TreePath.shown(parent)
                + " is no folder", "Leave one of the two out.");
        }
    }

    /** The path with the names as they were spelt first, where case makes no difference. */
    private String spelt(String path) {
        if (!ignoresCase || path.isEmpty()) {
            return path;
        }
        String known = spellings.get(folded(path));
        return known != null ? known : TreePath.child(spelt(TreePath.parent(path)), TreePath.name(path));
    }

    private static String folded(String path) {
        return path.toUpperCase(Locale.ROOT);
    }
}
