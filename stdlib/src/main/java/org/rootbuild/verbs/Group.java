package org.rootbuild.verbs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.rootbuild.accounts.AccountBook;
import org.rootbuild.accounts.GroupRequest;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code group}: groups of the root. */
public final class Group implements Verb.OnPass {
    @Doc(value = "Makes a group of the root; one that is there stays as it is.", examples = "group 'render'")
    public static void group(PassSpec self, String name) {
        group(self, Map.of(), name);
    }

    @Doc(value = "Makes a group of the root, or lets users join one that is there.",
        examples = "group 'staff', gid: 50, members: ['tc']")
    public static void group(PassSpec self,
        @Option(name = "gid", type = Integer.class, about = "the number; a free one where it is not given")
        @Option(name = "system", type = Boolean.class, about = "whether its number is below those of people's groups")
        @Option(name = "members", type = List.class, about = "users that join it; they are there already")
        Map<String, Object> options, String name) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().text("name", User.checked(self, name));
        given.whole("gid").ifPresent(gid -> fields.whole("gid", gid));
        if (given.flag("system")) {
            fields.flag("system", true);
        }
        if (given.has("members")) {
            fields.texts("members", given.texts("members"));
        }
        self.step(Group.class, fields.build());
    }

    @Override
    public String name() {
        return "group";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        AccountBook book = AccountBook.of(Place.tree(context), context.epochSeconds());
        book.group(new GroupRequest(fields.text("name"), fields.findWhole("gid"), fields.flag("system"),
            fields.texts("members")));
        book.save();
    }
}
