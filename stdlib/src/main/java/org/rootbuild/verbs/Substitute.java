package org.rootbuild.verbs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.Values;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code substitute}: replaces text in files. */
public final class Substitute implements Verb.OnPass {
    private static final long LIMIT_BYTES = 64L << 20;
    /** Splits behind each line end, so that every line keeps its own. */
    private static final Pattern LINE_END = Pattern.compile("(?<=\n)");

    @Doc(value = "Replaces every occurrence of a text in a file and says how many there were. None is an error.",
        examples = "substitute '/etc/ssh/sshd_config', '#PermitRootLogin prohibit-password', 'PermitRootLogin yes'")
    public static void substitute(PassSpec self, String path, CharSequence text, CharSequence replacement) {
        substitute(self, Map.of(), path, text, replacement);
    }

    @Doc(value = "Replaces every occurrence of a text, on some lines only or a given number of times.",
        examples = "substitute 'gcc/config/i386/t-linux64', 'lib64', 'lib', onLines: ~/m64=/")
    public static void substitute(PassSpec self,
        @Option(name = "onLines", type = Pattern.class, about = "only on lines in which this is found")
        @Option(name = "times", type = Integer.class, about = "how many there must be; any number but 0 where it is"
            + " not given")
        @Option(name = "optional", type = Boolean.class, about = "none at all is no error")
        Map<String, Object> options, String path, CharSequence text, CharSequence replacement) {
        if (text.length() == 0) {
            self.problem("an empty text cannot be replaced", "Say which text is; write with append: puts some at the"
                + " end.");
            return;
        }
        step(self, options, path, new Value.Text(text.toString()), replacement.toString());
    }

    @Doc(value = "Replaces every match of a regular expression; $1 in the replacement is its first group.",
        examples = "substitute '/etc/inittab', ~/(?m)^#(ttyS0)/, '$1'")
    public static void substitute(PassSpec self, String path, Pattern pattern, CharSequence replacement) {
        substitute(self, Map.of(), path, pattern, replacement);
    }

    @Doc(value = "Replaces every match of a regular expression, on some lines only or a given number of times.",
        examples = "substitute '/etc/default/grub', ~/TIMEOUT=\\d+/, 'TIMEOUT=0', times: 1")
    public static void substitute(PassSpec self,
        @Option(name = "onLines", type = Pattern.class, about = "only on lines in which this is found")
        @Option(name = "times", type = Integer.class, about = "how many there must be; any number but 0 where it is"
            + " not given")
        @Option(name = "optional", type = Boolean.class, about = "none at all is no error")
        Map<String, Object> options, String path, Pattern pattern, CharSequence replacement) {
        step(self, options, path, Values.of(pattern), replacement.toString());
    }

    private static void step(PassSpec self, Map<String, Object> options, String path, Value what, String replacement) {
        String place = PathCheck.checked(self, path);
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().text("path", place).put("what", what).text("replacement", replacement);
        given.value("onLines").ifPresent(value -> fields.put("onLines", value));
        given.whole("times").ifPresent(times -> fields.whole("times", times));
        if (given.flag("optional")) {
            fields.flag("optional", true);
        }
        self.step(Substitute.class, fields.build());
    }

    @Override
    public String name() {
        return "substitute";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        long count = 0;
        for (Entry entry : Matches.of(tree, fields.texts("path"))) {
            Entry real = tree.get(tree.follow(entry.path())).orElse(entry);
            if (real instanceof Entry.PlainFile file) {
                count += inFile(tree, file, fields);
            } else {
                throw new Failure(TreePath.shown(entry.path()) + " is no plain file", "Name files, not folders or"
                    + " devices.");
            }
        }
        judge(fields, count);
        context.activity().log(count + (count == 1 ? " replacement" : " replacements"));
    }

    private static void judge(Fields fields, long count) throws Failure {
        Optional<Long> times = fields.findWhole("times");
        String where = " in " + fields.text("path");
        if (times.isPresent() && times.get() != count) {
            throw new Failure(shown(fields) + " was found " + count + " times instead of " + times.get() + where,
                "Look at the file with 'rootbuild inspect', then correct the text or times:.");
        }
        if (count == 0 && times.isEmpty() && !fields.flag("optional")) {
            throw new Failure(shown(fields) + " was not found" + where,
                "Correct the text, or say optional: true if it may be missing.");
        }
    }

    private static String shown(Fields fields) {
        return fields.get("what") instanceof Value.Regex regex ? "/" + regex.regex() + "/"
            : "'" + fields.text("what") + "'";
    }

    private static long inFile(EditableTree tree, Entry.PlainFile file, Fields fields) throws IOException {
        if (file.content().sizeBytes() > LIMIT_BYTES) {
            throw new Failure(TreePath.shown(file.path()) + " is larger than 64 MiB", "Text files only, please.");
        }
        byte[] bytes = file.content().bytes();
        Charset charset = charset(bytes);
        Replacement replacement = new Replacement(fields);
        String changed = replacement.apply(new String(bytes, charset));
        if (replacement.count() > 0) {
            tree.write(file.path(), file.attributes(), new ByteArrayInputStream(changed.getBytes(charset)));
        }
        return replacement.count();
    }

    /** Bytes that are no UTF-8 are taken one by one, so that they come out as they went in. */
    private static Charset charset(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException other) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    /** Replaces and counts. */
    private static final class Replacement {
        private final Pattern pattern;
        private final String replacement;
        private final Optional<Pattern> onLines;
        private long count;

        Replacement(Fields fields) {
            boolean regex = fields.get("what") instanceof Value.Regex;
            pattern = regex ? ((Value.Regex) fields.get("what")).pattern()
                : Pattern.compile(fields.text("what"), Pattern.LITERAL);
            replacement = regex ? fields.text("replacement") : Matcher.quoteReplacement(fields.text("replacement"));
            onLines = fields.find("onLines").map(value -> ((Value.Regex) value).pattern());
        }

        long count() {
            return count;
        }

        String apply(String text) throws Failure {
            if (onLines.isEmpty()) {
                return replaced(text);
            }
            StringBuilder out = new StringBuilder();
            for (String line : LINE_END.split(text, -1)) {
                out.append(onLines.get().matcher(line).find() ? replaced(line) : line);
            }
            return out.toString();
        }

        private String replaced(String text) throws Failure {
            Matcher matcher = pattern.matcher(text);
            StringBuilder out = new StringBuilder();
            try {
                while (matcher.find()) {
                    matcher.appendReplacement(out, replacement);
                    count++;
                }
            } catch (IndexOutOfBoundsException | IllegalArgumentException noSuchGroup) {
                throw new Failure("the replacement '" + replacement + "' does not fit /" + pattern + "/: "
                    + noSuchGroup.getMessage(), "Name groups that the expression has, and write \\$ for a dollar"
                    + " sign.");
            }
            return matcher.appendTail(out).toString();
        }
    }
}
