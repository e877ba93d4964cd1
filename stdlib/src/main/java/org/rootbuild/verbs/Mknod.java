package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code mknod}: device nodes. */
public final class Mknod implements Verb.OnPass {
    private static final int DEFAULT_MODE = 0600;

    @Doc(value = "Makes a device node, mode 0600, owner 0:0. Needs no privileges: the node lives in the layer's"
        + " manifest.",
        examples = "mknod '/dev/console', 'c', 5, 1")
    public static void mknod(PassSpec self, String path, String kind, int major, int minor) {
        mknod(self, Map.of(), path, kind, major, minor);
    }

    @Doc(value = "Makes a device node with this mode and owner. Needs no privileges.",
        examples = "mknod '/dev/null', 'c', 1, 3, mode: 0666")
    public static void mknod(PassSpec self,
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0600 where it is not given")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 where it is not given")
        Map<String, Object> options, String path, @Doc("c for a character device, b for a block device") String kind,
        int major, int minor) {
        String place = PathCheck.checked(self, path);
        if (!kind.equals("c") && !kind.equals("b")) {
            self.problem("'" + kind + "' is no kind of device", "Write 'c' for a character device, 'b' for a block"
                + " device.");
            return;
        }
        if (major < 0 || major > 0xfff || minor < 0 || minor > 0xfffff) {
            self.problem("there is no device " + major + ":" + minor, "Major numbers go to 4095, minor ones to"
                + " 1048575.");
            return;
        }
        Fields.Builder fields = Fields.builder().text("path", place).text("kind", kind)
            .whole("major", major).whole("minor", minor);
        FileOptions.record(self, Options.of(options), fields);
        self.step(Mknod.class, fields.build());
    }

    @Override
    public String name() {
        return "mknod";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        Attributes attributes = FileOptions.apply(fields, tree,
            Attributes.ofRoot(DEFAULT_MODE, context.epochSeconds()));
        tree.put(new Entry.Device(TreePath.of(fields.text("path")), attributes, fields.text("kind").equals("b"),
            (int) fields.whole("major"), (int) fields.whole("minor")));
    }
}
