package org.rootbuild.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * A tree with changes in memory, for what is not changed where it is but written anew. Contents stay where they are;
 * only those that come as a stream are held in memory.
 */
public final class EditedTree implements Filesystem.Edit {
    /** The character behind {@code /}: where what lies below a folder ends in the order of paths. */
    private static final char BEHIND_SLASH = '/' + 1;

    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private final long epochSeconds;
    private long lastGroup;

    /** @param epochSeconds time of folders that are made on the way to something */
    public EditedTree(FileTree before, long epochSeconds) {
        this.epochSeconds = epochSeconds;
        Iterator<Entry> all = before.entries().iterator();
        while (all.hasNext()) {
            Entry entry = all.next();
            entries.put(entry.path(), entry);
            if (entry instanceof Entry.PlainFile file) {
                lastGroup = Math.max(lastGroup, file.linkGroup());
            }
        }
    }

    @Override
    public Optional<Entry> get(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public Stream<Entry> entries() {
        return entries.values().stream();
    }

    @Override
    public List<Entry> children(String folder) {
        List<Entry> found = new ArrayList<>();
        String before = folder.isEmpty() ? "" : folder + "/";
        var next = entries.higherEntry(before);
        while (next != null && TreePath.isBelow(next.getKey(), folder)) {
            int slash = next.getKey().indexOf('/', before.length());
            if (slash < 0) {
                found.add(next.getValue());
                next = entries.higherEntry(next.getKey());
            } else {
                next = entries.ceilingEntry(next.getKey().substring(0, slash) + BEHIND_SLASH);
            }
        }
        return found;
    }

    @Override
    public Stream<Entry> below(String folder) {
        return inside(folder).values().stream();
    }

    private NavigableMap<String, Entry> inside(String folder) {
        return folder.isEmpty() ? entries.tailMap("", false)
            : entries.subMap(folder + "/", true, folder + BEHIND_SLASH, false);
    }

    @Override
    public void write(String path, Attributes attributes, InputStream content) throws IOException {
        write(path, attributes, Content.of(content.readAllBytes()));
    }

    /** A file of several names gets the new content under this name alone. */
    @Override
    public void write(String path, Attributes attributes, Content content) throws IOException {
        place(new Entry.PlainFile(followParents(TreePath.of(path)), attributes, content));
    }

    @Override
    public void put(Entry entry) throws IOException {
        place(entry.at(followParents(TreePath.of(entry.path()))));
    }

    private void place(Entry entry) throws Failure {
        String path = entry.path();
        boolean folder = entry instanceof Entry.Folder;
        if (!folder && entries.get(path) instanceof Entry.Folder && (path.isEmpty() || !inside(path).isEmpty())) {
            throw new Failure(TreePath.shown(path) + " is a folder, and something else is to be put there",
                "Remove the folder first.");
        }
        parents(path);
        entries.put(path, entry);
    }

    private void parents(String path) throws Failure {
        for (String parent = TreePath.parent(path); !parent.isEmpty(); parent = TreePath.parent(parent)) {
            Entry there = entries.get(parent);
            if (there != null && !(there instanceof Entry.Folder)) {
                throw new Failure(TreePath.shown(path) + " cannot be put there, because " + TreePath.shown(parent)
                    + " is no folder", "Remove it first, or take another path.");
            }
            if (there == null) {
                entries.put(parent,
                    new Entry.Folder(parent, Attributes.ofRoot(Attributes.FOLDER_MODE, epochSeconds)));
            }
        }
    }

    @Override
    public void link(String path, String existing) throws IOException {
        String from = followParents(TreePath.of(existing));
        if (!(entries.get(from) instanceof Entry.PlainFile file)) {
            throw new Failure(TreePath.shown(from) + " is no plain file, so it gets no other name",
                "Name a plain file, or make a symbolic link.");
        }
        Entry.PlainFile shared = file.linkGroup() == 0 ? file.inGroup(++lastGroup) : file;
        entries.put(from, shared);
        place(shared.at(followParents(TreePath.of(path))));
    }

    @Override
    public void change(String path, Attributes attributes) throws IOException {
        entries.put(path, present(path).with(attributes));
    }

    private Entry present(String path) throws Failure {
        return get(path).orElseThrow(() -> new Failure("there is no " + TreePath.shown(path), "Correct the path."));
    }

    @Override
    public boolean remove(String path) throws IOException {
        String place = followParents(TreePath.of(path));
        inside(place).clear();
        return !place.isEmpty() && entries.remove(place) != null;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        String source = followParents(TreePath.of(from));
        String target = followParents(TreePath.of(to));
        Entry moved = present(source);
        if (TreePath.isBelow(target, source) || source.isEmpty()) {
            throw new Failure(TreePath.shown(source) + " cannot become a part of itself", "Take another path.");
        }
        if (source.equals(target)) {
            return;
        }
        List<Entry> held = new ArrayList<>(inside(source).values());
        place(moved.at(target));
        for (Entry one : held) {
            place(one.at(target + one.path().substring(source.length())));
        }
        inside(source).clear();
        entries.remove(source);
    }

    @Override
    public void finish() {
        // All is in memory.
    }
}
