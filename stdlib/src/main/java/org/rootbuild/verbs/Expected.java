package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;

/** What a text is expected to be. */
record Expected(List<String> contains, Optional<Pattern> matches, Optional<String> equal) {
    static final String CONTAINS = "contains";
    static final String MATCHES = "matches";
    static final String EQUALS = "equals";

    static Expected of(Fields fields) {
        return new Expected(fields.texts(CONTAINS), fields.find(MATCHES).map(value -> ((Value.Regex) value).pattern()),
            fields.findText(EQUALS));
    }

    /**
     * Looks whether the text is as expected.
     *
     * @param what    the sentence that must hold
     * @param subject what the text is, such as {@code the file /etc/passwd}
     */
    void check(String what, String subject, List<String> lines) throws NotAsExpected {
        String text = String.join("\n", lines);
        List<String> unmet = new ArrayList<>();
        contains.stream().filter(part -> !text.contains(part)).forEach(part -> unmet.add("contains '" + part + "'"));
        matches.filter(pattern -> !pattern.matcher(text).find()).ifPresent(pattern ->
            unmet.add("matches /" + pattern + "/"));
        equal.filter(whole -> !bare(whole).equals(bare(text))).ifPresent(whole -> unmet.add("is '" + bare(whole) + "'"));
        if (!unmet.isEmpty()) {
            throw new NotAsExpected("'" + what + "' does not hold: " + subject + " is not as expected",
                unmet.stream().map(one -> subject + " " + one).toList(), lines);
        }
    }

    private static String bare(String text) {
        return text.replaceFirst("\n+$", "");
    }
}
