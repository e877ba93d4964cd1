package org.rootbuild.ext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** The files of an ext filesystem, read when they are asked for. What is damaged ends in an unchecked failure. */
final class ExtTree implements FileTree {
    private static final int REMEMBERED_NAMES = 200_000;

    private final ExtAccess access;
    private final ExtEntries entries;
    private final LinkedHashMap<Long, TreeMap<String, ExtName>> folders = new LinkedHashMap<>(16, 0.75f, true);
    private int remembered;

    ExtTree(ExtAccess access) {
        this.access = access;
        this.entries = new ExtEntries(access);
    }

    @Override
    public Optional<Entry> get(String path) {
        return checked(() -> {
            long number = find(path);
            return number == 0 ? Optional.<Entry>empty() : Optional.of(entries.entry(path, access.inode(number)));
        });
    }

    private long find(String path) throws IOException {
        long at = ExtAccess.ROOT;
        if (path.isEmpty()) {
            return at;
        }
        for (String name : path.split("/")) {
            if (access.inode(at).type() != ExtInode.FOLDER) {
                return 0;
            }
            ExtName found = names(at).get(name);
            if (found == null) {
                return 0;
            }
            at = found.inode();
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
            for (Map.Entry<String, ExtName> one : names(number).entrySet()) {
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

    /** Of one directory, by name; the last ones are remembered. */
    private synchronized TreeMap<String, ExtName> names(long number) throws IOException {
        TreeMap<String, ExtName> names = folders.get(number);
        if (names == null) {
            names = read(access.inode(number));
            folders.put(number, names);
            remembered += names.size() + 1;
            Iterator<TreeMap<String, ExtName>> eldest = folders.values().iterator();
            while (remembered > REMEMBERED_NAMES && folders.size() > 1) {
                remembered -= eldest.next().size() + 1;
                eldest.remove();
            }
        }
        return names;
    }

    private TreeMap<String, ExtName> read(ExtInode folder) throws IOException {
        TreeMap<String, ExtName> names = new TreeMap<>();
        boolean encrypted = folder.is(ExtInode.ENCRYPTED);
        for (ExtName one : ExtFolderReader.names(access, folder)) {
            String name = encrypted ? withoutKey(one.bytes()) : text(one.bytes(), folder.number());
            if (names.put(name, one) != null) {
                throw ExtDamage.found("the directory of inode " + folder.number() + " has the name '" + name
                    + "' twice");
            }
        }
        return names;
    }

    static String text(byte[] name, long folder) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException foreign) {
            throw new Failure("a name in the directory of inode " + folder + " is not UTF-8",
                "Rename it to UTF-8 where the filesystem is mounted; other directories can be read.", foreign);
        }
    }

    /** An encrypted name in letters, much as the kernel shows it to who has no key. */
    private static String withoutKey(byte[] name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.length <= 149 ? name
            : java.util.Arrays.copyOf(name, 149));
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
            for (Map.Entry<String, ExtName> one : names(number).entrySet()) {
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
