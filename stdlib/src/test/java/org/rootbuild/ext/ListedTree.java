package org.rootbuild.ext;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** A tree that a test puts together. */
final class ListedTree implements FileTree {
    static final long TIME = 1_700_000_000L;

    private final SortedMap<String, Entry> entries = new TreeMap<>();

    ListedTree() {
        put(new Entry.Folder("", Attributes.ofRoot(0755, TIME)));
    }

    ListedTree put(Entry entry) {
        entries.put(entry.path(), entry);
        return this;
    }

    ListedTree folder(String path) {
        return put(new Entry.Folder(path, Attributes.ofRoot(0755, TIME)));
    }

    ListedTree file(String path, byte[] bytes) {
        return put(new Entry.PlainFile(path, Attributes.ofRoot(0644, TIME), Content.of(bytes)));
    }

    ListedTree file(String path, String text) {
        return file(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    ListedTree link(String path, String target) {
        return put(new Entry.Symlink(path, Attributes.ofRoot(0777, TIME), target));
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
        return entries().filter(one -> !one.path().isEmpty() && TreePath.parent(one.path()).equals(folder)).toList();
    }
}
