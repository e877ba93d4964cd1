package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code chown}: owners. */
public final class Chown implements Verb.OnPass {
    @Doc(value = "Sets owner and group, by number or as the root's own /etc/passwd and /etc/group name them. Needs no"
        + " privileges. Links themselves are changed. Paths may be patterns.",
        examples = "chown 'daemon:daemon', '/var/spool'")
    public static void chown(PassSpec self, String owner, String... paths) {
        chown(self, Map.of(), owner, paths);
    }

    @Doc(value = "Sets owner and group of everything below the paths too.",
        examples = "chown '1000:1000', '/home/user', recursive: true")
    public static void chown(PassSpec self,
        @Option(name = "recursive", type = Boolean.class, about = "also what lies below folders")
        Map<String, Object> options, String owner, String... paths) {
        Fields.Builder fields = Fields.builder().texts("paths", PathCheck.checked(self, paths));
        FileOptions.recordOwner(self, owner, fields);
        if (Options.of(options).flag("recursive")) {
            fields.flag("recursive", true);
        }
        self.step(Chown.class, fields.build());
    }

    @Override
    public String name() {
        return "chown";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Attributing.each(context, (tree, entry) -> FileOptions.apply(context.arguments(), tree, entry.attributes()));
    }
}
