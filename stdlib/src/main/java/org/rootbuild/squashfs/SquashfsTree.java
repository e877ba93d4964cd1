package org.rootbuild.squashfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** The files of a squashfs, read when they are asked for. What is damaged ends in an unchecked failure. */
final class SquashfsTree implements FileTree {
    private final Superblock head;
    private final Inodes inodes;
    private final Folders folders;
    private final XattrReader xattrs;
    private final Decoding decoding;

    SquashfsTree(Pieces pieces) {
        MetadataPieces metadata = new MetadataPieces(pieces);
        this.head = pieces.head();
        this.inodes = new Inodes(pieces, metadata);
        this.folders = new Folders(head, metadata);
        this.xattrs = new XattrReader(pieces, metadata);
        this.decoding = new Decoding(pieces, metadata);
    }

    @Override
    public Optional<Entry> get(String path) {
        return checked(() -> {
            Optional<Inode> inode = find(path);
            return inode.isEmpty() ? Optional.<Entry>empty() : Optional.of(entry(path, inode.get()));
        });
    }

    Inode root() throws IOException {
        Inode root = inodes.read(head.rootReference());
        Inodes.folder(root, "");
        return root;
    }

    private Optional<Inode> find(String path) throws IOException {
        Inode at = root();
        if (path.isEmpty()) {
            return Optional.of(at);
        }
        String above = "";
        for (String name : path.split("/")) {
            if (!(at.body() instanceof Inode.Folder)) {
                return Optional.empty();
            }
            Optional<FolderName> found = folders.find(at, above, name);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            above = TreePath.child(above, name);
            at = inode(above, found.get());
        }
        return Optional.of(at);
    }

    /** The inode of a name, which is what its folder says. */
    private Inode inode(String path, FolderName name) throws IOException {
        Inode inode = inodes.read(name.reference());
        if (inode.body() instanceof Inode.Folder != name.isFolder()) {
            throw SquashfsDamage.found(TreePath.shown(path) + " is listed as something else than it is");
        }
        return inode;
    }

    @Override
    public List<Entry> children(String folder) {
        return checked(() -> {
            Optional<Inode> inode = find(folder);
            if (inode.isEmpty() || !(inode.get().body() instanceof Inode.Folder)) {
                return List.of();
            }
            List<Entry> children = new ArrayList<>();
            for (FolderName name : folders.names(inode.get(), folder)) {
                children.add(entry(TreePath.child(folder, name.name()), name));
            }
            return children;
        });
    }

    @Override
    public Stream<Entry> entries() {
        return Stream.concat(Stream.of(checked(() -> entry("", root()))), below(""));
    }

    @Override
    public Stream<Entry> below(String folder) {
        return checked(() -> {
            Optional<Inode> inode = find(folder);
            if (inode.isEmpty() || !(inode.get().body() instanceof Inode.Folder)) {
                return Stream.empty();
            }
            int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new SquashfsWalk(this, folder,
                inode.get()), traits), false);
        });
    }

    Entry entry(String path, FolderName name) throws IOException {
        return entry(path, inode(path, name));
    }

    Inode folder(String path, FolderName name) throws IOException {
        return inode(path, name);
    }

    List<FolderName> names(Inode folder, String path) throws IOException {
        return folders.names(folder, path);
    }

    private Entry entry(String path, Inode inode) throws IOException {
        Attributes attributes = Attributes.of(inode.mode(), inode.owner(), inode.group(), inode.mtimeSeconds());
        if (inode.xattrs().isPresent()) {
            attributes = attributes.withXattrs(xattrs.read(inode.xattrs().getAsLong()));
        }
        Inode.Body body = inode.body();
        if (body instanceof Inode.PlainFile file) {
            // The place of an inode is as good as its number, which a damaged one may have in common with another.
            return new Entry.PlainFile(path, attributes, new SquashfsContent(decoding, file),
                file.linkCount() > 1 ? inode.reference() + 1 : 0);
        } else if (body instanceof Inode.Symlink link) {
            return new Entry.Symlink(path, attributes, link.target());
        } else if (body instanceof Inode.Device device) {
            return new Entry.Device(path, attributes, device.block(), device.major(), device.minor());
        } else if (body instanceof Inode.Pipe pipe) {
            return new Entry.Pipe(path, attributes, pipe.socket());
        }
        return new Entry.Folder(path, attributes);
    }

    /** Something that reads. */
    interface Reading<T> {
        T get() throws IOException;
    }

    static <T> T checked(Reading<T> reading) {
        try {
            return reading.get();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
