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

/** {@code mkdir}: folders. */
public final class Mkdir implements Verb.OnPass {
    @Doc(value = "Makes folders, and those on the way to them. A folder that is there stays as it is.",
        examples = "mkdir '/proc', '/sys', '/dev'")
    public static void mkdir(PassSpec self, String path, String... more) {
        mkdir(self, Map.of(), path, more);
    }

    @Doc(value = "Makes folders with this mode and owner; a folder that is there gets them too.",
        examples = "mkdir '/tmp', mode: 01777")
    public static void mkdir(PassSpec self,
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0755 for a new folder")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 for a new folder")
        Map<String, Object> options, String path, String... more) {
        Fields.Builder fields = Fields.builder().texts("paths", PathCheck.checked(self, PathCheck.all(path, more)));
        FileOptions.record(self, Options.of(options), fields);
        self.step(Mkdir.class, fields.build());
    }

    @Override
    public String name() {
        return "mkdir";
    }

    @Override
    public void run(PassContext context) throws IOException {
        EditableTree tree = Place.tree(context);
        for (String named : context.arguments().texts("paths")) {
            String path = tree.follow(TreePath.of(named));
            Attributes attributes = tree.get(path).filter(Entry.Folder.class::isInstance).map(Entry::attributes)
                .orElse(Attributes.ofRoot(Attributes.FOLDER_MODE, context.epochSeconds()));
            tree.put(new Entry.Folder(path, FileOptions.apply(context.arguments(), tree, attributes)));
        }
    }
}
