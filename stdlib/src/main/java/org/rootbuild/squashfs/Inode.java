package org.rootbuild.squashfs;

import java.util.OptionalLong;

/**
 * An inode.
 *
 * @param reference where it stands: what makes it one and the same
 * @param xattrs    the number of its extended attributes
 */
record Inode(long reference, int mode, long owner, long group, long mtimeSeconds, long number, OptionalLong xattrs,
             Body body) {
    /** What it is. */
    sealed interface Body {
    }

    /**
     * A folder.
     *
     * @param pieceAt     of its listing, counted from the beginning of the table of folders
     * @param lengthBytes of its listing
     */
    record Folder(long pieceAt, int offset, long lengthBytes) implements Body {
    }

    /**
     * A plain file.
     *
     * @param startAt  of its first block on the disk
     * @param fragment that holds its end, and from where on; empty where it ends with a block of its own
     * @param lengths  where the lengths of its blocks stand; not to be read from, but to be copied
     */
    record PlainFile(long startAt, long sizeBytes, long linkCount, OptionalLong fragment, long fragmentOffset,
                     MetadataInput lengths) implements Body {
    }

    /** A symbolic link. */
    record Symlink(String target) implements Body {
    }

    /** A device node. */
    record Device(boolean block, int major, int minor) implements Body {
    }

    /** A named pipe or a socket. */
    record Pipe(boolean socket) implements Body {
    }
}
