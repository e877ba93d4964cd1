package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Deletion;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.Stage;

/** The folder that takes what the programs of one step change, shaped as {@link Stage.Overlay} says. */
public final class ChangesFolder {
    private final Posix posix;
    private final Powers powers;

    public ChangesFolder(Posix posix, Powers powers) {
        this.posix = posix;
        this.powers = powers;
    }

    /**
     * Makes it. The kernel shows a root folder with the attributes of the upper one, so that gets those of the root.
     *
     * @param changes   does not exist yet
     * @param below     the tree as the programs will find it
     * @param hostNames the host's top-level folders that lie underneath; none where the root is not on the host
     */
    public void make(Path changes, FileTree below, Collection<String> hostNames) throws IOException {
        Files.createDirectories(changes);
        Files.createDirectory(changes.resolve(Stage.Overlay.WORK));
        Path host = Files.createDirectory(changes.resolve(Stage.Overlay.HOST));
        for (String name : hostNames) {
            if (below.get(name).orElse(null) instanceof Entry.Folder folder) {
                become(Files.createDirectory(host.resolve(name)), folder);
            }
        }
        become(Files.createDirectory(changes.resolve(Stage.Overlay.UPPER)), below.get("").orElseThrow());
    }

    private void become(Path folder, Entry entry) throws IOException {
        new ViewInode(posix, powers).become(folder, entry, List.of());
    }

    /**
     * Makes one tree of what programs changed: what was changed over the host's folder {@code usr} is moved to {@code
     * usr} in the upper folder, and a folder in which nothing was changed is dropped. What the kernel kept for its own
     * work goes too. Doing it again does nothing.
     *
     * @throws Failure where something is in the way that no program can have put there
     */
    public void normalise(Path changes) throws IOException {
        Path host = changes.resolve(Stage.Overlay.HOST);
        for (Path one : listed(host)) {
            if (listed(one).isEmpty()) {
                Files.delete(one);
            } else {
                moveUp(one, changes.resolve(Stage.Overlay.UPPER).resolve(one.getFileName()));
            }
        }
        Files.deleteIfExists(host);
        Deletion.delete(changes.resolve(Stage.Overlay.WORK));
    }

    private static void moveUp(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS) || !listed(to).isEmpty()) {
                throw new Failure("what the step changed is in " + from + " and in " + to + ", which cannot both be",
                    "Retry the step; if it happens again, report it as a mistake in rootbuild.");
            }
            Files.delete(to);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Path> listed(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                all.forEach(found::add);
            }
        }
        return found;
    }
}
