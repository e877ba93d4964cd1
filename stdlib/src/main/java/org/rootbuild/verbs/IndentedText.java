package org.rootbuild.verbs;

import groovy.lang.GString;
import java.util.Optional;
import org.codehaus.groovy.runtime.GStringImpl;
import org.rootbuild.language.Values;
import org.rootbuild.model.Value;

/**
 * A text of several lines that a recipe indents as the code around it: without the blanks that all lines begin with,
 * without the line break behind the opening quotes, and without the blanks before the closing ones. What a text in
 * double quotes takes from variables is put in afterwards, as it is.
 */
final class IndentedText {
    private final String[] parts;

    private IndentedText(String[] parts) {
        this.parts = parts;
    }

    /** As the model holds it: a text, or one with secrets. */
    static Value of(CharSequence text) {
        if (text instanceof GString mixed && mixed.getValueCount() > 0) {
            IndentedText stripped = new IndentedText(padded(mixed));
            stripped.strip();
            return Values.sealed(new GStringImpl(mixed.getValues(), stripped.parts).toString());
        }
        IndentedText stripped = new IndentedText(new String[] {text.toString()});
        stripped.strip();
        return Values.sealed(stripped.parts[0]);
    }

    /** One text more than there are values, also where the last one is empty and so left out. */
    private static String[] padded(GString mixed) {
        String[] parts = new String[mixed.getValueCount() + 1];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = i < mixed.getStrings().length ? mixed.getStrings()[i] : "";
        }
        return parts;
    }

    private void strip() {
        int last = parts.length - 1;
        parts[0] = parts[0].replaceFirst("^[ \\t]*\\r?\\n", "");
        parts[last] = parts[last].replaceFirst("(?<=\\n)[ \\t]+\\z", "");
        String indent = indent().orElse("");
        boolean lineStart = true;
        for (int i = 0; i <= last; i++) {
            parts[i] = outdented(parts[i], indent, lineStart, i == last);
            lineStart = false;
        }
    }

    /** What all lines that are not blank begin with. */
    private Optional<String> indent() {
        Optional<String> common = Optional.empty();
        for (int i = 0; i < parts.length; i++) {
            String[] lines = parts[i].split("\n", -1);
            for (int line = i == 0 ? 0 : 1; line < lines.length; line++) {
                boolean beforeValue = line == lines.length - 1 && i < parts.length - 1;
                if (beforeValue || !lines[line].isBlank()) {
                    String blanks = blanks(lines[line]);
                    common = Optional.of(common.map(known -> shared(known, blanks)).orElse(blanks));
                }
            }
        }
        return common;
    }

    private static String blanks(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        return line.substring(0, end);
    }

    private static String shared(String one, String other) {
        int end = 0;
        while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
            end++;
        }
        return one.substring(0, end);
    }

    private static String outdented(String part, String indent, boolean lineStart, boolean last) {
        String[] lines = part.split("\n", -1);
        for (int line = lineStart ? 0 : 1; line < lines.length; line++) {
            boolean beforeValue = line == lines.length - 1 && !last;
            lines[line] = !beforeValue && lines[line].isBlank() ? "" : lines[line].substring(indent.length());
        }
        return String.join("\n", lines);
    }
}
