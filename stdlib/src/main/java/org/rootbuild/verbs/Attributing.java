package org.rootbuild.verbs;

import java.io.IOException;
import java.util.List;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.verb.PassContext;

/** Gives entries other attributes: what {@code chmod} and {@code chown} have in common. */
final class Attributing {
    /** The attributes that an entry is to have. */
    interface Change {
        Attributes of(EditableTree tree, Entry entry) throws IOException;
    }

    private Attributing() {
    }

    static void each(PassContext context, Change change) throws IOException {
        EditableTree tree = Place.tree(context);
        boolean recursive = context.arguments().flag("recursive");
        for (Entry entry : Matches.of(tree, context.arguments().texts("paths"))) {
            apply(tree, entry, change);
            if (recursive) {
                List<Entry> below = tree.below(entry.path()).toList();
                for (Entry one : below) {
                    apply(tree, one, change);
                }
            }
        }
    }

    private static void apply(EditableTree tree, Entry entry, Change change) throws IOException {
        Attributes changed = change.of(tree, entry);
        if (!changed.equals(entry.attributes())) {
            tree.change(entry.path(), changed);
        }
    }
}
