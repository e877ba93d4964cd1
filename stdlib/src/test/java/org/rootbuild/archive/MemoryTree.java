package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** A tree in memory that tests unpack into and archive from. */
final class MemoryTree implements EditableTree {
    /** Where the bytes of plain files go. */
    interface Keeper {
        Content keep(InputStream in) throws IOException;
    }

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final Keeper keeper;
    private long lastGroup;

    MemoryTree() {
        this(in -> Content.of(in.readAllBytes()));
    }

    MemoryTree(Keeper keeper) {
        this.keeper = keeper;
        entries.put("", new Entry.Folder("", Attributes.ofRoot(Attributes.FOLDER_MODE, 0)));
    }

    @Override
    public Optional<Entry> get(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public Stream<Entry> entries() {
        return List.copyOf(entries.values()).stream();
    }

    @Override
    public List<Entry> children(String folder) {
        return below(folder).filter(entry -> TreePath.parent(entry.path()).equals(folder)).toList();
    }

    @Override
    public void write(String path, Attributes attributes, InputStream content) throws IOException {
        write(path, attributes, keeper.keep(content));
    }

    @Override
    public void write(String path, Attributes attributes, Content content) throws IOException {
        String at = place(path);
        if (entries.get(at) instanceof Entry.Folder) {
            throw new Failure("a folder stands at " + TreePath.shown(at), "Remove it first.");
        }
        entries.put(at, new Entry.PlainFile(at, attributes, content));
    }

    @Override
    public void put(Entry entry) throws IOException {
        String at = place(entry.path());
        boolean replacesFolder = entries.get(at) instanceof Entry.Folder && !(entry instanceof Entry.Folder);
        if (replacesFolder && !children(at).isEmpty()) {
            throw new Failure("the folder " + TreePath.shown(at) + " is not empty", "Remove it first.");
        }
        entries.put(at, entry.at(at));
    }

    @Override
    public void link(String path, String existing) throws IOException {
        Entry.PlainFile file = (Entry.PlainFile) entries.get(place(existing));
        if (file.linkGroup() == 0) {
            file = file.inGroup(++lastGroup);
            entries.put(file.path(), file);
        }
        String at = place(path);
        entries.put(at, file.at(at));
    }

    @Override
    public void change(String path, Attributes attributes) {
        entries.computeIfPresent(path, (same, entry) -> entry.with(attributes));
    }

    @Override
    public boolean remove(String path) {
        List<String> gone = new ArrayList<>(below(path).map(Entry::path).toList());
        gone.forEach(entries::remove);
        return entries.remove(path) != null;
    }

    @Override
    public void rename(String from, String to) {
        throw new UnsupportedOperationException("no test renames");
    }

    private String place(String path) throws IOException {
        String at = followParents(TreePath.of(path));
        String folder = TreePath.parent(at);
        if (!at.isEmpty() && !entries.containsKey(folder)) {
            put(new Entry.Folder(folder, Attributes.ofRoot(Attributes.FOLDER_MODE, 0)));
        }
        if (!(entries.get(folder) instanceof Entry.Folder)) {
            throw new Failure(TreePath.shown(folder) + " is no folder", "Remove it first.");
        }
        return at;
    }

    /** One line for each entry, as tests compare them. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries.values()) {
            Attributes attributes = entry.attributes();
            String line = String.format("%c %04o %d:%d %d /%s", entry.letter(), attributes.mode(), attributes.owner(),
                attributes.group(), attributes.mtimeSeconds(), entry.path());
            if (entry instanceof Entry.PlainFile file) {
                line += " " + java.util.Arrays.hashCode(file.content().bytes()) + " group " + file.linkGroup();
            } else if (entry instanceof Entry.Symlink link) {
                line += " -> " + link.target();
            } else if (entry instanceof Entry.Device device) {
                line += " " + device.major() + "," + device.minor();
            }
            lines.add(line);
        }
        return lines;
    }
}
