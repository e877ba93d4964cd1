package org.rootbuild.fat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Volume;

/** A FAT filesystem that is being changed. */
final class FatEdit implements Filesystem.Edit {
    private final Volume volume;
    private final BootSector boot;
    private final FatTable table;
    private final Clusters clusters;
    private final FatNode root;
    private final FatTree tree;
    private Optional<FolderEdit> latest = Optional.empty();

    private FatEdit(Volume volume, BootSector boot, FatTable table, Clusters clusters, FatNode root) {
        this.volume = volume;
        this.boot = boot;
        this.table = table;
        this.clusters = clusters;
        this.root = root;
        tree = FatTree.edited(volume, boot, root, table);
    }

    static FatEdit of(Volume volume, BootSector boot) throws IOException {
        FatTable table = new FatTable(volume, boot);
        FatNode root = new FatScan(volume, boot, table).read();
        return new FatEdit(volume, boot, table, new Clusters(volume, boot, table), root);
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
    public void write(String path, Attributes attributes, InputStream content) throws IOException {
        write(path, attributes, content, -1, 0);
    }

    @Override
    public void write(String path, Attributes attributes, Content content) throws IOException {
        Optional<FatNode> there = tree.node(TreePath.of(path));
        boolean same = there.isPresent() && content instanceof FatContent known
            && known.isAt(volume, there.get().cluster()) && there.get().cluster() != 0;
        if (same) {
            change(path, attributes);
            return;
        }
        int kept = FileAttributes.of(attributes, content) & (DirectoryRecord.HIDDEN | DirectoryRecord.SYSTEM);
        if (content instanceof FatContent) {
            // It may be of this very filesystem and read what is on the volume.
            table.flush();
        }
        try (InputStream in = content.open()) {
            write(path, attributes, in, content.sizeBytes(), kept);
        }
    }

    private void write(String path, Attributes attributes, InputStream content, long expectedBytes, int special)
        throws IOException {
        String at = TreePath.of(path);
        FatNode folder = folder(TreePath.parent(at));
        Optional<FatNode> there = folder.childInAnyCase(checked(at));
        if (there.isPresent() && there.get().isFolder()) {
            throw new Failure(TreePath.shown(at) + " is a folder, which no file can replace",
                "Remove the folder first, or write to another path.");
        }
        FatGeometry geometry = boot.geometry();
        int old = there.map(FatNode::cluster).orElse(0);
        if (old != 0 && geometry.clustersOf(Math.max(0, expectedBytes)) > clusters.free()) {
            clusters.release(old);
            old = 0;
        }
        room(at, expectedBytes);
        ChainWriter chain = new ChainWriter(volume, geometry, clusters);
        chain.write(content, expectedBytes);
        int bits = special | FileAttributes.of(attributes, Content.of(""));
        if (there.isPresent()) {
            int kept = there.get().record().attributes() & (DirectoryRecord.HIDDEN | DirectoryRecord.SYSTEM);
            there.get().change(there.get().record().with(kept | bits, DosTime.of(attributes.mtimeSeconds()))
                .at(chain.first(), chain.sizeBytes()));
            in(folder).update(there.get());
            clusters.release(old);
        } else {
            folder.add(in(folder).insert(TreePath.name(at), DirectoryRecord.of(Planned.DOT, bits, 0,
                attributes.mtimeSeconds(), chain.first(), chain.sizeBytes())));
        }
    }

    private void room(String path, long expectedBytes) throws Failure {
        long free = clusters.free() * boot.geometry().clusterBytes();
        if (expectedBytes > free) {
            throw new Failure(TreePath.shown(path) + " has " + expectedBytes + " bytes, and the FAT filesystem has room"
                + " for " + free, "Make it larger, or remove something from it first.");
        }
    }

    private static String checked(String path) throws Failure {
        String name = TreePath.name(path);
        Optional<String> problem = name.isEmpty() ? Optional.of("is the root folder") : FatNames.problem(name);
        if (problem.isPresent()) {
            throw new Failure("FAT cannot hold " + TreePath.shown(path) + ": the name " + problem.get(),
                "Use another name.");
        }
        return name;
    }

    private FolderEdit in(FatNode folder) throws IOException {
        if (latest.isEmpty() || !latest.get().is(folder)) {
            latest = Optional.of(new FolderEdit(volume, boot, table, clusters, folder));
        }
        return latest.get();
    }

    /** The folder at this path, which is made where it is missing. */
    private FatNode folder(String path) throws IOException {
        FatNode at = root;
        for (String name : path.isEmpty() ? new String[0] : path.split("/")) {
            Optional<FatNode> next = at.childInAnyCase(name);
            at = next.isPresent() ? next.get()
                : makeFolder(at, name, Attributes.ofRoot(Attributes.FOLDER_MODE, DosTime.FIRST_SECOND));
            if (!at.isFolder()) {
                throw new Failure(TreePath.shown(at.path()) + " is a file, where a folder is needed",
                    "Remove it first, or use another path.");
            }
        }
        return at;
    }

    private FatNode makeFolder(FatNode parent, String name, Attributes attributes) throws IOException {
        checked(TreePath.child(parent.path(), name));
        int cluster = clusters.find(1);
        clusters.take(cluster, 0);
        FatGeometry geometry = boot.geometry();
        ByteBuffer bytes = ByteBuffer.allocate(geometry.clusterBytes());
        DirectoryRecord record =
            DirectoryRecord.of(Planned.DOT, DirectoryRecord.FOLDER, 0, attributes.mtimeSeconds(), cluster, 0);
        record.encode(bytes);
        record.named(Planned.DOT_DOT, 0).at(parent.isRoot() ? 0 : parent.cluster(), 0).encode(bytes);
        volume.write(geometry.clusterAt(cluster), bytes.rewind());
        FatNode made = in(parent).insert(name, record);
        parent.add(made);
        return made;
    }

    @Override
    public void put(Entry entry) throws IOException {
        if (entry instanceof Entry.PlainFile file) {
            write(file.path(), file.attributes(), file.content());
            return;
        }
        if (!(entry instanceof Entry.Folder folder)) {
            throw new Failure("FAT cannot hold " + TreePath.shown(entry.path()) + ", which is a "
                + (entry instanceof Entry.Symlink ? "symbolic link" : entry instanceof Entry.Device ? "device"
                : "pipe"),
                "Write a plain file there, or take a filesystem such as ext4.");
        }
        String path = TreePath.of(folder.path());
        Optional<FatNode> there = tree.node(path);
        if (there.isPresent() && there.get().isFolder()) {
            change(path, folder.attributes());
            return;
        }
        if (there.isPresent()) {
            remove(path);
        }
        makeFolder(folder(TreePath.parent(path)), TreePath.name(path), folder.attributes());
    }

    /** FAT has no links: the other name gets bytes of its own. */
    @Override
    public void link(String path, String existing) throws IOException {
        Entry entry = tree.get(TreePath.of(existing)).orElseThrow(() -> missing(existing));
        if (!(entry instanceof Entry.PlainFile file)) {
            throw new Failure(existing + " is a folder, which can have no second name", "Name a plain file.");
        }
        write(path, file.attributes(), file.content());
    }

    @Override
    public void change(String path, Attributes attributes) throws IOException {
        FatNode node = tree.node(TreePath.of(path)).orElseThrow(() -> missing(path));
        if (node.isRoot()) {
            return;
        }
        DirectoryRecord old = node.record();
        int readOnly = node.isFolder() ? old.attributes() & DirectoryRecord.READ_ONLY
            : FileAttributes.of(attributes, Content.of("")) & DirectoryRecord.READ_ONLY;
        node.change(old.with(old.attributes() & ~DirectoryRecord.READ_ONLY | readOnly,
            DosTime.of(attributes.mtimeSeconds())));
        in(node.parent()).update(node);
    }

    private static Failure missing(String path) {
        return new Failure("there is no " + path + " on the FAT filesystem", "Check the path.");
    }

    @Override
    public boolean remove(String path) throws IOException {
        Optional<FatNode> node = tree.node(TreePath.of(path));
        if (node.isPresent() && node.get().isRoot()) {
            throw new Failure("the root folder of a filesystem cannot be removed", "Remove what it holds.");
        }
        if (node.isPresent()) {
            release(node.get());
            drop(node.get());
        }
        return node.isPresent();
    }

    private void drop(FatNode node) throws IOException {
        in(node.parent()).erase(node);
        node.parent().drop(node);
    }

    private void release(FatNode node) throws IOException {
        for (FatNode child : node.children()) {
            release(child);
        }
        // Its clusters may soon be another folder's.
        latest = latest.filter(edit -> !edit.is(node));
        clusters.release(node.cluster());
    }

    @Override
    public void rename(String from, String to) throws IOException {
        String target = TreePath.of(to);
        FatNode node = tree.node(TreePath.of(from)).filter(one -> !one.isRoot()).orElseThrow(() -> missing(from));
        FatNode parent = folder(TreePath.parent(target));
        String name = checked(target);
        if (parent == node || TreePath.isBelow(parent.path(), node.path())) {
            throw new Failure(TreePath.shown(node.path()) + " cannot be moved into itself", "Choose another folder.");
        }
        Optional<FatNode> there = parent.childInAnyCase(name).filter(one -> one != node);
        if (there.isPresent() && !there.get().children().isEmpty()) {
            throw new Failure(TreePath.shown(target) + " is a folder that is not empty",
                "Remove it first, or choose another path.");
        }
        if (there.isPresent()) {
            remove(there.get().path());
        }
        FatNode old = node.parent();
        in(old).erase(node);
        FatNode placed = in(parent).insert(name, node.record());
        node.move(parent, name, placed.record(), placed.firstSlot(), placed.slots());
        if (node.isFolder() && parent != old) {
            pointToParent(node, parent);
        }
    }

    /** The second entry of a folder leads to where it lies. */
    private void pointToParent(FatNode node, FatNode parent) throws IOException {
        long at = boot.geometry().clusterAt(node.cluster()) + FatGeometry.ENTRY_BYTES;
        byte[] entry = volume.read(at, FatGeometry.ENTRY_BYTES).array();
        ByteBuffer to = ByteBuffer.allocate(FatGeometry.ENTRY_BYTES);
        DirectoryRecord.decode(entry, 0, boot.geometry().kind()).at(parent.isRoot() ? 0 : parent.cluster(), 0)
            .encode(to);
        volume.write(at, to.flip());
        latest = latest.filter(edit -> !edit.is(node));
    }

    @Override
    public void finish() throws IOException {
        table.flush();
        if (clusters.changed()) {
            new FsInfo((int) clusters.free(), clusters.hint()).writeTo(volume, boot);
        }
    }
}
