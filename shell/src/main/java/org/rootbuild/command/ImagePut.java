package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.tree.TreePath;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image put}. */
final class ImagePut implements ImagePart {
    private static final String MODE = "--mode";
    private static final String OWNER = "--owner";

    @Override
    public String word() {
        return "put";
    }

    @Override
    public String summary() {
        return "Puts a file, or what a folder holds, into a partition.";
    }

    @Override
    public String synopsis() {
        return "IMAGE PARTITION FILE PATH [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.imageAndPartition(spec);
        ImageBench.argument(spec, 2, "FILE", Path.class, "A file or a folder of this host.");
        ImageBench.argument(spec, 3, "PATH", String.class, "Where it goes; into the folder if it ends with a slash. What"
            + " stands there is replaced and keeps its mode and owner.");
        spec.addOption(Choice.text(MODE, "MODE", "Permission bits of plain files, such as 0755."));
        spec.addOption(Choice.text(OWNER, "UID:GID", "Owner of what is new, by number; 0:0 where it is not given."));
        ImageBench.examples(spec, "rootbuild image put disk.img 1 grub.cfg /boot/grub/",
            "rootbuild image put disk.qcow2 root overlay/ /");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        Manner manner = new Manner(mode(given), owner(given));
        try (ImageBench bench = new ImageBench(given, caller)) {
            Path file = bench.path(given, 2);
            if (!Files.exists(file)) {
                throw new Failure("there is no " + caller.shown(file), "Check the path.");
            }
            bench.change(bench.path(given, 0), given.argument(1).orElseThrow(), tree -> {
                if (Files.isDirectory(file)) {
                    manner.putFolder(tree, new FolderTree(file), place(tree, given));
                } else {
                    manner.putFile(tree, file, place(tree, given));
                }
            });
            return ExitStatus.DONE;
        }
    }

    private static Optional<Integer> mode(Given given) throws UsageError {
        Optional<String> text = given.value(MODE);
        if (text.isPresent() && !text.get().matches("[0-7]{3,5}")) {
            throw new UsageError(MODE + ": '" + text.get() + "' is no mode", "Write it in octal digits, like 0755.");
        }
        return text.map(digits -> Integer.parseInt(digits, 8) & 07777);
    }

    private static long[] owner(Given given) throws UsageError {
        String text = given.value(OWNER).orElse("0:0");
        if (!text.matches("\\d{1,9}:\\d{1,9}")) {
            throw new UsageError(OWNER + ": '" + text + "' is no owner", "Write two numbers, like 1000:1000.");
        }
        int colon = text.indexOf(':');
        return new long[] {Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1))};
    }

    /** A folder that is there, or is said to be by a slash, gets the file under its own name. */
    private static String place(FileTree tree, Given given) throws IOException {
        String typed = given.argument(3).orElseThrow();
        String path = tree.follow(TreePath.of(typed));
        String name = String.valueOf(Path.of(given.argument(2).orElseThrow()).normalize().getFileName());
        boolean isFolder = typed.endsWith("/") || tree.get(path).filter(one -> one instanceof Entry.Folder).isPresent();
        boolean intoFolder = isFolder && !Files.isDirectory(Path.of(given.argument(2).orElseThrow()));
        return intoFolder ? TreePath.child(path, name) : path;
    }

    /** How things are put: the mode of plain files, and the owner of all that is new. */
    private record Manner(Optional<Integer> mode, long[] owner) {
        void putFile(Filesystem.Edit tree, Path file, String path) throws IOException {
            Path parent = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
            String name = String.valueOf(file.getFileName());
            Entry entry = new FolderTree(parent).get(name).orElseThrow(() ->
                new Failure("there is no " + file, "Check the path."));
            if (entry instanceof Entry.Symlink) {
                entry = new FolderTree(file.toRealPath().getParent()).get(file.toRealPath().getFileName().toString())
                    .orElseThrow();
            }
            if (!(entry instanceof Entry.PlainFile plain)) {
                throw new Failure(file + " is neither a plain file nor a folder", "Put files or folders.");
            }
            put(tree, plain, path);
        }

        void putFolder(Filesystem.Edit tree, FileTree folder, String path) throws IOException {
            Iterator<Entry> entries = folder.below("").iterator();
            while (entries.hasNext()) {
                Entry entry = entries.next();
                put(tree, entry, TreePath.child(path, entry.path()));
            }
        }

        private void put(Filesystem.Edit tree, Entry entry, String path) throws IOException {
            Optional<Entry> old = tree.get(path);
            boolean sameKind = old.filter(one -> one.letter() == entry.letter()).isPresent();
            if (sameKind && entry instanceof Entry.Folder) {
                return;
            }
            Attributes of = sameKind ? old.get().attributes().withMtime(entry.attributes().mtimeSeconds())
                : entry.attributes().withOwner(owner[0], owner[1]);
            if (entry instanceof Entry.PlainFile file) {
                Attributes moded = mode.isPresent() ? of.withMode(mode.get()) : of;
                tree.write(path, moded, file.content());
            } else {
                tree.put(entry.at(path).with(of));
            }
        }
    }
}
