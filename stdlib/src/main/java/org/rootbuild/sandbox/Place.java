package org.rootbuild.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.rootbuild.verb.Stage;

/**
 * The scratch folder of one run, with what {@code enter.sh} works on. Its names are short and plain whatever the real
 * paths are, since the kernel takes at most 4096 bytes of mount options and reads commas and colons in them:
 * <ul>
 * <li>{@code 0 1 2 …} links to the layers, highest first; {@code changes} a link to the stage's changes</li>
 * <li>{@code skeleton} the lowest layer of all: the folders that must be there to mount on, so that none of them is
 *     made in the changes and becomes part of a layer</li>
 * <li>{@code tree} and {@code top} where the tree and the program's root are put together</li>
 * <li>{@code dev run tmp} what the program sees under these names; on disk, so that much in {@code /tmp} takes no
 *     memory</li>
 * <li>{@code resolver} the host's {@code resolv.conf}</li>
 * </ul>
 */
final class Place implements AutoCloseable {
    /** What is mounted on in every root. */
    static final List<String> POINTS = List.of("proc", "sys", "dev", "run", "tmp");
    /** The nodes of the host that a program finds in its {@code /dev}. */
    static final List<String> NODES = List.of("null", "zero", "full", "random", "urandom", "tty");

    private static final String BUILD = "build";
    private static final Path RESOLVER = Path.of("/etc/resolv.conf");

    private final Path folder;
    private final Stage.Overlay stage;
    private final String chroot;
    private final Path work;

    private Place(Path folder, Stage.Overlay stage, String chroot, Path work) {
        this.folder = folder;
        this.stage = stage;
        this.chroot = chroot;
        this.work = work;
    }

    /** Makes the folder in {@code scratch} and what is in it, except the tables of mounts. */
    static Place make(Path scratch, Stage.Overlay stage, Job job, List<String> hostFolders) throws IOException {
        Files.createDirectories(scratch);
        Path folder = Files.createTempDirectory(scratch.toRealPath(), "run");
        Path works = Files.createDirectories(stage.changes().resolve(Stage.Overlay.WORK));
        Path work = Files.createTempDirectory(works, "run");
        Place place = new Place(folder, stage, job.chroot().orElse("/").substring(1), work);
        try {
            place.prepare(job.network(), hostFolders);
            return place;
        } catch (IOException notPrepared) {
            place.close();
            throw notPrepared;
        }
    }

    Path folder() {
        return folder;
    }

    /** The folder of the tree that becomes the program's root, relative to the tree; empty for all of it. */
    String chroot() {
        return chroot;
    }

    /** The name in {@code changes/work} that this run's work folders have. */
    String workName() {
        return work.getFileName().toString();
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** The text of a file that {@code enter.sh} left, without blanks around it; empty if it left none. */
    Optional<String> said(String name) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(name)).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
    }

    /** Takes back what was made in the changes for this run only, and removes the folder. */
    @Override
    public void close() throws IOException {
        Optional<String> made = said("made");
        if (made.isPresent()) {
            for (String point : made.get().split("\n")) {
                Files.deleteIfExists(stage.changes().resolve(Stage.Overlay.UPPER).resolve(chroot).resolve(point));
            }
        }
        remove(work);
        remove(folder);
    }

    private void prepare(boolean network, List<String> hostFolders) throws IOException {
        for (int i = 0; i < stage.lowers().size(); i++) {
            Files.createSymbolicLink(folder.resolve(Integer.toString(i)), stage.lowers().get(i).toAbsolutePath());
        }
        Files.createSymbolicLink(folder.resolve("changes"), stage.changes().toAbsolutePath());
        Files.createDirectories(stage.changes().resolve(Stage.Overlay.UPPER));
        Files.createDirectory(work.resolve(Stage.Overlay.UPPER));
        for (String name : hostFolders) {
            Files.createDirectories(stage.changes().resolve(Stage.Overlay.HOST).resolve(name));
            Files.createDirectories(work.resolve(Stage.Overlay.HOST).resolve(name));
        }
        for (String name : List.of("tree", "top", "run")) {
            folder(folder.resolve(name), "rwxr-xr-x");
        }
        folder(folder.resolve("tmp"), "rwxrwxrwx");
        // Java has no name for the sticky bit, but the attribute of the whole mode has.
        Files.setAttribute(folder.resolve("tmp"), "unix:mode", 01777);
        prepareSkeleton(network);
        prepareDevices();
        if (network && Files.isReadable(RESOLVER)) {
            Files.write(folder.resolve("resolver"), Files.readAllBytes(RESOLVER));
        }
    }

    private void prepareSkeleton(boolean network) throws IOException {
        Path at = folder(folder.resolve("skeleton"), "rwxr-xr-x");
        if (!chroot.isEmpty()) {
            for (String name : chroot.split("/")) {
                at = folder(at.resolve(name), "rwxr-xr-x");
            }
        }
        for (String point : POINTS) {
            folder(at.resolve(point), "rwxr-xr-x");
        }
        folder(at.resolve(BUILD), "rwxr-xr-x");
        if (network) {
            Files.createFile(folder(at.resolve("etc"), "rwxr-xr-x").resolve("resolv.conf"));
        }
    }

    private void prepareDevices() throws IOException {
        Path dev = folder(folder.resolve("dev"), "rwxr-xr-x");
        for (String node : NODES) {
            Files.createFile(dev.resolve(node));
        }
        folder(dev.resolve("pts"), "rwxr-xr-x");
        folder(dev.resolve("shm"), "rwxr-xr-x");
        Files.createSymbolicLink(dev.resolve("ptmx"), Path.of("pts/ptmx"));
        Files.createSymbolicLink(dev.resolve("fd"), Path.of("/proc/self/fd"));
        for (int i = 0; i < 3; i++) {
            Files.createSymbolicLink(dev.resolve(List.of("stdin", "stdout", "stderr").get(i)),
                Path.of("/proc/self/fd/" + i));
        }
    }

    /** With exactly these permissions, whatever this process's umask. */
    private static Path folder(Path path, String permissions) throws IOException {
        Files.createDirectory(path);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void remove(Path top) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException notListed) throws IOException {
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
