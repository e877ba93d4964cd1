package org.rootbuild.verbs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/**
 * What a patch says about which files it changes, as POSIX (patch, "Filename Determination") and git (git-diff,
 * "Generating patch text") have it: every name that its headers give, so that whichever of them the patch tool
 * chooses is there.
 *
 * @param paths     the names without the leading folders, spelt as {@link TreePath} says
 * @param isContext whether it is a context diff, and not a unified one
 */
record PatchText(Set<String> paths, boolean isContext) {
    private static final Pattern UNIFIED = Pattern.compile("(?m)^--- .*\\R\\+\\+\\+ .*\\R@@ -");
    private static final Pattern CONTEXT = Pattern.compile("(?m)^\\*\\*\\* .*\\R--- .*\\R\\*{15}");
    private static final Pattern ONLY_NAMES = Pattern.compile("(?m)^(?:rename|copy) (?:from|to) |^(?:old|new) mode "
        + "|^(?:new|deleted) file mode ");
    private static final Pattern NAME = Pattern.compile("(?m)^(?:---|\\+\\+\\+|\\*\\*\\*|Index:) ([^\\r\\n]+)$");
    private static final Pattern GIT_NAME = Pattern.compile("(?m)^(?:rename|copy) (?:from|to) ([^\\r\\n]+)$");
    private static final String ONE_NAME = "(\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)";
    private static final Pattern GIT_HEADER = Pattern.compile("(?m)^diff --git " + ONE_NAME + " " + ONE_NAME + "\\s*$");
    private static final Pattern HUNK_RANGE = Pattern.compile("\\d+(?:,\\d+)? (?:\\*{4}|-{4})");

    PatchText {
        paths = Set.copyOf(paths);
    }

    /**
     * @param text  one character for each byte
     * @param strip how many leading names to take from every path
     * @throws Failure where it is no such patch, or would reach files elsewhere
     */
    static PatchText read(String patch, String text, int strip) throws Failure {
        if (text.contains("\nGIT binary patch\n")) {
            throw new Failure(patch + " changes binary files, which 'patch' cannot",
                "Bring the changed files as sources.");
        }
        boolean unified = UNIFIED.matcher(text).find();
        boolean context = !unified && CONTEXT.matcher(text).find();
        if (!unified && !context && !ONLY_NAMES.matcher(text).find()) {
            throw new Failure(patch + " is neither a unified nor a context diff",
                "Make it with 'diff -ru' or 'git diff'; scripts for ed are not taken, since they can run commands.");
        }
        Set<String> paths = new LinkedHashSet<>();
        for (Pattern pattern : List.of(NAME, GIT_HEADER, GIT_NAME)) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    // The names behind 'rename' and 'copy' have no leading folder of a side, a/ or b/.
                    int leading = pattern == GIT_NAME ? Math.max(0, strip - 1) : strip;
                    path(patch, matcher.group(group), leading).ifPresent(paths::add);
                }
            }
        }
        return new PatchText(paths, context);
    }

    private static Optional<String> path(String patch, String header, int strip) throws Failure {
        if (HUNK_RANGE.matcher(header.strip()).matches()) {
            return Optional.empty();
        }
        String name = header.startsWith("\"") ? unquoted(header) : bare(header);
        if (name.equals("/dev/null") || name.isBlank()) {
            return Optional.empty();
        }
        String rest = name;
        for (int i = 0; i < strip; i++) {
            int slash = rest.indexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            rest = rest.substring(slash).replaceFirst("^/+", "");
        }
        if (rest.startsWith("/") || List.of(rest.split("/")).contains("..")) {
            throw new Failure(patch + " names the file '" + name + "', which leads out of the folder that it is for",
                "Give another strip: if it was made elsewhere; if not, do not trust it.");
        }
        String path = TreePath.of(rest);
        return path.isEmpty() ? Optional.empty() : Optional.of(path);
    }

    /** Without the time behind it: a tab ends the name, or the first blank before a year. */
    private static String bare(String header) {
        String name = header.split("\t", 2)[0];
        name = name.replaceFirst("\\s+(?:\\d{4}-\\d\\d-\\d\\d|[A-Z][a-z]{2} [A-Z][a-z]{2} ).*$", "");
        return decoded(name.stripTrailing());
    }

    /** As git quotes names: backslashes before quotes, letters and three octal digits. */
    private static String unquoted(String header) {
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < header.length() && header.charAt(i) != '"'; i++) {
            char one = header.charAt(i);
            if (one != '\\' || i + 1 == header.length()) {
                plain.append(one);
            } else if (header.substring(i + 1).matches("(?s)[0-7]{3}.*")) {
                plain.append((char) Integer.parseInt(header.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                int letter = "abtnvfr".indexOf(header.charAt(++i));
                plain.append(letter < 0 ? header.charAt(i) : "\007\b\t\n\013\f\r".charAt(letter));
            }
        }
        return decoded(plain.toString());
    }

    private static String decoded(String bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return out.toString(StandardCharsets.UTF_8);
    }
}
