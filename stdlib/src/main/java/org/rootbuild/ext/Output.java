package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.rootbuild.tree.Entry;

/** Where {@link Laying} puts things: a volume, or nowhere when only the room is counted. */
interface Output extends FileMap.Sink {
    /** Takes blocks for a content as it is read, and tells the map where each part went. */
    void content(Entry.PlainFile file, FileMap map, BlockSpace space) throws IOException, InterruptedException;

    /** Takes blocks for what a folder holds; answers how many, and whether they have an index. */
    FolderSize folder(Node node, FileMap map, int seed) throws IOException;

    /** Writes a block that several inodes share. */
    void xattrs(long block, List<Xattr> xattrs, int sharers) throws IOException;

    /** Writes an inode whose size, flags and map are given. */
    void inode(Node node, Shape shape) throws IOException;

    /** The inode of the journal, whose blocks are taken. */
    void journal(long blocks, FileMap map, ByteBuffer root) throws IOException;

    /** The inode of the reserved descriptor blocks, with the block that lists them. */
    void resize(long listBlock) throws IOException;

    /** How big a folder became. */
    record FolderSize(long blocks, boolean indexed) {
    }

    /**
     * What an inode says of its content.
     *
     * @param sizeBytes  of the content
     * @param blocks     in use, with those of the map and of the extended attributes
     * @param flags      of {@link Inode}
     * @param map        its 60 bytes
     * @param xattrBlock or 0
     */
    record Shape(long sizeBytes, long blocks, int flags, ByteBuffer map, long xattrBlock) {
    }
}
