package org.rootbuild.fat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** A tree that tests put together in memory. */
final class SmallTree implements FileTree {
    /** An even second, as FAT has them. */
    static final long TIME = 1_700_000_000L;

    private final TreeMap<String, Entry> entries = new TreeMap<>();

    SmallTree() {
        entries.put("", new Entry.Folder("", Attributes.ofRoot(0755, TIME)));
    }

    SmallTree folder(String path) {
        if (!entries.containsKey(path)) {
            folder(TreePath.parent(path));
            entries.put(path, new Entry.Folder(path, Attributes.ofRoot(0755, TIME)));
        }
        return this;
    }

    SmallTree file(String path, byte[] bytes) {
        return put(new Entry.PlainFile(path, Attributes.ofRoot(0644, TIME), Content.of(bytes)));
    }

    SmallTree file(String path, String text) {
        return file(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    SmallTree put(Entry entry) {
        folder(TreePath.parent(entry.path()));
        entries.put(entry.path(), entry);
        return this;
    }

    void drop(String path) {
        entries.keySet().removeIf(one -> one.equals(path) || TreePath.isBelow(one, path));
    }

    List<String> paths() {
        return List.copyOf(entries.keySet());
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

    /** One line for each entry, with all that FAT keeps of it; equal trees have equal lines. */
    static String lines(FileTree tree) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Entry entry : tree.entries().toList()) {
            long time = entry.attributes().mtimeSeconds() / 2 * 2;
            String what = entry.path().isEmpty() ? "" : " " + time;
            if (entry instanceof Entry.PlainFile file) {
                byte[] bytes = file.content().bytes();
                boolean readOnly = (file.attributes().mode() & 0222) == 0;
                what += " " + bytes.length + " " + Arrays.hashCode(bytes) + (readOnly ? " read-only" : "");
            }
            lines.add(entry.letter() + " " + entry.path() + what);
        }
        return lines.stream().collect(Collectors.joining("\n"));
    }
}
