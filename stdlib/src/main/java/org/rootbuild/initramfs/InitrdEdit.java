package org.rootbuild.initramfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

/** The files of an initramfs while they are changed; the initramfs itself stays as it is. */
public final class InitrdEdit implements Filesystem.Edit {
    private final WorkTree tree;

    InitrdEdit(TreeIndex index, Path contents, long epochSeconds) {
        this.tree = new WorkTree(index, contents, epochSeconds);
    }

    @Override
    public void write(String path, Attributes attributes, InputStream content) throws IOException {
        tree.write(path, attributes, content);
    }

    @Override
    public void write(String path, Attributes attributes, Content content) throws IOException {
        tree.write(path, attributes, content);
    }

    @Override
    public void put(Entry entry) throws IOException {
        tree.put(entry);
    }

    @Override
    public void link(String path, String existing) throws IOException {
        tree.link(path, existing);
    }

    @Override
    public void change(String path, Attributes attributes) throws IOException {
        tree.change(path, attributes);
    }

    @Override
    public boolean remove(String path) throws IOException {
        return tree.remove(path);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        tree.rename(from, to);
    }

    @Override
    public Optional<Entry> get(String path) {
        return tree.get(path);
    }

    @Override
    public Stream<Entry> entries() {
        return tree.entries();
    }

    @Override
    public List<Entry> children(String folder) {
        return tree.children(folder);
    }

    @Override
    public Stream<Entry> below(String folder) {
        return tree.below(folder);
    }

    @Override
    public void finish() {
        // Writing is the business of the writer, which makes another file.
    }
}
