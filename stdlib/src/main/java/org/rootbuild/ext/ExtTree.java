package org.rootbuild.ext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** The files of an ext filesystem, read when they are asked for. What is damaged ends in an unchecked failure. */
final class ExtTree implements FileTree {
    private final ExtAccess access;
    private final ExtEntries entries;
    private final ExtNames names;

    ExtTree(ExtAccess access, ExtNames names) {
        this.access = access;
        this.names = names;
        this.entries = new ExtEntries(access);
    }

    @Override
    public Optional<Entry> get(String path) {
        return checked(() -> {
            long number = find(path);
            return number == 0 ? Optional.<Entry>empty() : Optional.of(entries.entry(path, access.inode(number)));
        });
    }

    /** The inode of the path, or 0. */
    long find(String path) throws IOException {
        long at = ExtAccess.ROOT;
        if (path.isEmpty()) {
            return at;
        }
        for (String name : path.split("/")) {
            if (access.inode(at).type() != ExtInode.FOLDER) {
                return 0;
            }
            Optional<ExtName> found = names.find(at, name);
            if (found.isEmpty()) {
                return 0;
            }
            at = found.get().inode();
        }
        return at;
    }

    @Override
    public List<Entry> children(String folder) {
        return checked(() -> {
            long number = find(folder);
            if (number == 0 || access.inode(number).type() != ExtInode.FOLDER) {
                return List.of();
            }
            List<Entry> children = new ArrayList<>();
            for (Map.Entry<String, ExtName> one : names.all(number).entrySet()) {
                children.add(entry(TreePath.child(folder, one.getKey()), one.getValue()));
            }
            return children;
        });
    }

    private Entry entry(String path, ExtName name) throws IOException {
        return entries.entry(path, access.inode(name.inode()));
    }

    @Override
    public Stream<Entry> entries() {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Walk(), traits), false);
    }

    /** Something that reads. */
    private interface Reading<T> {
        T get() throws IOException;
    }

    private static <T> T checked(Reading<T> reading) {
        try {
            return reading.get();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** A name that is due, or what the folder of that name holds. */
    private record Due(String key, String path, ExtName name, boolean inside) {
    }

    /**
     * Goes through the tree in string order of whole paths. In it, what a folder holds comes after a neighbour whose
     * name goes on with a character before the slash; so a folder is due twice, as itself and as {@code name/}.
     */
    private final class Walk implements Iterator<Entry> {
        private final Deque<Iterator<Due>> levels = new ArrayDeque<>();
        private final Set<Long> visited = new HashSet<>();
        private Entry next;

        Walk() {
            next = checked(() -> {
                ExtInode root = access.inode(ExtAccess.ROOT);
                enter("", root.number());
                return entries.entry("", root);
            });
        }

        private void enter(String path, long number) throws IOException {
            if (!visited.add(number)) {
                throw ExtDamage.found("the directory " + TreePath.shown(path) + " (inode " + number
                    + ") is in more than one place");
            }
            List<Due> dues = new ArrayList<>();
            for (Map.Entry<String, ExtName> one : names.all(number).entrySet()) {
                String child = TreePath.child(path, one.getKey());
                dues.add(new Due(one.getKey(), child, one.getValue(), false));
                if (one.getValue().type() == 2 || one.getValue().type() == 0) {
                    dues.add(new Due(one.getKey() + "/", child, one.getValue(), true));
                }
            }
            dues.sort(Comparator.comparing(Due::key));
            levels.push(dues.iterator());
        }

        private Entry advance() throws IOException {
            while (!levels.isEmpty()) {
                if (!levels.peek().hasNext()) {
                    levels.pop();
                    continue;
                }
                Due due = levels.peek().next();
                if (!due.inside()) {
                    return entry(due.path(), due.name());
                }
                if (access.inode(due.name().inode()).type() == ExtInode.FOLDER) {
                    enter(due.path(), due.name().inode());
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Entry next() {
            if (next == null) {
                throw new java.util.NoSuchElementException();
            }
            Entry due = next;
            next = checked(this::advance);
            return due;
        }
    }
}
