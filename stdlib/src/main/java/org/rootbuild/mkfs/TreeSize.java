package org.rootbuild.mkfs;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/**
 * What a tree takes up.
 *
 * @param entries   how many names, the root included
 * @param dataBytes of all contents, each rounded up to blocks of 4096 bytes
 */
record TreeSize(long entries, long dataBytes) {
    private static final long BLOCK = 4096;

    /** @param linksShare whether several names of one file take its bytes once */
    static TreeSize of(FileTree tree, boolean linksShare) {
        long count = 0;
        long bytes = 0;
        Set<Long> seen = new HashSet<>();
        try (Stream<Entry> entries = tree.entries()) {
            Iterator<Entry> each = entries.iterator();
            while (each.hasNext()) {
                count++;
                if (each.next() instanceof Entry.PlainFile file
                    && (!linksShare || file.linkGroup() == 0 || seen.add(file.linkGroup()))) {
                    bytes += (file.content().sizeBytes() + BLOCK - 1) / BLOCK * BLOCK;
                }
            }
        }
        return new TreeSize(count, bytes);
    }
}
