package org.rootbuild.language.sample;

import java.util.List;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** A verb with named arguments of several types. */
public final class WriteVerb implements Verb.OnPass {
    @Override
    public String name() {
        return "write";
    }

    @Doc("Writes a file.")
    public static void write(PassSpec pass, String path, String text) {
        write(pass, Map.of(), path, text);
    }

    @Doc("Writes a file.")
    public static void write(PassSpec pass,
        @Option(name = "mode", type = String.class, about = "its permissions, in octal")
        @Option(name = "owner", type = Integer.class, about = "the number of its owner")
        @Option(name = "tags", type = List.class, about = "words for it")
        @Option(name = "append", type = Boolean.class, about = "whether what is there stays")
        Map<String, Object> options, String path, String text) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().text("path", path).text("text", text);
        given.text("mode").ifPresent(mode -> fields.text("mode", mode));
        given.whole("owner").ifPresent(owner -> fields.whole("owner", owner));
        if (given.has("tags")) {
            fields.texts("tags", given.texts("tags"));
        }
        fields.flag("append", given.flag("append"));
        pass.step(WriteVerb.class, fields.build());
    }

    @Override
    public void run(PassContext context) {
    }
}
