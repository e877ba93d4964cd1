package org.rootbuild.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.language.Outline;
import org.rootbuild.language.Span;
import org.rootbuild.language.Statement;

/**
 * A statement of an input with the comments that belong to it, ready to be put elsewhere.
 *
 * @param start     where the statement begins in the input
 * @param comments  the lines of comment before it, without their indentation
 * @param lines     its own, the first without its indentation
 * @param fixed     for each line, whether it begins inside a text, so that its indentation stays
 * @param base      by how many blanks the input indents it
 * @param comment   the one behind it on its last line; may be empty
 */
record Piece(Statement statement, int start, List<String> comments, List<String> lines, List<Boolean> fixed, int base,
             String comment) {
    private static final Pattern BEHIND = Pattern.compile("[ \\t]*;?[ \\t]*(//[^\\n]*)?");

    Piece {
        comments = List.copyOf(comments);
        lines = List.copyOf(lines);
        fixed = List.copyOf(fixed);
    }

    static Piece of(Outline input, int index) {
        Statement statement = input.statements().get(index);
        String text = input.text();
        Span span = statement.span();
        int before = index == 0 ? 0 : endWithComment(text, input.statements().get(index - 1).span().end());
        List<String> comments = text.substring(Math.min(before, span.start()), span.start()).lines().map(String::strip)
            .filter(line -> line.startsWith("//")).toList();
        List<String> lines = new ArrayList<>();
        List<Boolean> fixed = new ArrayList<>();
        for (int at = span.start(); at < span.end();) {
            int end = text.indexOf('\n', at);
            end = end < 0 || end > span.end() ? span.end() : end;
            lines.add(text.substring(at, end));
            int first = at;
            fixed.add(input.literals().stream().anyMatch(literal -> literal.start() < first && first < literal.end()));
            at = end + 1;
        }
        String tail = text.substring(span.end(), endWithComment(text, span.end()));
        return new Piece(statement, span.start(), comments, lines, fixed, indentation(text, span.start()).length(),
            tail.contains("//") ? tail.substring(tail.indexOf("//")).stripTrailing() : "");
    }

    /** Where the line's own comment behind a statement ends, too. */
    static int endWithComment(String text, int end) {
        Matcher behind = BEHIND.matcher(text).region(end, text.length());
        return behind.lookingAt() ? behind.end() : end;
    }

    /** The blanks that the line at that place begins with. */
    static String indentation(String text, int at) {
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int end = start;
        while (end < at && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    /** All its lines, with the comments, indented so; ends without a line end. */
    String placed(String indent) {
        StringBuilder text = new StringBuilder();
        comments.forEach(line -> text.append(indent).append(line).append('\n'));
        return text.append(indent).append(bare(indent)).append(comment.isEmpty() ? "" : "  " + comment).toString();
    }

    /** The statement alone, to stand behind that indentation. */
    String bare(String indent) {
        StringBuilder text = new StringBuilder(lines.get(0));
        for (int i = 1; i < lines.size(); i++) {
            text.append('\n').append(fixed.get(i) ? lines.get(i) : moved(lines.get(i), indent));
        }
        return text.toString();
    }

    private String moved(String line, String indent) {
        if (line.isBlank()) {
            return "";
        }
        int blanks = 0;
        while (blanks < base && blanks < line.length() && Character.isWhitespace(line.charAt(blanks))) {
            blanks++;
        }
        return indent + line.substring(blanks);
    }

    boolean isBlock() {
        return lines.size() > 1 && statement.body().isPresent();
    }
}
