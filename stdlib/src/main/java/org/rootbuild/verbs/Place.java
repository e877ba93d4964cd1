package org.rootbuild.verbs;

import java.io.IOException;
import java.util.List;
import org.rootbuild.language.PassSpec;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.verb.PassContext;

/**
 * Where the paths of a pass lie: those that begin with a slash in the root, all others in the pass's build folder; and
 * both of them, where the root says {@code chroot:}, in that folder of the tree.
 */
final class Place {
    /** The build folder, as paths and programs of a pass name it. */
    static final String BUILD = "/" + PassContext.BUILD_FOLDER;

    private Place() {
    }

    /** The path or pattern from the root on. */
    static String of(String path) {
        if (path.startsWith("/")) {
            return path;
        }
        String bare = path;
        while (bare.startsWith("./")) {
            bare = bare.substring(2);
        }
        return bare.isEmpty() || bare.equals(".") ? BUILD : BUILD + "/" + bare;
    }

    static List<String> of(List<String> paths) {
        return paths.stream().map(Place::of).toList();
    }

    /** The tree in which these paths lie. */
    static EditableTree tree(PassContext context) throws IOException {
        var chroot = context.arguments().findText(PassSpec.CHROOT);
        return chroot.isPresent() ? new ChrootTree(context.tree(), chroot.get()) : context.tree();
    }
}
