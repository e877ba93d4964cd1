package org.rootbuild.ext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * A tree gone through once without a content being opened: every inode with its number, every folder with its names.
 * Names of 100,000s of entries are kept packed.
 */
final class Inventory {
    static final int LOST_AND_FOUND = 11;
    static final String LOST_AND_FOUND_NAME = "lost+found";
    private static final byte[] NO_NAME = {};
    private static final int LOST_AND_FOUND_MODE = 0700;

    private final ExtOptions options;
    private final Problems problems = new Problems();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> folders = new HashMap<>();
    private final Map<Long, Node> linked = new HashMap<>();
    private final Map<List<Xattr>, Integer> xattrBlocks = new HashMap<>();
    /** Of what is no folder; nothing is ever added. */
    private final Names noNames = new Names();
    private Node lostAndFound;
    private long solidBytes;
    private int next = LOST_AND_FOUND + 1;

    private Inventory(ExtOptions options) {
        this.options = options;
    }

    /** @throws org.rootbuild.problem.Failure when the tree holds what no ext can hold with these options */
    static Inventory of(FileTree tree, ExtOptions options) throws IOException, InterruptedException {
        Inventory made = new Inventory(options);
        try (Stream<Entry> entries = tree.entries()) {
            Iterator<Entry> each = entries.iterator();
            while (each.hasNext()) {
                made.add(each.next());
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (UncheckedIOException trouble) {
            throw trouble.getCause();
        }
        made.addLostAndFound();
        made.problems.report(options.revision().word());
        made.linked.clear();
        return made;
    }

    private void add(Entry entry) throws IOException {
        if (entry.path().isEmpty()) {
            register(entry, Inode.ROOT, Inode.ROOT);
            return;
        }
        Node parent = folders.get(TreePath.parent(entry.path()));
        byte[] name = ExtText.nameBytes(TreePath.name(entry.path())).orElse(NO_NAME);
        if (parent == null || name.length > TreePath.NAME_LIMIT_BYTES || name.length == 0) {
            problems.add(entry.path().replace("\0", "\\0"), parent == null ? "is in no folder" : name.length == 0
                ? "has a name that no folder can hold" : "has a name of " + name.length + " bytes");
            return;
        }
        long group = entry instanceof Entry.PlainFile file ? file.linkGroup() : 0;
        Node node = group == 0 ? null : linked.get(group);
        if (node == null) {
            boolean lost = entry.path().equals(LOST_AND_FOUND_NAME);
            if (lost && !(entry instanceof Entry.Folder)) {
                problems.add(entry.path(), "must be a folder, since e2fsck puts what it finds into it");
                return;
            }
            node = register(entry, lost ? LOST_AND_FOUND : next++, parent.number);
            if (group != 0) {
                linked.put(group, node);
            }
        } else {
            node.addLink();
        }
        parent.names.add(node.number, node.type(), name);
    }

    private void addLostAndFound() throws IOException {
        if (lostAndFound == null && !nodes.isEmpty()) {
            Node root = nodes.get(0);
            lostAndFound = register(new Entry.Folder(LOST_AND_FOUND_NAME,
                Attributes.ofRoot(LOST_AND_FOUND_MODE, options.epochSeconds())), LOST_AND_FOUND, Inode.ROOT);
            root.names.add(LOST_AND_FOUND, DirectoryBlock.FOLDER,
                LOST_AND_FOUND_NAME.getBytes(StandardCharsets.UTF_8));
        }
        nodes.remove(lostAndFound);
        nodes.add(1, lostAndFound);
    }

    private Node register(Entry entry, int number, int parent) throws IOException {
        Attributes attributes = entry.attributes();
        if (!Inode.holdsTime(options.inodeSize(), attributes.mtimeSeconds())) {
            problems.add(entry.path(), "was changed at " + attributes.mtimeSeconds()
                + " seconds after 1970, which an inode of " + options.inodeSize() + " bytes cannot hold");
        }
        if (entry instanceof Entry.Symlink link && ExtText.bytes(link.target()).isEmpty()) {
            problems.add(entry.path(), "is a link whose target holds a NUL or half of a character");
        }
        XattrPlan xattrs = XattrPlan.of(entry, options, problems);
        boolean folder = entry instanceof Entry.Folder;
        Node node = new Node(entry, number, parent, folder ? new Names() : noNames, xattrs.inside(),
            xattrs.outside());
        nodes.add(node);
        if (entry instanceof Entry.PlainFile file && !DataRanges.mayHaveHoles(file.content())) {
            solidBytes += file.content().sizeBytes();
        }
        if (folder) {
            folders.put(entry.path(), node);
        }
        if (number == LOST_AND_FOUND) {
            lostAndFound = node;
        }
        if (!node.outside.isEmpty()) {
            xattrBlocks.merge(node.outside, 1, Integer::sum);
        }
        return node;
    }

    /** The root, lost+found, then all others in the order of their numbers. */
    List<Node> nodes() {
        return nodes;
    }

    /** Of inodes, with those that ext keeps for itself. */
    long inodes() {
        return next - 1L;
    }

    /** Bytes of the contents that are counted without a look for holes. */
    long solidBytes() {
        return solidBytes;
    }

    /** How many inodes have exactly these extended attributes in a block. */
    Map<List<Xattr>, Integer> xattrBlocks() {
        return xattrBlocks;
    }
}
