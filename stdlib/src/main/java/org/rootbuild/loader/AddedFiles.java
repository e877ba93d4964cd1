package org.rootbuild.loader;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** Files and folders in memory, all of owner 0:0 and of one time; their contents stay where they are. */
public final class AddedFiles implements FileTree {
    private final SortedMap<String, Entry> entries;

    private AddedFiles(SortedMap<String, Entry> entries) {
        this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public static Builder at(long mtimeSeconds) {
        return new Builder(mtimeSeconds);
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
        return entries.values().stream()
            .filter(one -> !one.path().isEmpty() && TreePath.parent(one.path()).equals(folder)).toList();
    }

    /** Collects files; the folders around them are made. */
    public static final class Builder {
        private final SortedMap<String, Entry> entries = new TreeMap<>();
        private final long mtimeSeconds;

        private Builder(long mtimeSeconds) {
            this.mtimeSeconds = mtimeSeconds;
            folder("");
        }

        /** @throws Failure when the path is none, or is taken by something else */
        public Builder file(String path, Content content) throws Failure {
            String at = TreePath.of(path);
            for (String parent = TreePath.parent(at); !parent.isEmpty(); parent = TreePath.parent(parent)) {
                folder(parent);
            }
            if (entries.put(at, new Entry.PlainFile(at, Attributes.ofRoot(Attributes.FILE_MODE, mtimeSeconds), content))
                    != null) {
                throw new Failure("two boot loaders both want to write " + TreePath.shown(at),
                    "Give one of them another place, or leave it out.");
            }
            return this;
        }

        private void folder(String path) {
            entries.putIfAbsent(path, new Entry.Folder(path, Attributes.ofRoot(Attributes.FOLDER_MODE, mtimeSeconds)));
        }

        public AddedFiles build() {
            return new AddedFiles(entries);
        }
    }
}
