package org.rootbuild.tree;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.rootbuild.problem.Failure;

/**
 * A pattern for paths: {@code *} and {@code ?} stay within one name, {@code **} goes through folders, {@code [a-z]} is
 * one of these characters and {@code [!a-z]} none of them, {@code {a,b}} either; a backslash takes the meaning from
 * what follows. Slashes at both ends, and a leading {@code ./}, are passed over.
 */
public final class Glob {
    private final String text;
    private final Pattern exact;
    private final Pattern covering;
    private final boolean plain;

    private Glob(String text, String regex, boolean plain) {
        this.text = text;
        this.exact = Pattern.compile(regex, Pattern.DOTALL);
        this.covering = Pattern.compile(regex + "(?:/.*)?", Pattern.DOTALL);
        this.plain = plain;
    }

    /** @throws Failure when the pattern is empty or not well formed */
    public static Glob of(String text) throws Failure {
        String bare = text.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
        if (bare.isEmpty()) {
            throw new Failure("the pattern '" + text + "' names nothing", "Write a path or a pattern such as"
                + " '/usr/**'.");
        }
        try {
            return new Glob(bare, new Translation(bare).regex(), bare.chars().noneMatch(c -> "*?[{\\".indexOf(c) >= 0));
        } catch (PatternSyntaxException malformed) {
            throw new Failure("the pattern '" + text + "' is not well formed: " + malformed.getDescription(),
                "Close every bracket and brace of it, or put a backslash before those that are meant as they are.",
                malformed);
        }
    }

    /** Whether it stands for one path only. */
    public boolean isPlain() {
        return plain;
    }

    /** @param path without a slash at either end */
    public boolean matches(String path) {
        return plain ? path.equals(text) : exact.matcher(path).matches();
    }

    /** Whether it matches the path or a folder that the path lies in. */
    public boolean covers(String path) {
        return plain ? path.equals(text) || TreePath.isBelow(path, text) : covering.matcher(path).matches();
    }

    /** The entries that match, in order; for a plain path, links in its folders are followed. */
    public List<Entry> in(FileTree tree) throws Failure {
        if (plain) {
            return tree.get(tree.followParents(TreePath.of(text))).stream().toList();
        }
        return tree.entries().filter(entry -> matches(entry.path())).toList();
    }

    /** Without a slash in front. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "/" + text;
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
