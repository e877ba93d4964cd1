package org.rootbuild.iso;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** A name of the tree on its way into an ISO. */
final class IsoNode {
    final Entry entry;
    final String name;
    /** Of a plain file. */
    final Optional<FileData> data;
    /** Of a folder, in order of their paths. */
    final List<IsoNode> children = new ArrayList<>();
    /** Serial number of the file; names of one file share it. */
    final int serial;
    /** How many names the file has; of a folder, 2 and one for each folder in it. */
    int links;

    IsoNode(Entry entry, Optional<FileData> data, int serial) {
        this.entry = entry;
        this.name = TreePath.name(entry.path());
        this.data = data;
        this.serial = serial;
        this.links = isFolder() ? 2 : 1;
    }

    boolean isFolder() {
        return entry instanceof Entry.Folder;
    }

    long sizeBytes() {
        return data.map(one -> one.sizeBytes).orElse(0L);
    }

    int block() {
        return data.map(one -> one.block).orElse(0);
    }
}
