package org.rootbuild.tree;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.rootbuild.problem.Failure;

/**
 * A pattern for paths of a tree: {@code *} and {@code ?} stand for characters other than {@code /}, {@code **} for any
 * number of whole folders, {@code [a-z]} for one character, {@code {a,b}} for one of several. A leading {@code /} is
 * passed over.
 */
public final class Glob {
    private final String text;
    private final Pattern pattern;
    private final boolean plain;

    private Glob(String text) throws Failure {
        this.text = text.startsWith("/") ? text.substring(1) : text;
        this.plain = this.text.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0);
        try {
            this.pattern = Pattern.compile(regex(this.text));
        } catch (PatternSyntaxException malformed) {
            throw new Failure("'" + text + "' is no pattern for paths: " + malformed.getDescription(),
                "Close every [ and {, or put a backslash before those that are meant as they are.", malformed);
        }
    }

    public static Glob of(String text) throws Failure {
        return new Glob(text);
    }

    /** Whether it stands for one path only. */
    public boolean isPlain() {
        return plain;
    }

    public boolean matches(String path) {
        return plain ? path.equals(text) : pattern.matcher(path).matches();
    }

    /** The entries that match, in order; for a plain path, links in its folders are followed. */
    public List<Entry> in(FileTree tree) throws Failure {
        if (plain) {
            return tree.get(tree.followParents(TreePath.of(text))).stream().toList();
        }
        return tree.entries().filter(entry -> matches(entry.path())).toList();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && glob.startsWith("**/", i)) {
                regex.append("(?:[^/]+/)*");
                i += 2;
            } else if (c == '*' && glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '{') {
                braces++;
                regex.append("(?:");
            } else if (c == '}' && braces > 0) {
                braces--;
                regex.append(')');
            } else if (c == ',' && braces > 0) {
                regex.append('|');
            } else if (c == '[') {
                int close = glob.indexOf(']', i + 2);
                String inside = close < 0 ? "" : glob.substring(i + 1, close);
                regex.append(close < 0 ? "[" : "[" + inside.replaceFirst("^!", "^").replace("\\", "\\\\")
                    .replace("[", "\\[") + "]");
                i = close < 0 ? i : close;
            } else if (c == '\\' && i + 1 < glob.length()) {
                regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
            } else {
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    @Override
    public String toString() {
        return "/" + text;
    }
}
