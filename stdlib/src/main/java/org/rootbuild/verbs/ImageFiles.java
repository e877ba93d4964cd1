package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.tree.Glob;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.StepContext;

/** Carries out what {@link ImageFilesSpec} collected. */
final class ImageFiles {
    private final StepContext context;
    private final Filesystem.Edit tree;

    ImageFiles(StepContext context, Filesystem.Edit tree) {
        this.context = context;
        this.tree = tree;
    }

    void carryOut(List<Value> steps) throws IOException {
        for (Value one : steps) {
            Fields step = ((Value.Group) one).fields();
            switch (step.text(ImageSpec.WHAT)) {
                case ImageFilesSpec.WRITE -> write(step, tree.follow(TreePath.of(step.text(ImageFilesSpec.PATH))),
                    Attributes.ofRoot(Attributes.FILE_MODE, context.epochSeconds()),
                    Content.of(step.text(ImageFilesSpec.TEXT)));
                case ImageFilesSpec.REMOVE -> remove(step);
                case ImageFilesSpec.MKDIR -> mkdir(step);
                case ImageFilesSpec.SYMLINK -> tree.put(new Entry.Symlink(tree.followParents(TreePath.of(
                    step.text(ImageFilesSpec.PATH))), Attributes.ofRoot(0777, context.epochSeconds()),
                    step.text(ImageFilesSpec.TARGET)));
                case ImageFilesSpec.SUBSTITUTE -> new Substitution(((Value.Group) step.get(
                    ImageFilesSpec.SUBSTITUTION)).fields()).carryOut(tree, context.activity());
                case InitramfsSpec.MKNOD -> mknod(step);
                case InitramfsSpec.CHANGE -> change(step);
                default -> copy(step, step.ref(ImageSpec.OF));
            }
        }
    }

    /** A file that is there keeps its mode and owner, but for what the recipe says. */
    private void write(Fields step, String path, Attributes fresh, Content content) throws IOException {
        Optional<Entry> old = tree.get(path).filter(entry -> entry instanceof Entry.PlainFile);
        Attributes kept = old.map(entry -> entry.attributes().withMtime(fresh.mtimeSeconds())).orElse(fresh);
        tree.write(path, FileOptions.apply(step, tree, kept), content);
    }

    private void remove(Fields step) throws IOException {
        for (String pattern : step.texts(ImageFilesSpec.PATHS)) {
            List<Entry> found = Glob.of(pattern).in(tree);
            if (found.isEmpty() && !step.flag(ImageFilesSpec.IF_PRESENT)) {
                throw Matches.nothing(tree, pattern);
            }
            for (Entry entry : found) {
                tree.remove(entry.path());
            }
        }
    }

    private void mkdir(Fields step) throws IOException {
        for (String typed : step.texts(ImageFilesSpec.PATHS)) {
            String path = tree.follow(TreePath.of(typed));
            if (!(tree.get(path).orElse(null) instanceof Entry.Folder)) {
                tree.put(new Entry.Folder(path, Attributes.ofRoot(Attributes.FOLDER_MODE, context.epochSeconds())));
            }
        }
    }

    private void mknod(Fields step) throws IOException {
        Attributes attributes = FileOptions.apply(step, tree, Attributes.ofRoot(0600, context.epochSeconds()));
        tree.put(new Entry.Device(tree.followParents(TreePath.of(step.text(ImageFilesSpec.PATH))), attributes,
            step.text(InitramfsSpec.KIND).equals("b"), (int) step.whole(InitramfsSpec.MAJOR),
            (int) step.whole(InitramfsSpec.MINOR)));
    }

    private void change(Fields step) throws IOException {
        for (Entry entry : Matches.of(tree, step.texts(ImageFilesSpec.PATHS))) {
            change(step, entry);
            if (step.flag(InitramfsSpec.RECURSIVE)) {
                for (Entry below : tree.below(entry.path()).toList()) {
                    change(step, below);
                }
            }
        }
    }

    /** The mode of a link means nothing, so that only its owner is changed. */
    private void change(Fields step, Entry entry) throws IOException {
        boolean isMode = step.findWhole(FileOptions.MODE).isPresent();
        Attributes changed = FileOptions.apply(step, tree, entry.attributes());
        if (!(isMode && entry instanceof Entry.Symlink) && !changed.equals(entry.attributes())) {
            tree.change(entry.path(), changed);
        }
    }

    private void copy(Fields step, Value.Ref of) throws IOException {
        String typed = step.text(ImageFilesSpec.PATH);
        String to = tree.follow(TreePath.of(typed));
        if (of.kind() == Value.RefKind.ROOT) {
            copyTree(step, context.root(of), to, false);
            return;
        }
        Path file = of.kind() == Value.RefKind.ARTIFACT ? context.artifact(of) : context.source(of);
        if (Files.isDirectory(file)) {
            copyTree(step, new FolderTree(file), to, true);
            return;
        }
        boolean isInto = typed.endsWith("/") || tree.get(to).filter(entry -> entry instanceof Entry.Folder).isPresent();
        // A stored file has another name than its artifact.
        String name = of.name().substring(of.name().lastIndexOf(':') + 1);
        Entry entry = new FolderTree(file.toAbsolutePath().getParent()).get(file.getFileName().toString())
            .orElseThrow(() -> new Failure("there is no file for '" + of.name() + "'", "Run again."));
        if (!(entry instanceof Entry.PlainFile plain)) {
            throw new Failure("'" + of.name() + "' is neither a plain file nor a folder", "Name a file or a folder.");
        }
        int mode = of.kind() == Value.RefKind.ARTIFACT ? Attributes.FILE_MODE : plain.attributes().mode();
        write(step, isInto ? TreePath.child(to, name) : to, Attributes.ofRoot(mode, context.epochSeconds()),
            plain.content());
    }

    /** @param fromHost whether owners and times are the host's, which leave no trace */
    private void copyTree(Fields step, FileTree from, String to, boolean fromHost) throws IOException {
        Iterator<Entry> entries = from.below("").iterator();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            String path = tree.followParents(TreePath.child(to, entry.path()));
            Attributes attributes = fromHost
                ? Attributes.ofRoot(entry.attributes().mode(), context.epochSeconds()) : entry.attributes();
            if (entry instanceof Entry.PlainFile file) {
                tree.write(path, FileOptions.apply(step, tree, attributes), file.content());
            } else if (!(entry instanceof Entry.Folder
                    && tree.get(tree.follow(path)).filter(old -> old instanceof Entry.Folder).isPresent())) {
                tree.put(entry.at(path).with(attributes));
            }
        }
    }
}
