package org.rootbuild.iso;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** A tree with its boot set-up, ready to be laid out. */
final class IsoPlan {
    private static final long MOST_BEFORE_LEVEL_3 = FolderRecords.MOST_EXTENT;
    /** Of the catalogue's file, when the tree has none: nobody writes to it. */
    private static final int CATALOGUE_MODE = 0444;

    private final IsoOptions options;
    private final BootSetup boot;
    private final Map<String, IsoNode> nodes = new HashMap<>();
    private final Map<Long, IsoNode> groups = new HashMap<>();
    private final Map<Integer, FileData> hidden = new TreeMap<>();
    private final Optional<FileData> catalogue;
    private final IsoNode root;
    private int lastSerial;
    private int withXattrs;

    private IsoPlan(FileTree tree, IsoOptions options, BootSetup boot) throws Failure {
        this.options = options;
        this.boot = boot;
        this.catalogue = boot.catalogue().map(one -> new FileData(one.path().orElse(""),
            Content.of(new byte[Blocks.BYTES])));
        Iterator<Entry> all = tree.entries().iterator();
        this.root = node(all.next());
        while (all.hasNext()) {
            add(all.next());
        }
        Optional<String> shown = boot.catalogue().flatMap(BootCatalogue::path);
        if (shown.isPresent() && !nodes.containsKey(shown.get())) {
            showCatalogue(shown.get());
        }
        for (int i = 0; i < boot.entries().size(); i++) {
            if (boot.entries().get(i).image() instanceof BootImage.Hidden image) {
                hidden.put(i, new FileData("the hidden boot image " + (i + 1), image.content()));
            }
        }
    }

    /** @throws Failure when a boot image is missing, or something is larger than the options allow */
    static IsoPlan of(FileTree tree, IsoOptions options, BootSetup boot) throws Failure {
        IsoPlan plan = new IsoPlan(tree, options, boot);
        plan.check();
        return plan;
    }

    private void add(Entry entry) throws Failure {
        IsoNode node = node(entry);
        IsoNode parent = nodes.get(TreePath.parent(entry.path()));
        if (parent == null || !parent.isFolder()) {
            throw new Failure(TreePath.shown(entry.path()) + " lies in no folder of the tree", "Add its folder.");
        }
        parent.children.add(node);
        parent.links += node.isFolder() ? 1 : 0;
        withXattrs += entry.attributes().xattrs().isEmpty() ? 0 : 1;
    }

    private IsoNode node(Entry entry) {
        IsoNode made;
        if (entry instanceof Entry.PlainFile file) {
            IsoNode first = file.linkGroup() == 0 ? null : groups.get(file.linkGroup());
            made = first == null ? new IsoNode(entry, Optional.of(data(file)), ++lastSerial)
                : new IsoNode(entry, first.data, first.serial);
            if (file.linkGroup() != 0) {
                linked(file.linkGroup(), made);
            }
        } else {
            made = new IsoNode(entry, Optional.empty(), ++lastSerial);
        }
        nodes.put(entry.path(), made);
        return made;
    }

    private void linked(long group, IsoNode node) {
        groups.putIfAbsent(group, node);
        groups.get(group).links = node == groups.get(group) ? 1 : groups.get(group).links + 1;
    }

    private FileData data(Entry.PlainFile file) {
        return catalogue.filter(one -> one.path.equals(file.path()))
            .orElseGet(() -> new FileData(file.path(), file.content()));
    }

    private void showCatalogue(String path) throws Failure {
        long time = root.entry.attributes().mtimeSeconds();
        String parent = TreePath.parent(path);
        if (!nodes.containsKey(parent)) {
            throw new Failure("the boot catalogue is to be at " + TreePath.shown(path) + ", and there is no folder "
                + TreePath.shown(parent), "Make the folder, or name another path.");
        }
        add(new Entry.PlainFile(path, Attributes.ofRoot(CATALOGUE_MODE, time), catalogue.orElseThrow().content));
    }

    private void check() throws Failure {
        for (IsoNode node : nodes.values()) {
            if (options.level() < 3 && node.sizeBytes() > MOST_BEFORE_LEVEL_3) {
                throw new Failure(TreePath.shown(node.entry.path()) + " has " + node.sizeBytes() + " bytes, and level "
                    + options.level() + " of ISO 9660 has no files of 4 GiB", "Take level 3.");
            }
            // Only the first name of a group was counted on; the others say the same.
            node.links = node.entry instanceof Entry.PlainFile file && file.linkGroup() != 0
                ? groups.get(file.linkGroup()).links : node.links;
        }
        for (int i = 0; i < boot.entries().size(); i++) {
            image(i);
        }
    }

    /** The bytes of a plain file of the tree. */
    FileData file(String path, String what) throws Failure {
        IsoNode node = nodes.get(path);
        if (node == null || node.data.isEmpty()) {
            throw new Failure(what + TreePath.shown(path) + (node == null ? " is not among the files of the ISO"
                : " is no plain file"), ("Put it there, or leave its boot entry out." + (node == null
                ? Suggestion.sentence(path, nodes.keySet()) : "")).trim());
        }
        return node.data.get();
    }

    IsoOptions options() {
        return options;
    }

    BootSetup boot() {
        return boot;
    }

    IsoNode root() {
        return root;
    }

    Optional<FileData> catalogue() {
        return catalogue;
    }

    /** The file or hidden range of that entry of the catalogue; empty when it is appended, which then is there. */
    Optional<FileData> image(int index) throws Failure {
        BootImage wanted = boot.entries().get(index).image();
        if (wanted instanceof BootImage.InTree image) {
            return Optional.of(file(image.path(), "the boot image "));
        } else if (wanted instanceof BootImage.Hidden) {
            return Optional.of(hidden.get(index));
        }
        int number = ((BootImage.Appended) wanted).number();
        if (boot.appended().stream().noneMatch(one -> one.number() == number)) {
            throw new Failure("a boot entry wants the appended image " + number + ", which is not there", "Append it.");
        }
        return Optional.empty();
    }

    /** How many entries have extended attributes, for which an ISO has no place. */
    int withXattrs() {
        return withXattrs;
    }

    /** What lies in the filesystem, each once, in the order in which it lies there. */
    List<FileData> data() {
        Set<FileData> all = new LinkedHashSet<>();
        catalogue.ifPresent(all::add);
        all.addAll(hidden.values());
        for (String path : options.order()) {
            Optional.ofNullable(nodes.get(path)).flatMap(node -> node.data).ifPresent(all::add);
        }
        inOrder(root, all);
        return new ArrayList<>(all);
    }

    private static void inOrder(IsoNode folder, Set<FileData> into) {
        for (IsoNode child : folder.children) {
            child.data.ifPresent(into::add);
            inOrder(child, into);
        }
    }
}
