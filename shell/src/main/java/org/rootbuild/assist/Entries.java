package org.rootbuild.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.rootbuild.assist.Token.Quote;
import org.rootbuild.assist.Token.Sort;

/** Cuts what was typed or pasted into commands and statements of Groovy, in time that grows with its length. */
public final class Entries {
    private static final Set<String> GOES_ON = Set.of("else", "catch", "finally", ".", "?.", "*.", "&&", "||", "?", ":",
        "?:", ".&", "==", "!=");

    private final Wholeness wholeness = new Wholeness();
    private final Predicate<String> commands;

    /** @param commands whether a line calls a command */
    public Entries(Predicate<String> commands) {
        this.commands = commands;
    }

    /** The commands and statements of a text in their order, without blank ones; the last one may not be whole. */
    public List<String> of(String text) {
        List<String> entries = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            String entry = text.substring(at, end);
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
            at = end + 1;
        }
        return entries;
    }

    /** Where the last command or statement of a text begins. */
    int lastStart(String text) {
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            if (end >= text.length()) {
                return at;
            }
            at = end + 1;
        }
        return at;
    }

    private int end(String text, int start) {
        int line = lineEnd(text, start);
        if (commands.test(text.substring(start, line))) {
            return line;
        }
        // Twice as far each time: a statement is looked at often enough when that takes no longer than reading it twice.
        int length = line - start;
        while (true) {
            int limit = lineEnd(text, Math.min(text.length(), start + length));
            int end = firstWhole(text, start, limit);
            if (end >= 0 || limit >= text.length()) {
                return end < 0 ? text.length() : end;
            }
            length = Math.max(1, 2 * (limit - start));
        }
    }

    private int firstWhole(String text, int start, int limit) {
        Tokens tokens = Lexer.read(text.substring(start, limit));
        int depth = 0;
        boolean code = false;
        for (int i = 0; i < tokens.all().size(); i++) {
            Token token = tokens.all().get(i);
            if (token.is(Sort.OPEN) || token.is(Sort.HOLE)) {
                depth++;
            } else if (token.is(Sort.CLOSE) || token.is(Sort.HOLE_END)) {
                depth--;
            } else if (token.is(Sort.NEWLINE) && depth <= 0 && code
                && ends(text, start, start + token.start(), limit)) {
                return start + token.start();
            }
            code |= token.isCode();
        }
        boolean over = tokens.inside() == Quote.NONE && depth <= 0 && ends(text, start, limit, text.length());
        return over ? limit : -1;
    }

    private boolean ends(String text, int start, int end, int limit) {
        return !goesOn(text, end, limit) && wholeness.isWhole(text.substring(start, end));
    }

    /** Whether the next line with anything on it belongs to what stands before it. */
    private static boolean goesOn(String text, int from, int limit) {
        int at = from;
        while (at < limit && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String next = text.substring(at, Math.min(limit, at + 20));
        List<Token> tokens = Lexer.read(next).all();
        return !tokens.isEmpty() && GOES_ON.contains(next.substring(tokens.get(0).start(), tokens.get(0).end()));
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
