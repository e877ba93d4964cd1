package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code chmod}: permission bits. */
public final class Chmod implements Verb.OnPass {
    @Doc(value = "Sets permission bits; links are passed over. Paths may be patterns.",
        examples = "chmod 0755, '/init', '/etc/init.d/*'")
    public static void chmod(PassSpec self, int mode, String... paths) {
        chmod(self, Map.of(), mode, paths);
    }

    @Doc(value = "Sets permission bits of everything below the paths too.",
        examples = "chmod 0700, '/root', recursive: true")
    public static void chmod(PassSpec self,
        @Option(name = "recursive", type = Boolean.class, about = "also what lies below folders")
        Map<String, Object> options, int mode, String... paths) {
        Fields.Builder fields = Fields.builder().texts("paths", PathCheck.checked(self, paths));
        FileOptions.recordMode(self, mode, fields);
        if (Options.of(options).flag("recursive")) {
            fields.flag("recursive", true);
        }
        self.step(Chmod.class, fields.build());
    }

    @Override
    public String name() {
        return "chmod";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Attributing.each(context, (EditableTree tree, Entry entry) -> entry instanceof Entry.Symlink
            ? entry.attributes() : FileOptions.apply(context.arguments(), tree, entry.attributes()));
    }
}
