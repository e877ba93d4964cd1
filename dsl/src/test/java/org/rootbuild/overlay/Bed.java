package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DeltaWriter;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.LayerContent;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.model.Fields;
import org.rootbuild.posix.Posix;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import org.rootbuild.tree.Entry;

/** A root with a store, whose layers are mounted and made as a session does it. */
final class Bed {
    static final long EPOCH = 100;
    final Path folder;
    final Store store;
    final Posix posix = Posix.load();
    final Powers powers = Powers.ofThisProcess();
    final Views views;
    final LowerStack stack;
    final TreeIndex index = new TreeIndex(EPOCH);
    final Path mounted;
    Path changes;
    private int last;

    Bed(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.store = Store.open(folder.resolve("store"), Clock.systemUTC());
        this.views = new Views(store, posix, powers);
        this.stack = new LowerStack(views, EPOCH);
        this.mounted = Files.createDirectories(folder.resolve("mounted"));
    }

    /** Something that changes a tree. */
    interface Work {
        void on(WorkTree tree) throws IOException;
    }

    /** A layer that Java makes. */
    StoredResult layer(Work work) throws IOException {
        Path contents = Files.createDirectories(folder.resolve("contents" + ++last));
        WorkTree tree = new WorkTree(index, contents, EPOCH);
        work.on(tree);
        Path assembled = store.temporaryFolder();
        List<Change> placed = new DeltaWriter(index, contents).write(tree.touched(), assembled);
        tree.undo();
        return commit(assembled, placed);
    }

    private StoredResult commit(Path assembled, List<Change> placed) throws IOException {
        String fingerprint = Digests.hex(("layer " + ++last).getBytes(StandardCharsets.UTF_8));
        StoredResult result = store.commitLater(fingerprint, assembled, new Manifest(Fields.none(), placed));
        Manifest manifest = result.manifest();
        index.apply(manifest);
        stack.add(new Layer(fingerprint, result.folder(), manifest));
        return result;
    }

    void mount() throws IOException, InterruptedException {
        mount(List.of());
    }

    /** With these upper folders between the layers and the changes, highest first. */
    void mount(List<Path> uppers) throws IOException, InterruptedException {
        changes = folder.resolve("changes" + ++last);
        new ChangesFolder(posix, powers).make(changes, index, List.of());
        Files.createDirectory(changes.resolve("work/root"));
        mountAgain(uppers);
    }

    void mountAgain(List<Path> uppers) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        Path links = Files.createDirectories(folder.resolve("l" + ++last));
        List<Path> lowers = new ArrayList<>(uppers);
        lowers.addAll(stack.lowers());
        for (Path lower : lowers) {
            Files.createSymbolicLink(links.resolve("" + names.size()), lower);
            names.add("" + names.size());
        }
        String options = powers.mountOptions() + ",lowerdir=" + String.join(":", names) + ",upperdir=" + changes
            + "/upper,workdir=" + changes + "/work/root";
        if (options.length() > 4000) {
            throw new AssertionError("too long for the kernel: " + options.length());
        }
        Shell.run(links, List.of("mount", "-t", "overlay", "overlay", "-o", options, mounted.toString()), options);
    }

    void unmount() throws IOException, InterruptedException {
        Shell.bash(folder, "umount mounted");
    }

    List<Change> read(Predicate<String> leftOut) throws IOException {
        return new UpperReader(posix, powers).read(changes.resolve("upper"), index, leftOut);
    }

    /** What programs changed becomes a layer. */
    StoredResult commit(List<Change> read) throws IOException {
        Path assembled = store.temporaryFolder();
        List<Change> placed = new ArrayList<>();
        for (Change change : read) {
            placed.add(change instanceof Change.Put put && put.entry() instanceof Entry.PlainFile file
                ? new Change.Put(placed(file, assembled)) : change);
        }
        return commit(assembled, placed);
    }

    private static Entry placed(Entry.PlainFile file, Path assembled) throws IOException {
        Path from = file.content().file().orElseThrow();
        Path to = assembled.resolve("tree").resolve(file.path());
        Files.createDirectories(to.getParent());
        String digest = Digests.ofFile(from);
        Files.move(from, to);
        return new Entry.PlainFile(file.path(), file.attributes(),
            new LayerContent(to, file.content().sizeBytes(), digest), file.linkGroup());
    }
}
