package org.rootbuild.verbs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.RootRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Verb;

/** {@code file}: a file out of a root. */
public final class FileArtifact implements Verb.OnArtifact {
    @Doc(value = "Takes one file out of a root. The path may be a pattern, which must stand for exactly one file.",
        examples = "artifact('vmlinuz') { file root('kernel'), '/boot/vmlinuz-*' }")
    public static void file(ArtifactSpec self, RootRef root, String path) {
        self.make(FileArtifact.class, Fields.builder().put("root", root.value()).text("path", path).build());
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public void make(ArtifactContext context) throws IOException {
        Value.Ref root = context.arguments().ref("root");
        put(context.root(root), context.arguments().text("path"), "the root '" + root.name() + "'", context.output());
    }

    /** Puts the one file of the tree that the pattern stands for there. */
    static void put(FileTree tree, String pattern, String whose, Path output) throws IOException {
        List<Entry> found = Matches.of(tree, List.of(pattern));
        if (found.size() > 1) {
            throw new Failure(pattern + " stands for " + found.size() + " entries of " + whose + ", such as "
                + TreePath.shown(found.get(0).path()) + " and " + TreePath.shown(found.get(1).path()),
                "Write it so that it stands for one.");
        }
        Entry entry = tree.get(tree.follow(found.get(0).path())).orElse(found.get(0));
        if (!(entry instanceof Entry.PlainFile file)) {
            throw new Failure(TreePath.shown(entry.path()) + " is no plain file", "Name a file.");
        }
        try (InputStream in = file.content().open()) {
            Files.copy(in, output);
        }
    }
}
