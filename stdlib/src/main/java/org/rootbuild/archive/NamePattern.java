package org.rootbuild.archive;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.rootbuild.problem.Failure;

/**
 * A pattern of names in an archive: {@code *} and {@code ?} stay within one name, {@code **} goes through folders,
 * {@code [a-z]} is one of these characters and {@code [!a-z]} none of them, {@code {a,b}} either; a backslash takes the
 * meaning from what follows. A pattern that matches a folder matches everything in it too.
 */
final class NamePattern {
    private final String text;
    private final Pattern pattern;

    private NamePattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** @throws Failure when the pattern is not well formed */
    static NamePattern of(String text) throws Failure {
        String bare = text.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
        if (bare.isEmpty()) {
            throw new Failure("the pattern '" + text + "' names nothing",
                "Write a name or a pattern such as 'usr/**'.");
        }
        try {
            return new NamePattern(text, Pattern.compile(new Translation(bare).regex() + "(?:/.*)?", Pattern.DOTALL));
        } catch (PatternSyntaxException malformed) {
            throw new Failure("the pattern '" + text + "' is not well formed", "Close every bracket and brace of it.",
                malformed);
        }
    }

    /** @param name without a leading {@code ./} and without a slash at its end */
    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    String text() {
        return text;
    }

    static boolean anyMatches(Collection<NamePattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    /** From the pattern to a regular expression. */
    private static final class Translation {
        private final String glob;
        private final StringBuilder regex = new StringBuilder();
        private int at;
        private int braces;

        Translation(String glob) {
            this.glob = glob;
        }

        String regex() {
            while (at < glob.length()) {
                char one = glob.charAt(at++);
                switch (one) {
                    case '*' -> star();
                    case '?' -> regex.append("[^/]");
                    case '[' -> set();
                    case '{' -> brace();
                    case '}' -> closeBrace();
                    case ',' -> regex.append(braces > 0 ? "|" : ",");
                    case '\\' -> literal(at < glob.length() ? glob.charAt(at++) : '\\');
                    default -> literal(one);
                }
            }
            if (braces > 0) {
                throw new PatternSyntaxException("a brace is open", glob, glob.length());
            }
            return "(?:" + regex + ")";
        }

        private void literal(char one) {
            regex.append(Pattern.quote(String.valueOf(one)));
        }

        private void star() {
            if (!glob.startsWith("*", at)) {
                regex.append("[^/]*");
                return;
            }
            at++;
            boolean ownName = (at == 2 || glob.charAt(at - 3) == '/') && glob.startsWith("/", at);
            if (ownName) {
                at++;
            }
            regex.append(ownName ? "(?:.*/)?" : ".*");
        }

        private void set() {
            int end = glob.indexOf(']', at + 1);
            if (end < 0) {
                throw new PatternSyntaxException("a bracket is open", glob, at);
            }
            String inside = glob.substring(at, end);
            boolean without = inside.startsWith("!") || inside.startsWith("^");
            String characters = inside.substring(without ? 1 : 0).replaceAll("([\\[\\]\\\\&^])", "\\\\$1");
            regex.append("(?!/)[").append(without ? "^" : "").append(characters).append(']');
            at = end + 1;
        }

        private void brace() {
            braces++;
            regex.append("(?:");
        }

        private void closeBrace() {
            if (braces-- == 0) {
                throw new PatternSyntaxException("no brace is open", glob, at);
            }
            regex.append(')');
        }
    }
}
