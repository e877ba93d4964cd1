package org.rootbuild.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rootbuild.problem.Failure;

/**
 * A folder of the host as a tree, read anew at each call: modes, owners, times (whole seconds), device numbers,
 * symbolic links, and hard links by their inode. No link is followed, in no part of a path, so nothing outside the
 * folder is seen. Of extended attributes only those of the space {@code user} are read; Java offers no others, so that
 * {@code security.capability} is lost here.
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
        entries.sort(Comparator.comparing(Entry::path));
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
     * comes before {@code a/c}): what was seen and is not yet due waits in a heap, never the whole tree.
     */
    private final class Walk implements Iterator<Entry> {
        private final PriorityQueue<Entry> waiting = new PriorityQueue<>(Comparator.comparing(Entry::path));

        Walk(Entry root) {
            waiting.add(root);
        }

        @Override
        public boolean hasNext() {
            return !waiting.isEmpty();
        }

        @Override
        public Entry next() {
            Entry entry = waiting.remove();
            if (entry instanceof Entry.Folder) {
                waiting.addAll(listed(entry));
            }
            return entry;
        }
    }
}
