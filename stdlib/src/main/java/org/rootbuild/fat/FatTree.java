package org.rootbuild.fat;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Volume;

/** What a filesystem holds. An entry's path is always spelt as it stands on the disk. */
final class FatTree implements FileTree {
    private final Volume volume;
    private final BootSector boot;
    private final FatNode root;

    private final boolean anyCase;

    /** @param anyCase whether a name that differs by case alone is found too */
    FatTree(Volume volume, BootSector boot, FatNode root, boolean anyCase) {
        this.anyCase = anyCase;
        this.volume = volume;
        this.boot = boot;
        this.root = root;
    }

    @Override
    public Optional<Entry> get(String path) {
        return node(path).map(node -> entry(node, node.path()));
    }

    Optional<FatNode> node(String path) {
        Optional<FatNode> at = Optional.of(root);
        for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            at = at.flatMap(folder -> anyCase ? folder.childInAnyCase(name) : folder.child(name));
        }
        return at;
    }

    private Entry entry(FatNode node, String path) {
        Attributes attributes = FileAttributes.of(node.record());
        return node.isFolder() ? new Entry.Folder(path, attributes)
            : new Entry.PlainFile(path, attributes, new FatContent(volume, boot, node.record()));
    }

    @Override
    public List<Entry> children(String folder) {
        return node(folder).stream().flatMap(node -> node.children().stream())
            .map(child -> entry(child, child.path()))
            .sorted(Comparator.comparing(Entry::path)).toList();
    }

    @Override
    public Stream<Entry> entries() {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Walk(), traits), false);
    }

    /** Goes in string order of whole paths, in which what a folder holds does not follow it at once. */
    private final class Walk implements Iterator<Entry> {
        private record Due(String path, FatNode node) {
        }

        private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::path));

        Walk() {
            waiting.add(new Due("", root));
        }

        @Override
        public boolean hasNext() {
            return !waiting.isEmpty();
        }

        @Override
        public Entry next() {
            Due due = waiting.remove();
            due.node().children()
                .forEach(child -> waiting.add(new Due(TreePath.child(due.path(), child.name()), child)));
            return entry(due.node(), due.path());
        }
    }
}
