package org.rootbuild.mkfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Volume;

/**
 * XFS by {@code mkfs.xfs -p}, which needs no privilege, but holds less than the filesystem could: files get the time of
 * the making, hard links become copies, and sockets and extended attributes are left out. All that is noted. Sticky
 * bits are set afterwards with {@code xfs_db}.
 */
public final class XfsMaker implements FilesystemMaker {
    static final String TOOL = "mkfs.xfs";
    private static final int STICKY = 01000;
    private static final int FOLDER_TYPE = 0040000;
    private static final int FILE_TYPE = 0100000;
    private static final int SYMLINK_TYPE = 0120000;
    /** mkfs.xfs refuses less (since xfsprogs 5.19). */
    private static final long SMALLEST_BYTES = 300L << 20;
    /** The journal and the trees of an empty filesystem. */
    private static final long EMPTY_BYTES = 96L << 20;
    private static final long BYTES_PER_ENTRY = 1024;
    private static final long SLACK_DIVISOR = 10;

    private final XfsOptions options;
    private final Surroundings with;

    public XfsMaker(XfsOptions options, Surroundings with) {
        this.options = Objects.requireNonNull(options);
        this.with = Objects.requireNonNull(with);
    }

    @Override
    public String kind() {
        return "xfs";
    }

    /** At least 300 MiB; not the least possible, but a size in which it is sure to fit. */
    @Override
    public long neededBytes(FileTree tree) throws Failure {
        XfsPrototype.check(tree);
        TreeSize size = TreeSize.of(tree, false);
        long content = size.dataBytes() + size.entries() * BYTES_PER_ENTRY;
        return Math.max(SMALLEST_BYTES, EMPTY_BYTES + content + content / SLACK_DIVISOR);
    }

    @Override
    public void make(FileTree tree, Volume into, Activity activity) throws IOException, InterruptedException {
        long neededBytes = neededBytes(tree);
        if (into.sizeBytes() < SMALLEST_BYTES || into.sizeBytes() < TreeSize.of(tree, false).dataBytes()) {
            throw TooBig.of(kind(), neededBytes, into.sizeBytes());
        }
        noteLosses(tree, activity);
        with.tools().find(TOOL);
        Path folder = Files.createTempDirectory(with.scratch(), kind());
        try (ScratchImage image = ScratchImage.empty(with.scratch(), kind(), into.sizeBytes())) {
            Path prototype = new XfsPrototype(tree, folder).write();
            new ToolRun(with, activity).run(TOOL, arguments(prototype, image), Map.of("SOURCE_DATE_EPOCH",
                Long.toString(options.epochSeconds()), "DETERMINISTIC_SEED", "1"));
            setSticky(tree, image, activity);
            image.copyTo(into, kind());
        } finally {
            with.processes().run(Command.of(with.tools().find("rm"), "-rf", "--", folder.toString()), activity::log);
        }
    }

    private static void noteLosses(FileTree tree, Activity activity) {
        activity.note("mkfs.xfs gives all files the time of the making.");
        Losses.of(tree, Losses::isSocket).ifPresent(names ->
            activity.note("Sockets are left out of the XFS: " + names + "."));
        Losses.of(tree, entry -> !entry.attributes().xattrs().isEmpty()).ifPresent(names ->
            activity.note("mkfs.xfs takes no extended attributes, so those of " + names + " are lost."));
        Losses.of(tree, entry -> entry instanceof Entry.PlainFile file && file.linkGroup() != 0).ifPresent(names ->
            activity.note("mkfs.xfs makes no hard links, so each of these is a file of its own: " + names + "."));
    }

    private List<String> arguments(Path prototype, ScratchImage image) {
        List<String> words = new ArrayList<>(List.of("-q", "-f", "-K", "-m", "uuid=" + options.uuid(), "-p",
            prototype.toString()));
        if (!options.label().isEmpty()) {
            words.addAll(List.of("-L", options.label()));
        }
        words.add(image.file().toString());
        return words;
    }

    /** Modes in a prototype have no place for this bit, which /tmp has everywhere. */
    private void setSticky(FileTree tree, ScratchImage image, Activity activity)
        throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-x"));
        try (Stream<Entry> entries = tree.entries()) {
            Iterator<Entry> sticky = entries.filter(one -> (one.attributes().mode() & STICKY) != 0).iterator();
            while (sticky.hasNext()) {
                Entry entry = sticky.next();
                if (!Losses.isSocket(entry) && type(entry) != 0) {
                    words.addAll(List.of("-c", "path " + TreePath.shown(entry.path()), "-c", "write -d core.mode 0"
                        + Integer.toOctalString(type(entry) | entry.attributes().mode())));
                }
            }
        }
        if (words.size() > 1) {
            words.add(image.file().toString());
            new ToolRun(with, activity).run("xfs_db", words, Map.of());
        }
    }

    /** 0 for devices and pipes, where the bit means nothing. */
    private static int type(Entry entry) {
        if (entry instanceof Entry.Folder) {
            return FOLDER_TYPE;
        } else if (entry instanceof Entry.Symlink) {
            return SYMLINK_TYPE;
        }
        return entry instanceof Entry.PlainFile ? FILE_TYPE : 0;
    }
}
