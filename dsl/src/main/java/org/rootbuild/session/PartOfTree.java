package org.rootbuild.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.layer.Change;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** A folder of a tree as if it were the whole. */
record PartOfTree(FileTree whole, String folder) implements FileTree {
    /** The change as the whole tree has it. */
    static Change under(String folder, Change change) {
        String path = TreePath.child(folder, change.path());
        return change instanceof Change.Put put ? new Change.Put(put.entry().at(path)) : new Change.Gone(path);
    }

    @Override
    public Optional<Entry> get(String path) {
        return whole.get(outside(path)).map(this::inside);
    }

    @Override
    public Stream<Entry> entries() {
        return Stream.concat(get("").stream(), whole.below(folder).map(this::inside));
    }

    @Override
    public Stream<Entry> below(String inner) {
        return whole.below(outside(inner)).map(this::inside);
    }

    @Override
    public List<Entry> children(String inner) {
        return whole.children(outside(inner)).stream().map(this::inside).toList();
    }

    private String outside(String path) {
        return TreePath.child(folder, path);
    }

    private Entry inside(Entry entry) {
        return entry.at(entry.path().equals(folder) ? "" : entry.path().substring(folder.length() + 1));
    }
}
