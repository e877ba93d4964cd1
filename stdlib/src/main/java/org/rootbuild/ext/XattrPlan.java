package org.rootbuild.ext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;

/**
 * Which extended attributes of an entry stand in its inode, and which in a block; both in the order of ext.
 */
record XattrPlan(List<Xattr> inside, List<Xattr> outside) {
    private static final XattrPlan NONE = new XattrPlan(List.of(), List.of());
    private static final int NAME_LIMIT = 255;

    static XattrPlan of(Entry entry, ExtOptions options, Problems problems) throws IOException {
        if (entry.attributes().xattrs().isEmpty()) {
            return NONE;
        }
        if (!options.has(ExtFeature.EXT_ATTR)) {
            problems.add(entry.path(), "has extended attributes, which need the feature ext_attr");
        }
        List<Xattr> inside = new ArrayList<>();
        List<Xattr> outside = new ArrayList<>();
        int room = options.inodeSize() == Inode.GOOD_OLD_SIZE ? 0 : options.inodeSize() - Inode.GOOD_OLD_SIZE
            - Inode.USUAL_EXTRA_SIZE - XattrArea.INODE_HEADER - XattrArea.END;
        for (Xattr one : kept(entry, problems)) {
            int length = one.entryLength() + one.valueLength();
            if (length <= room) {
                inside.add(one);
                room -= length;
            } else {
                outside.add(one);
            }
        }
        return new XattrPlan(inside, outside);
    }

    private static List<Xattr> kept(Entry entry, Problems problems) {
        List<Xattr> xattrs = new ArrayList<>();
        for (Map.Entry<String, byte[]> one : entry.attributes().xattrs().entrySet()) {
            try {
                Optional<Xattr> xattr = Xattr.of(one.getKey(), one.getValue());
                if (xattr.isEmpty() || xattr.get().name().length > NAME_LIMIT) {
                    problems.add(entry.path(), "has the extended attribute " + one.getKey() + ", whose name ext cannot"
                        + " keep");
                } else {
                    xattrs.add(xattr.get());
                }
            } catch (Failure wrong) {
                problems.add(entry.path(), "has the attribute " + one.getKey() + ": " + wrong.getMessage());
            }
        }
        Collections.sort(xattrs);
        return xattrs;
    }

    /** How long the attributes in one block may be. */
    static int blockRoom(int blockSize) {
        return blockSize - XattrArea.BLOCK_HEADER - XattrArea.END;
    }
}
