package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RootRef;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code copy}: files and folders from the same root, another root, a source or an artifact. */
public final class Copy implements Verb.OnPass {
    private static final String FROM = "from";
    private static final String PATH = "path";
    private static final String TO = "to";

    @Doc(value = "Copies a file or a whole folder inside the root; into the folder, where 'to' is one or ends with a"
        + " slash."
        + " The path may be a pattern.", examples = "copy '/etc/skel', '/root'")
    public static void copy(PassSpec self, String path, String to) {
        self.step(Copy.class, Fields.builder().text(PATH, PathCheck.checked(self, path))
            .text(TO, PathCheck.checked(self, to)).build());
    }

    @Doc(value = "Copies a file or folder that lies beside the recipe, or a file that was fetched. The contents of a"
        + " folder go"
        + " into 'to'. Owners become 0:0 and times the recipe's epoch, so that the host leaves no trace.",
        examples = "copy local('files/rootfs'), '/'")
    public static void copy(PassSpec self, SourceRef source, String to) {
        copy(self, Map.of(), source, to);
    }

    @Doc(value = "Copies a file or folder that lies beside the recipe, with another mode or owner for plain files.",
        examples = "copy local('files/rc'), '/etc/rc', mode: 0755")
    public static void copy(PassSpec self,
        @Option(name = "mode", type = Integer.class, about = "permission bits of plain files; as on the host where"
            + " not given")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 where it is not given")
        Map<String, Object> options, SourceRef source, String to) {
        Fields.Builder fields = Fields.builder().put(FROM, source.value()).text(TO, PathCheck.checked(self, to));
        FileOptions.record(self, Options.of(options), fields);
        self.step(Copy.class, fields.build());
    }

    @Doc(value = "Copies from another root, as its last pass left it. The path may be a pattern.",
        examples = "copy root('kernel'), '/lib/modules', '/lib/'")
    public static void copy(PassSpec self, RootRef root, String path, String to) {
        PathCheck.check(self, path);
        self.step(Copy.class, Fields.builder().put(FROM, root.value()).text(PATH, path)
            .text(TO, PathCheck.checked(self, to)).build());
    }

    @Doc(value = "Copies an artifact into the root, mode 0644 and owner 0:0.",
        examples = "copy artifact('initramfs.cpio.gz'), '/boot/initramfs'")
    public static void copy(PassSpec self, ArtifactRef artifact, String to) {
        self.step(Copy.class, Fields.builder().put(FROM, artifact.value()).text(TO, PathCheck.checked(self, to))
            .build());
    }

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        if (fields.find(FROM).isEmpty()) {
            fromTree(fields, tree, tree);
        } else if (fields.ref(FROM).kind() == Value.RefKind.ROOT) {
            fromTree(fields, context.root(fields.ref(FROM)), tree);
        } else if (fields.ref(FROM).kind() == Value.RefKind.ARTIFACT) {
            fromHost(context, tree, context.artifact(fields.ref(FROM)), fields.ref(FROM).name());
        } else {
            Path path = context.source(fields.ref(FROM));
            String name = fields.ref(FROM).name();
            fromHost(context, tree, path, name.substring(name.lastIndexOf(':') + 1));
        }
    }

    private static void fromTree(Fields fields, FileTree from, EditableTree tree) throws IOException {
        String to = fields.text(TO);
        List<Entry> found = Matches.of(from, List.of(fields.text(PATH)));
        boolean into = to.endsWith("/") || found.size() > 1 || isFolder(tree, to);
        for (Entry entry : found) {
            String target = into ? TreePath.child(TreePath.of(to), TreePath.name(entry.path())) : TreePath.of(to);
            if (TreePath.isBelow(target, entry.path()) && from == tree) {
                throw new Failure(TreePath.shown(entry.path()) + " cannot be copied into itself", "Choose another"
                    + " place.");
            }
            List<Entry> below = from.below(entry.path()).toList();
            place(tree, entry.at(target));
            for (Entry one : below) {
                place(tree, one.at(target + one.path().substring(entry.path().length())));
            }
        }
    }

    private static boolean isFolder(FileTree tree, String path) throws IOException {
        return tree.get(tree.follow(TreePath.of(path))).filter(Entry.Folder.class::isInstance).isPresent();
    }

    /** Hard links become files of their own: the group's other names may not be among what is copied. */
    private static void place(EditableTree tree, Entry entry) throws IOException {
        if (entry instanceof Entry.PlainFile file) {
            tree.write(file.path(), file.attributes(), file.content());
        } else if (!entry.path().isEmpty()) {
            tree.put(entry);
        }
    }

    private static void fromHost(PassContext context, EditableTree tree, Path path, String name) throws IOException {
        String to = context.arguments().text(TO);
        if (Files.isDirectory(path)) {
            List<Entry> entries = new FolderTree(path).entries().toList();
            for (Entry entry : entries) {
                String target = TreePath.child(TreePath.of(to), entry.path());
                if (!(entry.path().isEmpty() && isFolder(tree, to))) {
                    place(tree, neutral(context, tree, entry).at(target));
                }
            }
            return;
        }
        boolean into = to.endsWith("/") || isFolder(tree, to);
        String target = into ? TreePath.child(TreePath.of(to), name) : TreePath.of(to);
        Attributes attributes = Attributes.ofRoot(mode(context, path), context.epochSeconds());
        try (var in = Files.newInputStream(path)) {
            tree.write(target, FileOptions.apply(context.arguments(), tree, attributes), in);
        }
    }

    /** Files out of the store are data; files of the host keep whether they may be executed. */
    private static int mode(PassContext context, Path path) {
        boolean ofHost = context.arguments().ref(FROM).name().startsWith("local:");
        return ofHost && Files.isExecutable(path) ? Attributes.FOLDER_MODE : Attributes.FILE_MODE;
    }

    private static Entry neutral(PassContext context, EditableTree tree, Entry entry) throws IOException {
        Attributes attributes = entry.attributes().withOwner(0, 0).withMtime(context.epochSeconds());
        if (entry instanceof Entry.PlainFile) {
            attributes = FileOptions.apply(context.arguments(), tree, attributes);
        }
        return entry.with(attributes);
    }
}
