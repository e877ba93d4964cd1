package org.rootbuild.mkfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * The prototype file that {@code mkfs.xfs -p} makes files from (mkfs.xfs(8)): words between blanks, a line for each
 * name, {@code $} behind the last name of a folder. No word can hold a blank or begin with a colon.
 */
final class XfsPrototype {
    private final FileTree tree;
    private final Path folder;
    private long files;

    /** @param folder an empty one, for what is not in a file of the host */
    XfsPrototype(FileTree tree, Path folder) {
        this.tree = tree;
        this.folder = folder;
    }

    /** @throws Failure with all names and targets that no prototype can hold */
    static void check(FileTree tree) throws Failure {
        Optional<String> lost = Losses.of(tree, entry -> !isWord(TreePath.name(entry.path()))
            && !entry.path().isEmpty() || entry instanceof Entry.Symlink link && !isWord(link.target()));
        if (lost.isPresent()) {
            throw new Failure("mkfs.xfs makes no names or link targets with blanks, or that begin with a colon: "
                + lost.get(), "Rename them, leave them out, or use another filesystem.");
        }
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && !text.startsWith(":") && !text.equals("$")
            && text.chars().noneMatch(c -> c == ' ' || c == '\t' || c == '\n');
    }

    /** Where it was written to. */
    Path write() throws IOException {
        Path file = folder.resolve("prototype");
        try (Writer out = Files.newBufferedWriter(file)) {
            // The first two lines are the boot block of another time, and sizes that -d says.
            out.write("/dev/null\n0 0\n" + mode(tree.get("").orElseThrow(), 'd') + "\n");
            writeChildren("", out);
            out.write("$\n");
        }
        return file;
    }

    private void writeChildren(String path, Writer out) throws IOException {
        List<Entry> children = tree.children(path);
        for (Entry child : children) {
            if (Losses.isSocket(child)) {
                continue;
            }
            out.write(TreePath.name(child.path()) + " " + line(child) + "\n");
            if (child instanceof Entry.Folder) {
                writeChildren(child.path(), out);
                out.write("$\n");
            }
        }
    }

    private String line(Entry entry) throws IOException {
        if (entry instanceof Entry.PlainFile file) {
            return mode(file, '-') + " " + hostFile(file.content());
        } else if (entry instanceof Entry.Symlink link) {
            return mode(link, 'l') + " " + link.target();
        } else if (entry instanceof Entry.Device device) {
            return mode(device, device.block() ? 'b' : 'c') + " " + device.major() + " " + device.minor();
        }
        return mode(entry, entry instanceof Entry.Folder ? 'd' : 'p');
    }

    private static String mode(Entry entry, char type) {
        int mode = entry.attributes().mode();
        return type + ((mode & 04000) != 0 ? "u" : "-") + ((mode & 02000) != 0 ? "g" : "-")
            + String.format(Locale.ROOT, "%03o", mode & 0777) + " " + entry.attributes().owner() + " "
            + entry.attributes().group();
    }

    /** A path without blanks: a link to the file, or a copy where the bytes are in no file. */
    private Path hostFile(Content content) throws IOException {
        Path name = folder.resolve(Long.toString(files++));
        if (content.file().isPresent()) {
            return Files.createSymbolicLink(name, content.file().get().toAbsolutePath());
        }
        try (InputStream in = content.open()) {
            Files.copy(in, name);
        }
        return name;
    }
}
