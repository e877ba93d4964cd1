package org.rootbuild.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rootbuild.overlay.HostFolders;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Stage;

/**
 * A top-level folder of the host that lies under a root which began with the host.
 *
 * @param name   such as {@code usr}
 * @param layers the numbers of the stage's lowers that lie over it, highest first
 */
record HostFolder(String name, List<Integer> layers) {
    /** Others would need quoting in mount options. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._+-]+");

    HostFolder {
        layers = List.copyOf(layers);
    }

    /**
     * Those of this host under this stage; none if it does not lie on the host. The folders that are in its changes
     * already say which, and without any it is all that a root may have underneath. Where the tree has something else
     * in the place of a folder, or removed it, the host's does not show.
     */
    static List<HostFolder> under(Stage.Overlay stage, Path hostRoot) throws IOException {
        List<HostFolder> found = new ArrayList<>();
        if (!stage.onHost()) {
            return found;
        }
        Path changes = stage.changes().toRealPath();
        for (String name : names(changes.resolve(Stage.Overlay.HOST), hostRoot)) {
            Path host = hostRoot.resolve(name);
            if (PLAIN.matcher(name).matches() && Files.isDirectory(host, LinkOption.NOFOLLOW_LINKS)) {
                Optional<HostFolder> over = over(name, stage);
                if (over.isPresent()) {
                    requireElsewhere(changes, host);
                    found.add(over.get());
                }
            }
        }
        return found;
    }

    private static List<String> names(Path chosen, Path hostRoot) throws IOException {
        if (!Files.isDirectory(chosen)) {
            return new HostFolders(hostRoot, List.of()).names();
        }
        try (Stream<Path> folders = Files.list(chosen)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    private static Optional<HostFolder> over(String name, Stage.Overlay stage) throws IOException {
        List<Integer> layers = new ArrayList<>();
        Kind own = kind(stage.changes().resolve(Stage.Overlay.UPPER).resolve(name));
        boolean seen = own == Kind.FOLDER;
        if (own == Kind.OTHER) {
            return Optional.empty();
        }
        for (int i = 0; i < stage.lowers().size(); i++) {
            Kind kind = kind(stage.lowers().get(i).resolve(name));
            if (kind == Kind.FOLDER) {
                layers.add(i);
                seen = true;
            } else if (kind == Kind.OTHER) {
                // Removed or replaced here: what lies below does not show, and neither does the host.
                return Optional.empty();
            }
        }
        return seen ? Optional.of(new HostFolder(name, layers)) : Optional.empty();
    }

    private static void requireElsewhere(Path changes, Path host) throws Failure {
        if (changes.startsWith(host)) {
            throw new Failure("the store or the state folder is in " + host + " (" + changes + "), which a root that"
                + " begins with the host has underneath", "Move it to another place, such as a folder in /home or"
                + " /var: type 'export ROOTBUILD_STORE=FOLDER', or move the recipe's folder.");
        }
    }

    private enum Kind {
        NOTHING, FOLDER, OTHER
    }

    private static Kind kind(Path path) throws IOException {
        try {
            return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isDirectory()
                ? Kind.FOLDER : Kind.OTHER;
        } catch (NoSuchFileException nothing) {
            return Kind.NOTHING;
        }
    }
}
