package org.rootbuild.verbs;

import java.io.IOException;
import java.util.List;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code ldconfig}: the links and the cache of a root's libraries. */
public final class Ldconfig implements Verb.OnPass {
    private static final String TOOL = "ldconfig";
    private static final String CACHE = "etc/ld.so.cache";
    private static final String SETTINGS = "etc/ld.so.conf";

    @Doc(value = "Makes the links and the cache by which programs of the root find its libraries, with this host's"
        + " ldconfig: nothing of the root is run, so that it may be of another Linux or of another architecture.",
        examples = "ldconfig()")
    public static void ldconfig(PassSpec self) {
        self.step(Ldconfig.class, Fields.none());
    }

    @Override
    public String name() {
        return TOOL;
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        String tool = context.equipment(Runners.class, Runners::on).tools().find(TOOL).toString();
        EditableTree tree = Place.tree(context);
        ForeignRoot root = new ForeignRoot(context, tree);
        root.add(Ldconfig::isNeeded);
        // Without a list the tool takes its own folders, which is right, but complains.
        if (tree.get(tree.follow(SETTINGS)).isEmpty()) {
            root.put(SETTINGS, new byte[0]);
        }
        root.run(List.of(tool, "-i", "-r", ForeignRoot.path()));
        int taken = root.take(entry -> entry.path().equals(CACHE) || isLibrary(entry));
        context.activity().log(taken + " links and caches were made");
    }

    private static boolean isNeeded(Entry entry) {
        return entry instanceof Entry.Folder || entry instanceof Entry.Symlink || isLibrary(entry)
            || entry.path().equals(SETTINGS) || entry.path().startsWith(SETTINGS + ".d/");
    }

    private static boolean isLibrary(Entry entry) {
        return TreePath.name(entry.path()).contains(".so") && !entry.path().startsWith("etc/");
    }
}
