package org.rootbuild.verbs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.event.Activity;
import org.rootbuild.language.Options;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** Text that is replaced by another one in files of a root or of an image. */
final class Substitution {
    static final String PATH = "path";
    static final String SOUGHT = "what";
    static final String REPLACEMENT = "replacement";
    static final String ON_LINES = "onLines";
    static final String TIMES = "times";
    static final String OPTIONAL = "optional";
    static final String ON_LINES_ABOUT = "only on lines in which this is found";
    static final String TIMES_ABOUT = "how many there must be; any number but 0 where it is not given";
    static final String OPTIONAL_ABOUT = "none at all is no error";
    private static final long LIMIT_BYTES = 64L << 20;
    /** Splits behind each line end, so that every line keeps its own. */
    private static final Pattern LINE_END = Pattern.compile("(?<=\n)");

    private final Fields fields;

    Substitution(Fields fields) {
        this.fields = fields;
    }

    /** Writes down what the recipe says. */
    static Fields.Builder record(Options given, String path, Value sought, String replacement, Fields.Builder fields) {
        fields.text(PATH, path).put(SOUGHT, sought).text(REPLACEMENT, replacement);
        given.value(ON_LINES).ifPresent(value -> fields.put(ON_LINES, value));
        given.whole(TIMES).ifPresent(times -> fields.whole(TIMES, times));
        if (given.flag(OPTIONAL)) {
            fields.flag(OPTIONAL, true);
        }
        return fields;
    }

    void carryOut(EditableTree tree, Activity activity) throws IOException {
        long count = 0;
        for (Entry entry : Matches.of(tree, fields.texts(PATH))) {
            Entry real = tree.get(tree.follow(entry.path())).orElse(entry);
            if (real instanceof Entry.PlainFile file) {
                count += inFile(tree, file);
            } else {
                throw new Failure(TreePath.shown(entry.path()) + " is no plain file", "Name files, not folders or"
                    + " devices.");
            }
        }
        judge(count);
        activity.log(count + (count == 1 ? " replacement" : " replacements"));
    }

    private void judge(long count) throws Failure {
        Optional<Long> times = fields.findWhole(TIMES);
        String where = " in " + fields.text(PATH);
        if (times.isPresent() && times.get() != count) {
            throw new Failure(shown() + " was found " + count + " times instead of " + times.get() + where,
                "Look at the file with 'rootbuild inspect', then correct the text or times:.");
        }
        if (count == 0 && times.isEmpty() && !fields.flag(OPTIONAL)) {
            throw new Failure(shown() + " was not found" + where,
                "Correct the text, or say optional: true if it may be missing.");
        }
    }

    private String shown() {
        return fields.get(SOUGHT) instanceof Value.Regex regex ? "/" + regex.regex() + "/"
            : "'" + fields.text(SOUGHT) + "'";
    }

    private long inFile(EditableTree tree, Entry.PlainFile file) throws IOException {
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
            boolean regex = fields.get(SOUGHT) instanceof Value.Regex;
            pattern = regex ? ((Value.Regex) fields.get(SOUGHT)).pattern()
                : Pattern.compile(fields.text(SOUGHT), Pattern.LITERAL);
            replacement = regex ? fields.text(REPLACEMENT) : Matcher.quoteReplacement(fields.text(REPLACEMENT));
            onLines = fields.find(ON_LINES).map(value -> ((Value.Regex) value).pattern());
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
