package org.rootbuild.iso;

import org.rootbuild.tree.Content;

/** The bytes of a file, which lie in the ISO once, however many names it has. */
final class FileData {
    /** The first path that it was found at. */
    final String path;
    final Content content;
    final long sizeBytes;
    /** Where it begins, once that is decided. */
    int block;

    FileData(String path, Content content) {
        this.path = path;
        this.content = content;
        this.sizeBytes = content.sizeBytes();
    }

    int blocks() {
        return Blocks.count(sizeBytes);
    }
}
