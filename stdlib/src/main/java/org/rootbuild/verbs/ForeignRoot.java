package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rootbuild.overlay.HostFolders;
import org.rootbuild.process.Command;
import org.rootbuild.sandbox.Job;
import org.rootbuild.sandbox.ProgramRunner;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Stage;

/**
 * A part of a root, laid out as a folder for a tool of this host that works on a root which is not its own. The tool
 * runs in the sandbox: it sees the host's programs and that folder, no network, and what it writes goes nowhere else.
 */
final class ForeignRoot {
    private static final String TARGET = "target";
    private static final int UMASK = 022;
    private static final int WHITEOUT = 0;

    private final PassContext context;
    private final EditableTree tree;
    private final Path lower;
    private final Path changes;

    ForeignRoot(PassContext context, EditableTree tree) throws IOException {
        this.context = context;
        this.tree = tree;
        Path folder = Files.createTempDirectory(context.scratch(), "foreign");
        this.lower = Files.createDirectory(folder.resolve("lower"));
        this.changes = Files.createDirectory(folder.resolve("changes"));
        for (Entry entry : new HostFolders(Path.of("/"), List.of(context.scratch().toRealPath()))
            .entries(context.epochSeconds())) {
            place(lower, entry);
        }
        Files.createDirectory(lower.resolve(TARGET));
    }

    /** The root, as the tool sees it. */
    static String path() {
        return "/" + TARGET;
    }

    /** Lays out what is needed of the root, with its folders; a folder comes before what it holds. */
    void add(Predicate<Entry> needed) throws IOException {
        try (Stream<Entry> entries = tree.entries()) {
            for (Entry entry : (Iterable<Entry>) entries.filter(needed)::iterator) {
                if (!entry.path().isEmpty()) {
                    place(lower.resolve(TARGET), entry);
                }
            }
        }
    }

    /** Puts bytes where the tool finds them, whatever the root has there. */
    void put(String path, byte[] bytes) throws IOException {
        Path file = lower.resolve(TARGET).resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** Puts an entry of the root there. */
    void put(Entry entry) throws IOException {
        place(lower.resolve(TARGET), entry);
    }

    private static void place(Path folder, Entry entry) throws IOException {
        Path target = folder.resolve(entry.path());
        Files.createDirectories(target.getParent());
        if (entry instanceof Entry.Folder) {
            Files.createDirectories(target);
        } else if (entry instanceof Entry.Symlink link) {
            Files.createSymbolicLink(target, Path.of(link.target()));
        } else if (entry instanceof Entry.PlainFile file) {
            Optional<Path> held = file.content().file();
            if (held.isEmpty() || !isLinked(target, held.get())) {
                try (var in = file.content().open()) {
                    Files.copy(in, target);
                }
            }
        }
    }

    /** The tool cannot write to it: the folder lies below an overlay. */
    private static boolean isLinked(Path target, Path held) throws IOException {
        try {
            Files.createLink(target, held);
            return true;
        } catch (FileSystemException | UnsupportedOperationException elsewhere) {
            return false;
        }
    }

    /** Runs the tool of the host; what it prints goes into the log. */
    void run(List<String> words) throws IOException, InterruptedException {
        context.activity().log("$ " + words.stream().map(Command::quoted).collect(Collectors.joining(" ")));
        ProgramRunner runner = context.equipment(ProgramRunner.class, Runners::on);
        Job job = new Job(words, new TreeMap<>(java.util.Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C",
            "TZ", "UTC", "HOME", "/")), "/", Optional.empty(), false, UMASK, Optional.empty(), OptionalLong.empty(),
            Optional.empty(), 1);
        runner.run(job, new Stage.Overlay(List.of(lower), changes, true), context.scratch(), context.activity()::log);
    }

    /** What the tool left of a file: empty where it made none. */
    Optional<byte[]> made(String path) throws IOException {
        Path file = upper().resolve(path);
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private Path upper() {
        return changes.resolve(Stage.Overlay.UPPER).resolve(TARGET);
    }

    /** Takes files, links and removals that the tool made into the root. */
    int take(Predicate<Entry> wanted) throws IOException {
        if (!Files.isDirectory(upper())) {
            return 0;
        }
        int taken = 0;
        for (Entry entry : new FolderTree(upper()).below("").filter(wanted).toList()) {
            Attributes attributes = Attributes.ofRoot(entry.attributes().mode(), context.epochSeconds());
            if (entry instanceof Entry.PlainFile file) {
                try (var in = file.content().open()) {
                    tree.write(entry.path(), attributes, in);
                }
            } else if (entry instanceof Entry.Symlink) {
                tree.put(entry.with(attributes));
            } else if (entry instanceof Entry.Device device && device.major() == WHITEOUT) {
                tree.remove(TreePath.shown(entry.path()));
            } else {
                continue;
            }
            taken++;
        }
        return taken;
    }
}
