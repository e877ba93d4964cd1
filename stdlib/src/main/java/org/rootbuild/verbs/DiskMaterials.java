package org.rootbuild.verbs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.rootbuild.disk.Holding;
import org.rootbuild.disk.ImagePart;
import org.rootbuild.disk.TreeSelection;
import org.rootbuild.disk.TreeUnion;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.StepContext;
import org.rootbuild.volume.FileVolume;

/** Gets what a recipe puts into partitions. Images of which parts are taken stay open until it is closed. */
final class DiskMaterials implements Closeable {
    private final StepContext context;
    private final Deque<Closeable> open = new ArrayDeque<>();
    private final Map<Value.Ref, Path> files = new HashMap<>();

    DiskMaterials(StepContext context) {
        this.context = context;
    }

    /** @param ignoresCase whether the partition's filesystem takes names that differ in case only for one */
    Holding holding(Fields partition, boolean ignoresCase) throws IOException, InterruptedException {
        TreeUnion union = new TreeUnion(ignoresCase, context.epochSeconds());
        for (Value one : partition.list(DiskTable.CONTENTS)) {
            Fields said = ((Value.Group) one).fields();
            if (said.text(PartitionContents.KIND).equals(PartitionContents.RAW)) {
                return raw(said);
            }
            put(said, union);
        }
        return new Holding.Files(union);
    }

    private Holding raw(Fields said) throws IOException, InterruptedException {
        Path file = path(said.ref(PartitionContents.OF));
        if (said.find(PartitionContents.NUMBER).isPresent()) {
            return new Holding.Bytes(part(said).volume());
        }
        if (Files.isDirectory(file)) {
            throw new Failure(named(said.ref(PartitionContents.OF)) + " is a folder, so a partition cannot hold its"
                + " bytes",
                "Give the partition a filesystem, and copy the folder into it.");
        }
        return new Holding.Bytes(kept(FileVolume.forReading(file)));
    }

    private <T extends Closeable> T kept(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /** Asked for once: an artifact is read through before it is used, and many partitions may come from one image. */
    private Path path(Value.Ref ref) throws IOException {
        Path known = files.get(ref);
        if (known == null) {
            known = ref.kind() == Value.RefKind.ARTIFACT ? context.artifact(ref) : context.source(ref);
            files.put(ref, known);
        }
        return known;
    }

    /** As sentences speak of it. */
    private static String named(Value.Ref ref) {
        return "the " + ref.kind().name().toLowerCase(Locale.ROOT) + " '" + ref.name() + "'";
    }

    private void put(Fields said, TreeUnion union) throws IOException, InterruptedException {
        switch (said.text(PartitionContents.KIND)) {
            case PartitionContents.TREE -> union.copy(tree(said), selection(said),
                named(said.ref(PartitionContents.OF)));
            case PartitionContents.FILE -> file(said, union);
            case PartitionContents.WRITE -> union.file(TreePath.of(said.text(PartitionContents.PATH)),
                owned(said, union, Attributes.FILE_MODE), Content.of(said.text(PartitionContents.TEXT)));
            case PartitionContents.SYMLINK -> union.symlink(TreePath.of(said.text(PartitionContents.PATH)),
                said.text(PartitionContents.TO));
            default -> {
                for (String path : said.texts(PartitionContents.PATHS)) {
                    union.folder(TreePath.of(path), owned(said, union, Attributes.FOLDER_MODE));
                }
            }
        }
    }

    private FileTree tree(Fields said) throws IOException, InterruptedException {
        Value.Ref of = said.ref(PartitionContents.OF);
        if (of.kind() == Value.RefKind.ROOT) {
            return context.root(of);
        }
        return part(said).files();
    }

    private ImagePart part(Fields said) throws IOException, InterruptedException {
        Value.Ref of = said.ref(PartitionContents.OF);
        return kept(ImagePart.open(DiskImages.opening(context), path(of), (int) said.whole(PartitionContents.NUMBER),
            named(of)));
    }

    private static TreeSelection selection(Fields said) throws Failure {
        return TreeSelection.of(TreePath.of(said.findText(PartitionContents.FROM).orElse("")),
            TreePath.of(said.findText(PartitionContents.INTO).orElse("")), said.texts(PartitionContents.ONLY),
            said.texts(PartitionContents.WITHOUT));
    }

    private void file(Fields said, TreeUnion union) throws IOException {
        Value.Ref of = said.ref(PartitionContents.OF);
        Path host = path(of);
        String to = said.text(PartitionContents.TO);
        boolean ofHost = of.kind() == Value.RefKind.SOURCE && of.name().startsWith("local:");
        if (Files.isDirectory(host)) {
            Iterator<Entry> all = new FolderTree(host).entries().iterator();
            while (all.hasNext()) {
                neutral(said, all.next(), to, union);
            }
            return;
        }
        boolean into = to.endsWith("/")
            || union.tree().get(union.tree().follow(to)).filter(Entry.Folder.class::isInstance).isPresent();
        String name = of.name().substring(of.name().lastIndexOf(':') + 1);
        int mode = ofHost && Files.isExecutable(host) ? Attributes.FOLDER_MODE : Attributes.FILE_MODE;
        Entry.PlainFile file = (Entry.PlainFile) new FolderTree(host.toAbsolutePath().getParent())
            .get(host.getFileName().toString()).orElseThrow();
        union.file(into ? TreePath.child(TreePath.of(to), TreePath.name(name)) : TreePath.of(to), owned(said, union,
            mode),
            file.content());
    }

    /** A file of the host without its owner and time, so that the host leaves no trace. */
    private void neutral(Fields said, Entry entry, String to, TreeUnion union) throws IOException {
        String path = TreePath.child(TreePath.of(to), entry.path());
        Attributes bare = entry.attributes().withOwner(0, 0).withMtime(context.epochSeconds());
        if (entry instanceof Entry.PlainFile file) {
            union.file(path, FileOptions.apply(said, union.tree(), bare), file.content());
        } else if (entry instanceof Entry.Symlink link) {
            union.symlink(path, link.target());
        } else if (!(entry instanceof Entry.Folder) || !entry.path().isEmpty()
            || union.tree().get(path).isEmpty()) {
            union.entry(entry.with(bare).at(path));
        }
    }

    private Attributes owned(Fields said, TreeUnion union, int mode) throws IOException {
        return FileOptions.apply(said, union.tree(), Attributes.ofRoot(mode, context.epochSeconds()));
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
