package org.rootbuild.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.rootbuild.verb.Stage;

/** What a program would find at a path of a root, told without mounting it: by looking through the layers. */
public final class StageFiles {
    private static final int MOST_LINKS = 40;
    private static final Path HOST = Path.of("/");

    private final List<Path> layers = new ArrayList<>();
    private final String chroot;

    /** @param chroot the folder of the stage that is the program's root; empty for the root itself */
    public StageFiles(Stage stage, Optional<String> chroot) {
        this.chroot = chroot.orElse("/").substring(1);
        if (stage instanceof Stage.Overlay overlay) {
            layers.add(overlay.changes().resolve(Stage.Overlay.UPPER));
            if (overlay.onHost()) {
                layers.add(overlay.changes().resolve(Stage.Overlay.HOST));
            }
            layers.addAll(overlay.lowers());
            if (overlay.onHost()) {
                layers.add(HOST);
            }
        } else {
            layers.add(((Stage.Folder) stage).folder());
        }
    }

    /** The file of the host that stands behind a path of the program's root, when its links are followed. */
    public Optional<Path> find(String path) throws IOException {
        Deque<String> names = new ArrayDeque<>(Arrays.asList(path.split("/")));
        String at = "";
        Optional<Path> found = look("");
        int links = 0;
        while (!names.isEmpty()) {
            String name = names.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            at = name.equals("..") ? at.substring(0, Math.max(0, at.lastIndexOf('/'))) : at + "/" + name;
            found = look(at);
            if (found.isEmpty()) {
                return found;
            } else if (Files.isSymbolicLink(found.get())) {
                String target = Files.readSymbolicLink(found.get()).toString();
                if (++links > MOST_LINKS) {
                    return Optional.empty();
                }
                List<String> parts = Arrays.asList(target.split("/"));
                for (int i = parts.size() - 1; i >= 0; i--) {
                    names.push(parts.get(i));
                }
                at = target.startsWith("/") ? "" : at.substring(0, at.lastIndexOf('/'));
            }
        }
        return found;
    }

    /** The highest layer wins; what is no folder on the way, such as a whiteout, hides all below it. */
    private Optional<Path> look(String path) throws IOException {
        String inTree = (chroot + path).replaceFirst("^/+", "");
        for (Path layer : layers) {
            Path at = layer;
            boolean there = true;
            for (String name : inTree.isEmpty() ? new String[0] : inTree.split("/")) {
                at = at.resolve(name);
                Optional<BasicFileAttributes> its = attributes(at);
                there = its.isPresent();
                if (!there) {
                    break;
                } else if (its.get().isOther()) {
                    return Optional.empty();
                }
            }
            if (there) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (java.nio.file.FileSystemException belowAFile) {
            return Optional.empty();
        }
    }
}
