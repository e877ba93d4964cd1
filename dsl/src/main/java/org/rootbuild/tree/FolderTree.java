package org.rootbuild.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rootbuild.problem.Failure;

/**
 * A folder of the host as a tree, read anew at each call: modes, owners, times (whole seconds), device numbers,
 * symbolic links, and hard links by their inode. No link is followed, in no part of a path, so nothing outside the
 * folder is seen. Of extended attributes only those of the space {@code user} are read, for others are
 * the business of the host's own set-up; so {@code security.capability} is lost here.
 *
 * <p>Walking throws an {@link UncheckedIOException} around a {@link Failure} where the host does not let itself be
 * read. What {@link Content#open} gives is what the file holds then. Needs a host whose files have the attributes of
 * Unix. Safe for use by several threads.
 */
public final class FolderTree implements FileTree {
    private final Path folder;
    private final HostFiles files = new HostFiles();

    /** @throws Failure when there is no folder */
    public FolderTree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new Failure("there is no folder " + folder, "Check the path.");
        }
        // A link to the folder itself was named by the caller, and is the only one that is followed.
        this.folder = folder.toRealPath();
    }

    @Override
    public Optional<Entry> get(String path) {
        Path at = folder;
        if (!path.isEmpty()) {
            for (String name : path.split("/")) {
                if (!Files.isDirectory(at, java.nio.file.LinkOption.NOFOLLOW_LINKS) || name.equals("..")) {
                    return Optional.empty();
                }
                at = at.resolve(name);
            }
        }
        boolean there = Files.exists(at, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        return there ? Optional.of(files.entry(path, at)) : Optional.empty();
    }

    @Override
    public List<Entry> children(String path) {
        return get(path).filter(entry -> entry instanceof Entry.Folder).map(this::listed).orElse(List.of());
    }

    private List<Entry> listed(Entry parent) {
        List<Entry> entries = unsorted(parent);
        entries.sort(Comparator.comparing(Entry::path));
        return entries;
    }

    private List<Entry> unsorted(Entry parent) {
        Path at = parent.path().isEmpty() ? folder : folder.resolve(parent.path());
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(at)) {
            for (Path one : names) {
                entries.add(files.entry(TreePath.child(parent.path(), HostFiles.name(one)), one));
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException trouble) {
            throw new UncheckedIOException(new Failure("the folder " + at + " could not be read: "
                + trouble.getMessage(), "Allow this user to read it.", trouble));
        }
        return entries;
    }

    @Override
    public Stream<Entry> entries() {
        Iterator<Entry> walk = new Walk(files.entry("", folder));
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(walk, traits), false);
    }

    /**
     * Goes through the tree in string order of whole paths, which is not the order of a walk by folders ({@code a-b}
     * comes before {@code a/c}). So each folder has two turns among its neighbours, one for itself as {@code a} and one
     * for what it holds as {@code a/}. Only the folders on the way to the entry are in memory.
     */
    private final class Walk implements Iterator<Entry> {
        private record Turn(String path, Entry entry, boolean inside) {
        }

        private final Deque<Iterator<Turn>> open = new ArrayDeque<>();
        private Optional<Entry> due;

        Walk(Entry root) {
            due = Optional.of(root);
            open.push(List.of(new Turn("/", root, true)).iterator());
        }

        private void enter(Entry parent) {
            List<Turn> turns = new ArrayList<>();
            for (Entry entry : unsorted(parent)) {
                turns.add(new Turn(entry.path(), entry, false));
                if (entry instanceof Entry.Folder) {
                    turns.add(new Turn(entry.path() + "/", entry, true));
                }
            }
            turns.sort(Comparator.comparing(Turn::path));
            open.push(turns.iterator());
        }

        @Override
        public boolean hasNext() {
            while (due.isEmpty() && !open.isEmpty()) {
                if (!open.peek().hasNext()) {
                    open.pop();
                    continue;
                }
                Turn turn = open.peek().next();
                if (turn.inside) {
                    enter(turn.entry);
                } else {
                    due = Optional.of(turn.entry);
                }
            }
            return due.isPresent();
        }

        @Override
        public Entry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Entry entry = due.orElseThrow();
            due = Optional.empty();
            return entry;
        }
    }
}
