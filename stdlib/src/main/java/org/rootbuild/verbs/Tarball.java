package org.rootbuild.verbs;

import java.util.List;
import java.util.Map;
import org.rootbuild.language.MadeBase;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** {@code tarball}: a root that begins as an archive. */
public final class Tarball implements Verb.Word {
    @Doc(value = "A beginning for a root: what an archive holds. All kinds of archives that 'unpack' knows will do.",
        examples = "root('base', from: tarball(alpine)) { … }")
    public static MadeBase tarball(RecipeScript self, SourceRef archive) {
        return tarball(self, Map.of(), archive);
    }

    @Doc(value = "A beginning for a root: a part of an archive, or what lies below its outer folders.",
        examples = "root('base', from: tarball(stage3, strip: 1, without: ['*/dev/**'])) { … }")
    public static MadeBase tarball(RecipeScript self,
        @Option(name = "into", type = String.class, about = "folder of the root; / where it is not given")
        @Option(name = "strip", type = Integer.class, about = "how many leading names to take from every path")
        @Option(name = "only", type = List.class, about = "patterns of the names to take; each must match something")
        @Option(name = "without", type = List.class, about = "patterns of the names to leave out")
        @Option(name = "owner", type = String.class, about = "user:group, by number, for everything")
        @Option(name = "absoluteNames", type = Boolean.class, about = "takes absolute names as if they began at the"
            + " root")
        @Option(name = "maxEntries", type = Integer.class, about = "more entries are a bomb; one million where not"
            + " given")
        @Option(name = "maxSize", type = Size.class, about = "more bytes are a bomb; 64.GiB where not given")
        @Option(name = "maxRatio", type = Integer.class, about = "a stronger compression is a bomb; 250 where not"
            + " given")
        Map<String, Object> options, SourceRef archive) {
        Object into = options.get("into");
        if (into != null && !into.toString().startsWith("/")) {
            self.problem("'" + into + "' is no folder of a root", "Write it from the root on: into: '/usr'.");
        }
        return new MadeBase(Unpack.class, Unpack.fields(self::problem, options, archive.value()), Fields.none());
    }

    @Override
    public String name() {
        return "tarball";
    }
}
