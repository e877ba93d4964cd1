package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Stage;

/** Lays the root of one pass out as folders that programs are run on, and reads back what they did to them. */
final class Stages {
    /** Where a sandbox mounts folders of its own. */
    private static final List<String> MOUNTED = List.of("dev", "proc", "run", "sys", "tmp");

    /** What all passes of a session share. */
    private final StageTools tools;
    private final List<String> layers;
    private final RootOptions root;
    private final String buildFolder;
    private final Set<String> mountPoints;
    private final long epochSeconds;

    /**
     * @param layers what lies below the pass, by fingerprint, lowest first
     * @param root   what the recipe says about the root
     */
    Stages(StageTools tools, List<String> layers, RootOptions root, long epochSeconds) {
        this.tools = tools;
        this.layers = List.copyOf(layers);
        this.root = root;
        this.buildFolder = TreePath.child(root.chroot(), PassContext.BUILD_FOLDER);
        this.mountPoints = MOUNTED.stream().map(name -> TreePath.child(root.chroot(), name))
            .collect(Collectors.toUnmodifiableSet());
        this.epochSeconds = epochSeconds;
    }

    /** Whether programs are run on a plain copy of the root, since nothing can keep them apart from the host. */
    boolean plain() {
        return root.beside();
    }

    /** Whether it is still to be told what that means. */
    boolean isToTell() {
        return root.beside() && tools.isToTell();
    }

    boolean isBuildFolder(String path) {
        return path.equals(buildFolder) || TreePath.isBelow(path, buildFolder);
    }

    /**
     * The finished step as a folder that the kernel can stack; empty where it changed nothing.
     *
     * @param tree with what the step changed in it
     */
    Optional<Path> lower(Checkpoint checkpoint, TreeIndex tree) throws IOException {
        if (checkpoint.staged()) {
            return Optional.of(checkpoint.upper());
        }
        if (checkpoint.manifest().changes().isEmpty()) {
            return Optional.empty();
        }
        if (lacksView(checkpoint)) {
            tools.makeStackable(checkpoint, tree);
        }
        return Optional.of(checkpoint.view());
    }

    /** Whether the finished step is yet to be laid out as such a folder. */
    boolean lacksView(Checkpoint checkpoint) {
        return !checkpoint.staged() && !checkpoint.manifest().changes().isEmpty()
            && !Files.exists(checkpoint.stackable());
    }

    /**
     * @param own     what the pass did so far, highest first
     * @param changes for what programs change; made where it is not there
     * @param tree    the root before the pass, or later
     */
    Stage overlay(List<Path> own, Path changes, TreeIndex tree) throws IOException {
        tools.makeChanges(changes, tree, root.onHost());
        List<Path> lowers = new ArrayList<>(own);
        lowers.addAll(tools.views(layers));
        return new Stage.Overlay(lowers, changes, root.onHost());
    }

    /**
     * As {@link #overlay(List, Path, TreeIndex)}, where the tree need not know of what the pass did.
     *
     * @param uppers those of {@code own} that programs left, highest first
     */
    Stage overlay(List<Path> own, List<Path> uppers, Path changes, TreeIndex tree) throws IOException {
        boolean fresh = !Files.isDirectory(changes);
        Stage stage = overlay(own, changes, tree);
        if (fresh && !uppers.isEmpty()) {
            tools.likeRoot(changes, uppers.get(0));
        }
        return stage;
    }

    /** Moves what programs changed to where it is kept. */
    void keep(Path changes, Path upper) throws IOException {
        tools.normalise(changes);
        Path made = changes.resolve(Stage.Overlay.UPPER);
        if (Files.isDirectory(made)) {
            Files.move(made, upper);
        } else {
            Files.createDirectory(upper);
        }
    }

    List<Change> read(Path upper, FileTree below, Predicate<String> leftOut) throws IOException {
        return tools.read(upper, below, leftOut, mountPoints, root.onHost());
    }

    /** What the finished step, or a person, changed. */
    List<Change> changes(Checkpoint checkpoint, FileTree below) throws IOException {
        return checkpoint.staged() ? read(checkpoint.upper(), below, path -> false) : checkpoint.manifest().changes();
    }

    /** What lies in a folder for changes that is still being filled, or was left half-way. */
    List<Change> changes(Path changes, FileTree below) throws IOException {
        List<Change> found = new ArrayList<>();
        Path upper = changes.resolve(Stage.Overlay.UPPER);
        if (Files.isDirectory(upper)) {
            found.addAll(read(upper, below, path -> false));
        }
        for (Path host : overHost(changes)) {
            String name = host.getFileName().toString();
            tools.readOverHost(host, new PartOfTree(below, name), name).stream()
                .map(change -> PartOfTree.under(name, change)).forEach(found::add);
        }
        return found;
    }

    /** What was changed in folders that the host has too, each under its name, without those in which nothing was. */
    static List<Path> overHost(Path changes) throws IOException {
        Path host = changes.resolve(Stage.Overlay.HOST);
        List<Path> filled = new ArrayList<>();
        if (Files.isDirectory(host)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(host, Files::isDirectory)) {
                for (Path one : all) {
                    if (!isEmpty(one)) {
                        filled.add(one);
                    }
                }
            }
        }
        filled.sort(null);
        return filled;
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            return !all.iterator().hasNext();
        }
    }

    void syncLater(Checkpoint checkpoint) {
        tools.syncLater(checkpoint);
    }

    /**
     * Makes what programs left fit for a layer: the clock of this machine leaves no trace, and contents are digested.
     */
    void settle(TreeIndex index, Collection<String> paths) throws IOException {
        List<Entry> changed = new ArrayList<>();
        for (String path : paths) {
            index.get(path).ifPresent(entry -> changed.add(
                entry.attributes().mtimeSeconds() > epochSeconds
                    ? entry.with(entry.attributes().withMtime(epochSeconds)) : entry));
        }
        for (Entry entry : tools.digested(changed)) {
            index.restore(entry.path(), Optional.of(entry));
        }
    }
}
