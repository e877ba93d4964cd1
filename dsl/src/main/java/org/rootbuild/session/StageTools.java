package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.LayerContent;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.overlay.ChangesFolder;
import org.rootbuild.overlay.FileContent;
import org.rootbuild.overlay.HostFolders;
import org.rootbuild.overlay.Layer;
import org.rootbuild.overlay.LowerStack;
import org.rootbuild.overlay.Powers;
import org.rootbuild.overlay.Scope;
import org.rootbuild.overlay.UpperMerge;
import org.rootbuild.overlay.UpperReader;
import org.rootbuild.overlay.Views;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.Stage;

/**
 * What the stages of all passes of a session share. Nothing of it is loaded before a step asks for its stage. Safe for
 * use by several threads.
 */
final class StageTools {
    /** Stacks that are remembered: of the roots that passes work on side by side. */
    private static final int REMEMBERED = 8;
    /** Work of so much time is worth that the disk writes all that a build left, object files and all. */
    private static final long WORTH_SYNCING_MILLIS = 10_000;
    private static final Path HOST = Path.of("/");

    private final Store store;
    private final long epochSeconds;
    private final ExecutorService digesters;
    private final ExecutorService syncer;
    private final Map<List<String>, LowerStack> stacks = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Checkpoint> unsynced = new ArrayList<>();
    private Optional<Loaded> loaded = Optional.empty();
    private boolean told;

    /** What depends on the host. */
    private record Loaded(Posix posix, Views views, UpperReader reader, ChangesFolder changes) {
    }

    StageTools(Store store, long epochSeconds, int processors) {
        this.store = store;
        this.epochSeconds = epochSeconds;
        this.digesters = Executors.newFixedThreadPool(processors, task -> daemon("digest", task));
        this.syncer = Executors.newSingleThreadExecutor(task -> daemon("sync", task));
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private synchronized Loaded loaded() throws IOException {
        if (loaded.isEmpty()) {
            requireRoot();
            Powers powers = Powers.ofThisProcess();
            Posix posix = Posix.load(store.hostMemory());
            loaded = Optional.of(new Loaded(posix, new Views(store, posix, powers), new UpperReader(posix, powers),
                new ChangesFolder(posix, powers)));
        }
        return loaded.get();
    }

    private static void requireRoot() throws IOException {
        if (!Powers.isRoot()) {
            throw new HostLacks("running programs in a root of their own needs a user namespace, which this process"
                + " is not in",
                "Let this user make user namespaces ('rootbuild doctor' says how), or run as root; 'rootbuild run"
                    + " --isolation"
                    + " none' does without, on a plain copy of the root, and nothing is kept apart from the host"
                    + " then.");
        }
    }

    /** Whether it is still to be told, once in a session, what is not guaranteed on plain copies. */
    synchronized boolean isToTell() {
        boolean first = !told;
        told = true;
        return first;
    }

    /** Makes the checkpoint of a step in Java a folder that the kernel can stack; what died doing so begins again. */
    void makeStackable(Checkpoint checkpoint, TreeIndex tree) throws IOException {
        loaded().views().fill(checkpoint.view(), checkpoint.manifest().changes(), tree);
        Files.createFile(checkpoint.stackable());
    }

    /**
     * The layers as folders, highest first.
     *
     * @param layers by fingerprint, lowest first
     */
    synchronized List<Path> views(List<String> layers) throws IOException {
        LowerStack stack = stacks.remove(layers);
        if (stack == null) {
            List<String> prefix = stacks.keySet().stream().filter(known -> isPrefix(known, layers)).findFirst()
                .orElse(List.of());
            stack = prefix.isEmpty() ? new LowerStack(loaded().views(), epochSeconds) : stacks.remove(prefix);
            for (String fingerprint : layers.subList(stack.size(), layers.size())) {
                StoredResult layer = store.result(fingerprint).orElseThrow(() -> new DamagedContent(
                    store.resultPlace(fingerprint), "the layer is gone"));
                stack.add(new Layer(fingerprint, layer.folder(), layer.manifest()));
            }
        }
        stacks.put(List.copyOf(layers), stack);
        if (stacks.size() > REMEMBERED) {
            stacks.remove(stacks.keySet().iterator().next());
        }
        return stack.lowers();
    }

    private static boolean isPrefix(List<String> shorter, List<String> longer) {
        return shorter.size() <= longer.size() && longer.subList(0, shorter.size()).equals(shorter);
    }

    /** What is known of layers may be wrong. */
    synchronized void forget() {
        stacks.clear();
    }

    /** Makes the folder for what programs change, unless it is there. */
    void makeChanges(Path changes, TreeIndex tree, boolean onHost) throws IOException {
        if (!Files.isDirectory(changes)) {
            List<String> host = onHost ? new HostFolders(HOST, List.of(store.folder())).names() : List.of();
            loaded().changes().make(changes, tree, host);
        }
    }

    void normalise(Path changes) throws IOException {
        loaded().changes().normalise(changes);
    }

    /** Moves what was changed on top of other changes into these, which then hold both. */
    void merge(Path higher, Path lower) throws IOException {
        UpperMerge merge = new UpperMerge(loaded().posix(), Powers.ofThisProcess());
        for (Path host : Stages.overHost(higher)) {
            merge.merge(host, Files.createDirectories(lower.resolve(Stage.Overlay.HOST).resolve(host.getFileName())));
        }
        merge.merge(higher.resolve(Stage.Overlay.UPPER), lower.resolve(Stage.Overlay.UPPER));
    }

    /** The kernel shows a root folder with the attributes of the upper one: it gets those of the one below it. */
    void likeRoot(Path changes, Path below) throws IOException {
        new UpperMerge(loaded().posix(), Powers.ofThisProcess()).become(changes.resolve(Stage.Overlay.UPPER), below);
    }

    /** Returns when the checkpoint would survive a loss of power. */
    void syncNow(Checkpoint checkpoint) throws IOException {
        loaded().posix().syncFilesystem(store.folder());
        Files.createFile(checkpoint.synced());
    }

    List<Change> read(Path upper, FileTree below, Predicate<String> leftOut, Set<String> mountPoints, boolean onHost)
            throws IOException {
        return loaded().reader().read(upper, below,
            new Scope(leftOut, mountPoints, onHost ? Optional.of(HOST) : Optional.empty()));
    }

    /** What was changed over a top-level folder of the host, with paths from that folder on. */
    List<Change> readOverHost(Path upper, FileTree below, String name) throws IOException {
        return loaded().reader().read(upper, below,
            new Scope(path -> false, Set.of(), Optional.of(HOST.resolve(name))));
    }

    /**
     * Begins to write the checkpoint to the disk, if with those before it so much work would be lost with the power
     * that the disk should be troubled; nobody has to wait until it is there.
     */
    synchronized void syncLater(Checkpoint checkpoint) {
        unsynced.add(checkpoint);
        if (unsynced.stream().mapToLong(one -> one.time().millis()).sum() >= WORTH_SYNCING_MILLIS) {
            List<Checkpoint> all = List.copyOf(unsynced);
            unsynced.clear();
            syncer.execute(() -> sync(all));
        }
    }

    private void sync(List<Checkpoint> checkpoints) {
        try {
            loaded().posix().syncFilesystem(store.folder());
        } catch (IOException notSynced) {
            // Then they are made again after a loss of power.
            return;
        }
        for (Checkpoint one : checkpoints) {
            try {
                Files.createFile(one.synced());
            } catch (IOException goneByNow) {
                // The pass has its layer already, or the step was taken back.
                continue;
            }
        }
    }

    /** The entries, every plain file with the digest of its content. */
    List<Entry> digested(List<Entry> entries) throws IOException {
        Map<Path, Future<LayerContent>> digests = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.PlainFile file && file.content() instanceof FileContent content) {
                digests.computeIfAbsent(content.path(), path -> digesters.submit(() ->
                    new LayerContent(path, content.sizeBytes(), Digests.ofFile(path))));
            }
        }
        List<Entry> digested = new ArrayList<>();
        for (Entry entry : entries) {
            digested.add(entry instanceof Entry.PlainFile file && file.content() instanceof FileContent content
                ? new Entry.PlainFile(file.path(), file.attributes(), value(digests.get(content.path())),
                    file.linkGroup())
                : entry);
        }
        return digested;
    }

    private static LayerContent value(Future<LayerContent> digest) throws IOException {
        try {
            return digest.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while the layer was digested");
        } catch (ExecutionException unreadable) {
            throw unreadable.getCause() instanceof IOException io ? io : new IOException(unreadable.getCause());
        }
    }
}
