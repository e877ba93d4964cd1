package org.rootbuild.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the bracket or quote that has no partner. Groovy's parser says where it could not go on, which for a missing
 * brace is the end of the script; this says which one was never closed. It knows comments and Groovy's kinds of text.
 */
final class Brackets {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";
    private static final Pattern SHELL_EXPANSION = Pattern.compile("\\$\\{\\w+(?::[-=+?]|[#@]|%%|//|\\^\\^|,,).*");
    private static final String BEFORE_PATTERN = "(,=:[!&|?{};~+-*%<>\n";

    private final String text;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int at;

    private Brackets(String text) {
        this.text = text;
    }

    /** What is wrong, at a character of the script. */
    record Finding(int line, int column, Message message) {
    }

    static Optional<Finding> check(String text) {
        return new Brackets(text).code(false);
    }

    /** Reads code up to its end, or where it stands inside a text up to the brace that ends it. */
    private Optional<Finding> code(boolean insideText) {
        int outer = open.size();
        char before = '\n';
        while (at < text.length()) {
            char here = text.charAt(at);
            if (insideText && here == '}' && open.size() == outer) {
                at++;
                return Optional.empty();
            }
            Optional<Finding> wrong = one(here, before);
            if (wrong.isPresent()) {
                return wrong;
            }
            before = here == ' ' || here == '\t' || here == '\r' ? before : here;
        }
        return open.isEmpty() ? Optional.empty() : neverClosed(open.peek());
    }

    /** Reads one comment, text, bracket or other character. */
    private Optional<Finding> one(char here, char before) {
        if (text.startsWith("//", at) || at == 0 && text.startsWith("#!")) {
            skipTo("\n", 0);
        } else if (text.startsWith("/*", at)) {
            return skipTo("*/", 2) ? Optional.empty() : found(at, "a comment is never closed", "Close it with */.");
        } else if (here == '\'' || here == '"') {
            return quoted();
        } else if (here == '/' && BEFORE_PATTERN.indexOf(before) >= 0) {
            return pattern();
        } else if (OPENING.indexOf(here) >= 0) {
            open.push(at++);
        } else if (CLOSING.indexOf(here) >= 0) {
            return close(here);
        } else {
            at++;
        }
        return Optional.empty();
    }

    private Optional<Finding> close(char closing) {
        if (open.isEmpty()) {
            return found(at, "'" + closing + "' closes nothing", "Remove it, or open it before.");
        }
        int opened = open.pop();
        if (OPENING.indexOf(text.charAt(opened)) != CLOSING.indexOf(closing)) {
            return found(at, "'" + closing + "' cannot close '" + text.charAt(opened) + "' of line " + line(opened),
                "Close '" + text.charAt(opened) + "' before.");
        }
        at++;
        return Optional.empty();
    }

    private Optional<Finding> neverClosed(int opened) {
        char bracket = text.charAt(opened);
        return found(opened, "'" + bracket + "' is never closed",
            "Add the '" + CLOSING.charAt(OPENING.indexOf(bracket)) + "' that ends it.");
    }

    private Optional<Finding> quoted() {
        int start = at;
        String one = String.valueOf(text.charAt(at));
        String quote = text.startsWith(one.repeat(3), at) ? one.repeat(3) : one;
        at += quote.length();
        while (at < text.length() && !text.startsWith(quote, at)) {
            if (quote.length() == 1 && text.charAt(at) == '\n') {
                break;
            }
            Optional<Finding> wrong = one.equals("\"") && isStrayDollar() ? strayDollar() : part(one.equals("\""));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (!text.startsWith(quote, at)) {
            return found(start, "a text has no closing quote",
                quote.length() == 1 ? "Texts over several lines stand between ''' and '''." : "Close it with " + quote
                + ".");
        }
        at += quote.length();
        return Optional.empty();
    }

    /** Whether a dollar sign stands here that begins neither a variable nor code, as texts of the shell have them. */
    private boolean isStrayDollar() {
        if (text.charAt(at) != '$') {
            return false;
        }
        if (!text.startsWith("${", at)) {
            return at + 1 >= text.length() || !Character.isJavaIdentifierStart(text.charAt(at + 1))
                || text.charAt(at + 1) == '$';
        }
        int end = text.indexOf('\n', at);
        return SHELL_EXPANSION.matcher(text.substring(at, end < 0 ? text.length() : end)).matches();
    }

    private Optional<Finding> strayDollar() {
        return found(at, "in a text between double quotes '$' begins a variable of the recipe",
            "Write \\$ for a dollar sign, or put the text between single quotes, ' or '''.");
    }

    private Optional<Finding> pattern() {
        int start = at++;
        while (at < text.length() && text.charAt(at) != '/') {
            Optional<Finding> wrong = part(true);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (at >= text.length()) {
            return found(start, "a regular expression has no closing '/'", "Close it with /.");
        }
        at++;
        return Optional.empty();
    }

    /** One character of a text, or a whole {@code ${…}} in it. */
    private Optional<Finding> part(boolean withCode) {
        if (text.charAt(at) == '\\') {
            at = Math.min(text.length(), at + 2);
        } else if (withCode && text.startsWith("${", at)) {
            at += 2;
            return code(true);
        } else {
            at++;
        }
        return Optional.empty();
    }

    private boolean skipTo(String end, int more) {
        int found = text.indexOf(end, at + more);
        if (found < 0 && more > 0) {
            return false;
        }
        at = found < 0 ? text.length() : found + more;
        return true;
    }

    private int line(int position) {
        return (int) text.substring(0, position).chars().filter(each -> each == '\n').count() + 1;
    }

    private Optional<Finding> found(int position, String message, String hint) {
        int column = position - (position == 0 ? -1 : text.lastIndexOf('\n', position - 1));
        return Optional.of(new Finding(line(position), column, new Message(message, hint)));
    }
}
