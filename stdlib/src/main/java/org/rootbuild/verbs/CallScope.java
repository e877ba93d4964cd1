package org.rootbuild.verbs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rootbuild.language.Words;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.Glob;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.PassContext;

/** What the code of a {@code call} step can use without further ado. */
@Words
public final class CallScope {
    private final PassContext context;
    private final EditableTree tree;

    CallScope(PassContext context) throws IOException {
        this.context = context;
        this.tree = Place.tree(context);
    }

    @Doc("The root as a tree, for everything that the shorter words do not do.")
    public EditableTree getTree() {
        return tree;
    }

    @Doc("Whether there is a file, folder or anything else at the path, links followed.")
    public boolean exists(String path) throws IOException {
        return tree.get(tree.follow(TreePath.of(Place.of(path)))).isPresent();
    }

    @Doc("The text of a file, in UTF-8.")
    public String read(String path) throws IOException {
        String place = tree.follow(TreePath.of(Place.of(path)));
        if (tree.get(place).orElse(null) instanceof Entry.PlainFile file) {
            return new String(file.content().bytes(), StandardCharsets.UTF_8);
        }
        throw new Failure("there is no file " + TreePath.shown(place) + " in the root",
            "Make it in an earlier step, or correct the path.");
    }

    @Doc("Writes a file, mode 0644 and owner 0:0 unless it is there already.")
    public void write(String path, CharSequence text) throws IOException {
        String place = tree.follow(TreePath.of(Place.of(path)));
        Attributes attributes = tree.get(place).map(Entry::attributes)
            .orElse(Attributes.ofRoot(Attributes.FILE_MODE, context.epochSeconds()));
        tree.write(place, attributes.withMtime(context.epochSeconds()),
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Doc("The paths that match the pattern, with a slash in front, in order.")
    public List<String> find(String pattern) throws IOException {
        return Glob.of(Place.of(pattern)).in(tree).stream().map(entry -> TreePath.shown(entry.path())).toList();
    }

    @Doc("Puts a line into the step's log.")
    public void log(Object line) {
        context.activity().log(String.valueOf(line));
    }
}
