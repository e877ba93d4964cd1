package org.rootbuild.verbs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.Glob;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code remove}: takes files and folders away. */
public final class Remove implements Verb.OnPass {
    @Doc(value = "Removes files, links and whole folders. Paths may be patterns; one that stands for nothing is an"
        + " error.",
        examples = "remove '/usr/share/doc', '/usr/share/man', '/etc/**/*.bak'")
    public static void remove(PassSpec self, String path, String... more) {
        remove(self, Map.of(), path, more);
    }

    @Doc(value = "Removes files, links and whole folders, if they are there.",
        examples = "remove '/var/cache/*', ifPresent: true")
    public static void remove(PassSpec self,
        @Option(name = "ifPresent", type = Boolean.class, about = "a path that stands for nothing is no error")
        Map<String, Object> options, String path, String... more) {
        Fields.Builder fields = Fields.builder().texts("paths", PathCheck.checked(self, PathCheck.all(path, more)));
        if (Options.of(options).flag("ifPresent")) {
            fields.flag("ifPresent", true);
        }
        self.step(Remove.class, fields.build());
    }

    @Override
    public String name() {
        return "remove";
    }

    @Override
    public void run(PassContext context) throws IOException {
        EditableTree tree = Place.tree(context);
        for (String pattern : context.arguments().texts("paths")) {
            List<Entry> found = Glob.of(pattern).in(tree);
            if (found.isEmpty() && !context.arguments().flag("ifPresent")) {
                throw Matches.nothing(tree, pattern);
            }
            for (Entry entry : found) {
                tree.remove(entry.path());
            }
        }
    }
}
