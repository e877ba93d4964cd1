package org.rootbuild.verbs;

import java.io.IOException;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code rename}: gives a file or folder another path. */
public final class Rename implements Verb.OnPass {
    @Doc(value = "Moves a file, a link or a whole folder to another path, or into a folder that is there.",
        examples = "rename '/etc/profile.dist', '/etc/profile'")
    public static void rename(PassSpec self, String from, String to) {
        self.step(Rename.class, Fields.builder().text("from", PathCheck.checked(self, from))
            .text("to", PathCheck.checked(self, to)).build());
    }

    @Override
    public String name() {
        return "rename";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Place.tree(context).rename(context.arguments().text("from"), context.arguments().text("to"));
    }
}
