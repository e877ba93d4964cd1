package org.rootbuild.verbs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/**
 * A folder of a tree as a tree of its own, as {@code chroot} has it: links in it, absolute ones too, are followed
 * inside the folder, so that no path leads out of it.
 */
final class ChrootTree implements EditableTree {
    private final EditableTree whole;
    private final String folder;

    /** @param folder as a person writes it; it need not exist yet */
    ChrootTree(EditableTree whole, String folder) throws Failure {
        this.whole = whole;
        this.folder = whole.follow(TreePath.of(folder));
    }

    private String outside(String path) {
        return TreePath.child(folder, path);
    }

    private Entry seen(Entry entry) {
        return entry.at(entry.path().equals(folder) ? "" : entry.path().substring(folder.length() + 1));
    }

    /** The path without links on the way, so that the tree around it finds none to follow. */
    private String real(String path) throws Failure {
        return outside(followParents(TreePath.of(path)));
    }

    @Override
    public Optional<Entry> get(String path) {
        Optional<Entry> found = whole.get(outside(path)).map(this::seen);
        return path.isEmpty() && found.isEmpty()
            ? Optional.of(new Entry.Folder("", Attributes.ofRoot(Attributes.FOLDER_MODE, 0))) : found;
    }

    @Override
    public Stream<Entry> entries() {
        return Stream.concat(get("").stream(), whole.below(folder).map(this::seen));
    }

    @Override
    public Stream<Entry> below(String path) {
        return whole.below(outside(path)).map(this::seen);
    }

    @Override
    public List<Entry> children(String path) {
        return whole.children(outside(path)).stream().map(this::seen).toList();
    }

    @Override
    public void write(String path, Attributes attributes, InputStream content) throws IOException {
        whole.write(belowRoot(path), attributes, content);
    }

    @Override
    public void write(String path, Attributes attributes, Content content) throws IOException {
        whole.write(belowRoot(path), attributes, content);
    }

    private String belowRoot(String path) throws Failure {
        String place = real(path);
        if (place.equals(folder)) {
            throw new Failure("the root folder itself cannot be replaced or removed", "Name a path below it.");
        }
        return place;
    }

    @Override
    public void put(Entry entry) throws IOException {
        whole.put(entry.at(entry instanceof Entry.Folder ? real(entry.path()) : belowRoot(entry.path())));
    }

    @Override
    public void link(String path, String existing) throws IOException {
        whole.link(belowRoot(path), real(existing));
    }

    @Override
    public void change(String path, Attributes attributes) throws IOException {
        whole.change(real(path), attributes);
    }

    @Override
    public boolean remove(String path) throws IOException {
        return whole.remove(belowRoot(path));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        String target = followParents(TreePath.of(to));
        String ending = follow(target);
        boolean intoFolder = get(ending).filter(Entry.Folder.class::isInstance).isPresent();
        whole.rename(belowRoot(from), outside(intoFolder ? ending : target));
    }
}
