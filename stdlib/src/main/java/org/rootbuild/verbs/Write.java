package org.rootbuild.verbs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.Values;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code write}: a file with the text given. */
public final class Write implements Verb.OnPass {
    private static final String APPEND = "append";

    @Doc(value = "Writes a file with exactly this text, in UTF-8; one that is there is replaced.",
        examples = "write '/etc/hostname', 'box\\n'")
    public static void write(PassSpec self, String path, CharSequence text) {
        write(self, Map.of(), path, text);
    }

    @Doc(value = "Writes a file with exactly this text, in UTF-8; one that is there is replaced, or with append:"
        + " lengthened.",
        examples = {"write '/init', '''#!/bin/sh\\nexec /bin/sh\\n''', mode: 0755",
            "write '/etc/fstab', 'proc /proc proc defaults 0 0\\n', append: true"})
    public static void write(PassSpec self,
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0644 for a new file")
        @Option(name = "owner", type = String.class, about = "user or user:group, by number or as the root names"
            + " them; 0:0"
            + " for a new file")
        @Option(name = "append", type = Boolean.class, about = "puts the text behind what the file holds")
        Map<String, Object> options, String path, CharSequence text) {
        step(self, options, path, Values.sealed(text));
    }

    @Doc(value = "Writes a file with a text of several lines that is indented as the recipe is: what all lines begin"
        + " with is taken away.",
        examples = {"write '/etc/hosts', indented: '''", "    127.0.0.1  localhost", "    ::1        localhost",
            "    '''"})
    public static void write(PassSpec self,
        @Option(name = TextOption.INDENTED, type = String.class, about = TextOption.ABOUT, required = true)
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0644 for a new file")
        @Option(name = "owner", type = String.class, about = "user or user:group, by number or as the root names"
            + " them; 0:0 for a new file")
        @Option(name = "append", type = Boolean.class, about = "puts the text behind what the file holds")
        Map<String, Object> options, String path) {
        step(self, options, path, TextOption.of(Options.of(options)));
    }

    private static void step(PassSpec self, Map<String, Object> options, String path, Value text) {
        String place = PathCheck.checked(self, path);
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().text("path", place).put("text", text);
        FileOptions.record(self, given, fields);
        if (given.flag(APPEND)) {
            fields.flag(APPEND, true);
        }
        self.step(Write.class, fields.build());
    }

    @Override
    public String name() {
        return "write";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        String path = tree.follow(TreePath.of(fields.text("path")));
        byte[] text = fields.text("text").getBytes(StandardCharsets.UTF_8);
        Attributes attributes = Attributes.ofRoot(Attributes.FILE_MODE, context.epochSeconds());
        if (fields.flag(APPEND) && tree.get(path).isPresent()) {
            if (!(tree.get(path).get() instanceof Entry.PlainFile file)) {
                throw new Failure(TreePath.shown(path) + " is no plain file, so nothing can be put behind what it"
                    + " holds",
                    "Name a file, or remove what stands there first.");
            }
            attributes = file.attributes().withMtime(context.epochSeconds());
            byte[] old = file.content().bytes();
            byte[] joined = java.util.Arrays.copyOf(old, old.length + text.length);
            System.arraycopy(text, 0, joined, old.length, text.length);
            text = joined;
        }
        tree.write(path, FileOptions.apply(fields, tree, attributes), new ByteArrayInputStream(text));
    }
}
