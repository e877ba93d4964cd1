package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code symlink}: a symbolic link. */
public final class Symlink implements Verb.OnPass {
    @Doc(value = "Makes a symbolic link; a file or link that is there is replaced. The target need not exist, and is"
        + " not"
        + " changed in any way.", examples = "symlink '/bin/sh', to: 'busybox'")
    public static void symlink(PassSpec self,
        @Option(name = "to", type = String.class, about = "the text of the link, absolute or relative to its folder",
            required = true)
        Map<String, Object> options, String path) {
        String place = PathCheck.checked(self, path);
        String target = Options.of(options).text("to").orElse("");
        if (target.isEmpty()) {
            self.problem("the link '" + path + "' points nowhere", "Say where it points, with to: 'target'.");
            return;
        }
        self.step(Symlink.class, Fields.builder().text("path", place).text("to", target).build());
    }

    @Override
    public String name() {
        return "symlink";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        Place.tree(context).put(new Entry.Symlink(TreePath.of(fields.text("path")),
            Attributes.ofRoot(0777, context.epochSeconds()), fields.text("to")));
    }
}
