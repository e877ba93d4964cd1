package org.rootbuild.language;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.syntax.SyntaxException;

/** Says in plain words what Groovy's parser and its later phases object to. */
final class SyntaxWording {
    private static final Pattern NO_CLASS = Pattern.compile("unable to resolve class (\\S+)(?s:.*)");
    private static final Pattern TWICE = Pattern.compile("The current scope already contains a variable of the name (\\S+)"
        + "(?s:.*)");
    private static final Pattern UNEXPECTED = Pattern.compile("Unexpected (?:input|character): (?:'(?s:(.*))'|(.*))");
    private static final Pattern TOKEN = Pattern.compile("\\w+|'[^']*'|\"[^\"]*\"|\\S");
    private static final Pattern MISSING = Pattern.compile("Missing '(.)'");

    private final List<String> lines;

    SyntaxWording(List<String> lines) {
        this.lines = lines;
    }

    Message translated(String original, SyntaxException where) {
        String text = original.replaceFirst(" @ line \\d+, column \\d+\\.?\\s*$", "").trim();
        Matcher noClass = NO_CLASS.matcher(text);
        if (noClass.matches()) {
            return new Message("there is no type '" + noClass.group(1).replaceAll(",$", "") + "'", "");
        }
        Matcher twice = TWICE.matcher(text);
        if (twice.matches()) {
            return new Message("'" + twice.group(1).replaceAll("\\.$", "") + "' is declared twice",
                "Give one of them another name.");
        }
        Matcher missing = MISSING.matcher(text);
        if (missing.matches()) {
            return new Message("a '" + missing.group(1) + "' is missing", "");
        }
        Matcher unexpected = UNEXPECTED.matcher(text);
        if (unexpected.matches()) {
            return unexpected(unexpected.group(1) == null ? unexpected.group(2) : unexpected.group(1), where);
        }
        return other(text);
    }

    private Message unexpected(String found, SyntaxException where) {
        if (found.equals("<EOF>") || where.getLine() > lines.size()) {
            return new Message("the script ends too early", "Is a part of it missing?");
        }
        Matcher token = TOKEN.matcher(lines.get(Math.max(0, where.getLine() - 1)));
        boolean there = token.find(Math.max(0, Math.min(where.getStartColumn() - 1, token.regionEnd())));
        return new Message("'" + (there ? token.group() : Values.shown(found.strip())) + "' is not expected here",
            "Is a comma, an operator or a line end missing before it?");
    }

    Message other(String text) {
        String line = text.lines().findFirst().orElse("the script cannot be understood").trim();
        String plain = line.replaceFirst("\\.$", "");
        return new Message(plain.isEmpty() ? "the script cannot be understood"
            : Character.toLowerCase(plain.charAt(0)) + plain.substring(1), "");
    }
}
