package org.rootbuild.image;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** A tree without anything, for what holds no files. */
final class NoFiles implements FileTree {
    @Override
    public Optional<Entry> get(String path) {
        return Optional.empty();
    }

    @Override
    public List<Entry> children(String path) {
        return List.of();
    }

    @Override
    public Stream<Entry> entries() {
        return Stream.empty();
    }
}
