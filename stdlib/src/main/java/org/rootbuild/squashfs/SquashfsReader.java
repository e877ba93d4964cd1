package org.rootbuild.squashfs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * A squashfs 4.0, such as Tiny Core's extensions and Debian's live systems are. It is only read: a squashfs is made as a
 * whole, by {@code mkfs.SquashfsMaker}.
 */
public final class SquashfsReader implements Filesystem {
    private final Superblock head;
    private final SquashfsTree tree;

    private SquashfsReader(Superblock head, SquashfsTree tree) {
        this.head = head;
        this.tree = tree;
    }

    /**
     * The squashfs at the volume's beginning; empty when there is none.
     *
     * @throws Failure when there is one that is damaged, cut off, of another version, or compressed in a way that is not
     *     known here
     */
    public static Optional<SquashfsReader> open(Volume volume) throws IOException {
        Optional<Superblock> head = Superblock.read(volume);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        SquashfsTree tree = new SquashfsTree(new Pieces(volume, head.get()));
        tree.root();
        return Optional.of(new SquashfsReader(head.get(), tree));
    }

    /** {@code squashfs}, without label and UUID, for it has neither; nothing of it is free. */
    @Override
    public Facts facts() {
        return new Facts("squashfs", Optional.empty(), Optional.empty(), head.sizeBytes(), 0);
    }

    /** {@code gzip}, {@code xz}, {@code zstd}, {@code lz4}, {@code lzo} or {@code lzma}. */
    public String compression() {
        return head.compressor().word();
    }

    /** How much of a file is compressed in one piece. */
    public int blockBytes() {
        return head.blockBytes();
    }

    /** When it was made, in seconds since 1970. */
    public long madeSeconds() {
        return head.madeSeconds();
    }

    /**
     * Names in the order of their paths. A content may be read while the volume is open, in any number of threads. Who
     * reads contents in the tree's order has the next ones decoded by other processors meanwhile.
     */
    @Override
    public FileTree tree() {
        return tree;
    }

    /** @throws Failure always */
    @Override
    public Edit edit() throws IOException {
        throw new Failure("a squashfs cannot be changed in place", "Unpack it into a root (unpack …), change that, and"
            + " make a new one: artifact('new.squashfs') { squashfs root('…') }.");
    }

    @Override
    public List<Range> inUse() {
        return List.of(new Range(0, head.sizeBytes()));
    }
}
