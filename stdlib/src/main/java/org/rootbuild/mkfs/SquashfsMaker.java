package org.rootbuild.mkfs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.process.Command;
import org.rootbuild.process.Finished;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/**
 * Squashfs by {@code mksquashfs}, which reads the tree as a tar archive: owners, device nodes and extended attributes
 * need no privilege. Sockets and attributes outside {@code user.}, {@code trusted.} and {@code security.} are left out,
 * which is noted.
 *
 * <p>How big it becomes is only known when it was made. Asked for that, it is made in the scratch folder, and kept
 * there until the same tree is to be written.
 */
public final class SquashfsMaker implements FilesystemMaker, Closeable {
    static final String TOOL = "mksquashfs";
    private static final long LATEST = 0xffffffffL;
    private static final List<String> KEPT_XATTRS = List.of("user.", "trusted.", "security.");

    private final SquashfsOptions options;
    private final Surroundings with;
    private Optional<Made> made = Optional.empty();

    private record Made(FileTree tree, ScratchImage image) {
    }

    public SquashfsMaker(SquashfsOptions options, Surroundings with) {
        this.options = Objects.requireNonNull(options);
        this.with = Objects.requireNonNull(with);
    }

    @Override
    public String kind() {
        return "squashfs";
    }

    /** Reads all contents, unlike other kinds. */
    @Override
    public long neededBytes(FileTree tree) throws IOException, InterruptedException {
        return made(tree, Activity.SILENT).sizeBytes();
    }

    @Override
    public void make(FileTree tree, Volume into, Activity activity) throws IOException, InterruptedException {
        Losses.of(tree, Losses::isSocket).ifPresent(names ->
            activity.note("Sockets are left out of the squashfs: " + names + "."));
        Losses.of(tree, entry -> options.kept().xattrs() && hasOtherXattrs(entry)).ifPresent(names ->
            activity.note("A squashfs holds no access lists, so those of " + names + " are lost."));
        ScratchImage image = made(tree, activity);
        noteOwner(tree, image.file(), activity);
        image.copyTo(into, kind());
        close();
    }

    /** Removes what was kept. */
    @Override
    public void close() throws IOException {
        if (made.isPresent()) {
            made.get().image().close();
            made = Optional.empty();
        }
    }

    private ScratchImage made(FileTree tree, Activity activity) throws IOException, InterruptedException {
        if (made.isEmpty() || made.get().tree() != tree) {
            close();
            ScratchImage image = ScratchImage.fresh(with.scratch(), kind());
            try {
                new ToolRun(with, quietAboutSockets(activity)).feedTar(TOOL, arguments(tree, image), tree,
                    environment());
                new SquashfsCheck(tree).check(image.file());
            } catch (IOException | InterruptedException | RuntimeException failed) {
                Files.deleteIfExists(image.file());
                throw failed;
            }
            made = Optional.of(new Made(tree, image));
        }
        return made.get().image();
    }

    private List<String> arguments(FileTree tree, ScratchImage image) {
        List<String> words = new ArrayList<>(List.of("-", image.file().toString(), "-tar", "-noappend", "-quiet",
            "-no-progress", "-reproducible", "-comp", options.compression(), "-b",
            Integer.toString(options.blockBytes()), "-processors", Integer.toString(with.processors()),
            options.exportable() ? "-exports" : "-no-exports"));
        options.level().ifPresent(level -> words.addAll(List.of("-Xcompression-level", Integer.toString(level))));
        // The root's own line of the archive is passed over by the tool.
        Attributes root = root(tree);
        words.addAll(List.of("-root-mode", Integer.toOctalString(root.mode()), "-root-uid",
            Long.toString(root.owner()), "-root-gid", Long.toString(root.group()), "-root-time", time(root)));
        words.addAll(kept(options.kept()));
        return words;
    }

    private String time(Attributes root) {
        return Long.toString(options.kept().times() == SquashfsKept.Times.OF_MAKING ? options.epochSeconds()
            : Math.max(0, Math.min(LATEST, root.mtimeSeconds())));
    }

    private List<String> kept(SquashfsKept kept) {
        List<String> words = new ArrayList<>();
        String epoch = Long.toString(options.epochSeconds());
        if (!kept.xattrs()) {
            words.add("-no-xattrs");
        }
        if (!kept.fragments()) {
            words.add("-no-fragments");
        }
        if (kept.times() != SquashfsKept.Times.UP_TO_MAKING) {
            words.addAll(List.of("-mkfs-time", epoch));
        }
        if (kept.times() == SquashfsKept.Times.OF_MAKING) {
            words.addAll(List.of("-all-time", epoch));
        }
        if (!kept.filters().isEmpty()) {
            words.addAll(options.compression().equals("lz4") ? List.of("-Xhc")
                : List.of("-Xbcj", String.join(",", kept.filters())));
        }
        if (!kept.owners()) {
            words.add("-all-root");
        }
        return words;
    }

    /** The tool takes later times down to this one, and refuses options that say other times beside it. */
    private Map<String, String> environment() {
        return options.kept().times() == SquashfsKept.Times.UP_TO_MAKING
            ? Map.of("SOURCE_DATE_EPOCH", Long.toString(options.epochSeconds())) : Map.of();
    }

    private static Attributes root(FileTree tree) {
        return tree.get("").map(Entry::attributes).orElse(Attributes.ofRoot(Attributes.FOLDER_MODE, 0));
    }

    /** Versions before 4.6 give the root folder to whoever runs them. A name that is not there leaves it alone. */
    private void noteOwner(FileTree tree, Path image, Activity activity) throws IOException, InterruptedException {
        Optional<Path> reader = with.tools().lookUp("unsquashfs");
        if (reader.isEmpty()) {
            return;
        }
        String wanted = options.kept().owners() ? root(tree).owner() + "/" + root(tree).group() : "0/0";
        Finished listed = with.processes().run(Command.of(reader.get(), "-lln", image.toString(), "/no/such/name")
            .accepting(0, 1, 2), activity::log);
        if (listed.lastLines().stream().anyMatch(line -> line.startsWith("d") && !line.contains(" " + wanted + " "))) {
            activity.note("The mksquashfs of this host does not give the root folder to " + wanted + ".");
        }
    }

    private static boolean hasOtherXattrs(Entry entry) {
        return entry.attributes().xattrs().keySet().stream()
            .anyMatch(name -> KEPT_XATTRS.stream().noneMatch(name::startsWith));
    }

    /** They are named already. */
    private static Activity quietAboutSockets(Activity activity) {
        return new Activity() {
            @Override
            public void progress(String what, long doneBytes, long totalBytes) {
                activity.progress(what, doneBytes, totalBytes);
            }

            @Override
            public void note(String sentence) {
                activity.log(sentence);
            }

            @Override
            public void log(String line) {
                activity.log(line);
            }
        };
    }
}
