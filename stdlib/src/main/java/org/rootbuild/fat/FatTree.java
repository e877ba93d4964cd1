package org.rootbuild.fat;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
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

    private final Supplier<FatTable> tables;

    private FatTree(Volume volume, BootSector boot, FatNode root, boolean anyCase, Supplier<FatTable> tables) {
        this.anyCase = anyCase;
        this.tables = tables;
        this.volume = volume;
        this.boot = boot;
        this.root = root;
    }

    /** Of a filesystem that nobody changes: names are as they are spelt, and several threads may read. */
    static FatTree of(Volume volume, BootSector boot, FatNode root) {
        return new FatTree(volume, boot, root, false, () -> new FatTable(volume, boot));
    }

    /** Of one that is being edited: a name that differs by case alone is found too. */
    static FatTree edited(Volume volume, BootSector boot, FatNode root, FatTable table) {
        return new FatTree(volume, boot, root, true, () -> table);
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
            : new Entry.PlainFile(path, attributes, new FatContent(volume, boot, node.record(), tables));
    }

    @Override
    public List<Entry> children(String folder) {
        Optional<FatNode> parent = node(folder);
        String at = parent.map(FatNode::path).orElse("");
        return parent.stream().flatMap(node -> node.children().stream())
            .map(child -> entry(child, TreePath.child(at, child.name())))
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
