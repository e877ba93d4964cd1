package org.rootbuild.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Stage;

/**
 * A top-level folder of the host that lies under a root which began with the host.
 *
 * @param name   such as {@code usr}
 * @param layers the numbers of the stage's lowers that lie over it, highest first
 */
record HostFolder(String name, List<Integer> layers) {
    /** What of the host is nobody's toolchain: the kernel's, the host's state, and what belongs to its users. */
    private static final Set<String> LEFT_OUT = Set.of("home", "root", "tmp", "proc", "sys", "dev", "run", "mnt",
        "media", "srv", "boot", "lost+found", "var");
    /** Others would need quoting in mount options. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._+-]+");

    HostFolder {
        layers = List.copyOf(layers);
    }

    /** Those of this host under this stage: none if it does not lie on the host, or its tree has something else there. */
    static List<HostFolder> under(Stage.Overlay stage, Path hostRoot) throws IOException {
        List<HostFolder> found = new ArrayList<>();
        if (!stage.onHost()) {
            return found;
        }
        Path changes = stage.changes().toRealPath();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(hostRoot)) {
            for (Path host : names) {
                String name = host.getFileName().toString();
                if (PLAIN.matcher(name).matches() && !LEFT_OUT.contains(name)
                    && Files.isDirectory(host, LinkOption.NOFOLLOW_LINKS)) {
                    Optional<HostFolder> over = over(name, stage);
                    if (over.isPresent()) {
                        requireElsewhere(changes, host);
                        found.add(over.get());
                    }
                }
            }
        }
        return found;
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
