package org.rootbuild.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/**
 * What a program does that is answered by a script: the inside of {@code on('make') { … }}. Paths are those that the
 * program would use: from its root on, or relative to the folder that it runs in. What it writes belongs to 0:0,
 * carries the time of the recipe and goes into the layer of the pass.
 */
public final class Doing {
    private static final int PLAIN_MODE = 0666;
    private static final int PROGRAM_MODE = 0777;

    private final Call call;
    private final EditableTree tree;
    private final long epochSeconds;
    private final Consumer<String> line;
    private OptionalInt status = OptionalInt.empty();

    Doing(Call call, EditableTree tree, long epochSeconds, Consumer<String> line) {
        this.call = call;
        this.tree = tree;
        this.epochSeconds = epochSeconds;
        this.line = line;
    }

    /** The command that is answered. */
    public Call getCall() {
        return call;
    }

    // Not "print", which is a method of every Groovy closure that prints elsewhere.

    /** Prints lines, as a program does on its output or its errors. */
    public void prints(Object text) {
        String.valueOf(text).lines().forEach(line);
    }

    /** Ends with that exit status. */
    public void exits(int code) {
        status = OptionalInt.of(code);
    }

    OptionalInt status() {
        return status;
    }

    /** Makes or replaces a file; or what {@code executable}, {@code linkTo} or {@code emptyFolder} stand for. */
    public void writes(String path, Object content) throws IOException {
        if (content instanceof Made made) {
            made.put(this, place(path));
        } else {
            file(place(path), content, PLAIN_MODE);
        }
    }

    private void file(String place, Object content, int mode) throws IOException {
        byte[] bytes = content instanceof byte[] raw ? raw : String.valueOf(content).getBytes(StandardCharsets.UTF_8);
        tree.write(place, attributes(mode), Content.of(bytes));
    }

    private Attributes attributes(int mode) {
        return Attributes.ofRoot(mode & ~call.getUmask(), epochSeconds);
    }

    /** Removes a file, or a folder with everything in it. */
    public void removes(String path) throws IOException {
        tree.remove(place(path));
    }

    public boolean exists(String path) throws IOException {
        return found(path).isPresent();
    }

    /** The text of a file that is there. */
    public String read(String path) throws IOException {
        if (found(path).orElse(null) instanceof Entry.PlainFile file) {
            return new String(file.content().bytes(), StandardCharsets.UTF_8);
        }
        throw new AssertionError("the answer to '" + call.getText() + "' reads " + path
            + ", and there is no such file in the root");
    }

    Optional<Entry> found(String path) throws IOException {
        return tree.get(tree.follow(place(path)));
    }

    /** The path in the tree. */
    private String place(String path) throws IOException {
        String inside = path.startsWith("/") ? path : call.getFolder() + "/" + path;
        return TreePath.child(TreePath.of(call.getChroot()), TreePath.of(inside));
    }

    void folder(String path) throws IOException {
        tree.put(new Entry.Folder(tree.follow(place(path)), attributes(PROGRAM_MODE)));
    }

    /** Something else than a plain file with a text. */
    interface Made {
        void put(Doing doing, String place) throws IOException;
    }

    static Made executable(Object content) {
        return (doing, place) -> doing.file(place, content, PROGRAM_MODE);
    }

    static Made linkTo(String target) {
        return (doing, place) -> doing.tree.put(new Entry.Symlink(place, doing.attributes(PROGRAM_MODE), target));
    }

    static Made emptyFolder() {
        return (doing, place) -> doing.tree.put(new Entry.Folder(place, doing.attributes(PROGRAM_MODE)));
    }
}
