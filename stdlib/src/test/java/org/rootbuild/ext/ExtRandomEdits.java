package org.rootbuild.ext;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** Does the same random thing to two trees; both must take it, or both refuse it. */
final class ExtRandomEdits {
    private static final TreeMap<String, byte[]> NONE = new TreeMap<>();

    /** One change. */
    private interface Change {
        void to(EditableTree tree) throws Exception;
    }

    private final Random random;
    private final EditableTree model;
    private final EditableTree edit;

    ExtRandomEdits(Random random, EditableTree model, EditableTree edit) {
        this.random = random;
        this.model = model;
        this.edit = edit;
    }

    void step() throws Exception {
        Change change = change();
        String first = outcome(change, model);
        String second = outcome(change, edit);
        if (first.isEmpty() != second.isEmpty()) {
            throw new AssertionError("the model says '" + first + "', the filesystem '" + second + "'");
        }
    }

    private static String outcome(Change change, EditableTree tree) throws Exception {
        try {
            change.to(tree);
            return "";
        } catch (Failure refused) {
            return refused.getMessage();
        }
    }

    private Change change() {
        int kind = random.nextInt(100);
        if (kind < 35) {
            return write();
        }
        if (kind < 64) {
            return put(kind);
        }
        if (kind < 70) {
            String path = path();
            String existing = some();
            return tree -> tree.link(path, existing);
        }
        if (kind < 78) {
            return attributes();
        }
        if (kind < 88) {
            String from = some();
            String to = path();
            return tree -> tree.rename(from, to);
        }
        if (kind < 90) {
            return many();
        }
        String gone = some();
        return tree -> {
            if (!gone.isEmpty()) {
                tree.remove(gone);
            }
        };
    }

    private Change write() {
        String path = path();
        Attributes attributes = attributes(true);
        byte[] bytes = bytes();
        return tree -> tree.write(path, attributes, Content.of(bytes));
    }

    private Change put(int kind) {
        String path = path();
        Attributes attributes = attributes(kind < 50);
        String target = "t/q".repeat(1 + random.nextInt(random.nextBoolean() ? 23 : 300));
        int major = random.nextInt(4096);
        int minor = random.nextInt(random.nextBoolean() ? 200 : 1 << 20);
        boolean flag = random.nextBoolean();
        Entry entry = kind < 50 ? new Entry.Folder(path, attributes)
            : kind < 58 ? new Entry.Symlink(path, attributes, target)
            : kind < 62 ? new Entry.Device(path, attributes, flag, major, minor)
            : new Entry.Pipe(path, attributes, flag);
        return tree -> tree.put(entry);
    }

    private Change attributes() {
        String path = some();
        Entry there = model.get(path).orElseThrow();
        boolean xattrs = there instanceof Entry.PlainFile || there instanceof Entry.Folder;
        Attributes attributes = attributes(xattrs);
        return tree -> tree.change(path, attributes);
    }

    private Change many() {
        String folder = path();
        int first = random.nextInt(1000);
        int count = random.nextInt(120);
        return tree -> {
            for (int i = first; i < first + count; i++) {
                tree.write(folder + "/many-" + i + "x".repeat(i % 50), Attributes.ofRoot(0644, 1), Content.of("x" + i));
            }
        };
    }

    private String path() {
        List<String> folders = model.entries().filter(Entry.Folder.class::isInstance).map(Entry::path).toList();
        String folder = random.nextInt(4) == 0 ? "" : folders.get(random.nextInt(folders.size()));
        int kind = random.nextInt(20);
        String name = kind == 0 ? "n".repeat(1 + random.nextInt(255)) : (kind == 1 ? "ü" : "f") + random.nextInt(60);
        return TreePath.child(folder.length() > 1500 ? "" : folder, name);
    }

    private String some() {
        List<String> paths = ((FileTree) model).entries().map(Entry::path).toList();
        return paths.get(random.nextInt(paths.size()));
    }

    private Attributes attributes(boolean withXattrs) {
        long time = random.nextInt(9) == 0 ? -random.nextInt(1_000_000) : 1_700_000_000L + random.nextInt(100_000);
        long owner = random.nextInt(5) == 0 ? 100_000 + random.nextInt(9) : 0;
        TreeMap<String, byte[]> xattrs = new TreeMap<>();
        if (withXattrs && random.nextInt(5) == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                byte[] value = new byte[random.nextInt(random.nextInt(3) == 0 ? 250 : 30)];
                random.nextBytes(value);
                xattrs.put((random.nextBoolean() ? "user." : "security.") + "x" + random.nextInt(5), value);
            }
        }
        return new Attributes(random.nextInt(4096), owner, random.nextInt(100), time,
            xattrs.isEmpty() ? NONE : xattrs);
    }

    private byte[] bytes() {
        int kind = random.nextInt(8);
        int size = kind == 0 ? 0 : kind == 1 ? 4096 : kind == 2 ? random.nextInt(200_000)
            : kind == 3 ? 1024 * random.nextInt(40) : random.nextInt(5000);
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        boolean holes = random.nextInt(4) == 0;
        for (int at = 0; holes && at < size; at += 1024) {
            if (random.nextBoolean()) {
                Arrays.fill(bytes, at, Math.min(size, at + 1024), (byte) 0);
            }
        }
        return bytes;
    }
}
