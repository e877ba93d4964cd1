package org.rootbuild.language;

import groovy.lang.GroovyRuntimeException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.syntax.SyntaxException;

/** Says in plain words what Groovy's parser and its later phases object to. */
final class SyntaxWording {
    private static final Pattern NO_CLASS = Pattern.compile("unable to resolve class (\\S+)(?s:.*)");
    private static final Pattern TWICE = Pattern.compile("The current scope already contains a variable of the name"
        + " (\\S+)"
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
            return new Message("there is no type '" + noClass.group(1).replaceAll(",$", "") + "'",
                line(where).strip().startsWith("import ")
                    ? "Remove the line: the words of recipes need no import." : "");
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
        String what = there ? token.group() : Values.shown(found.strip());
        return new Message((what.startsWith("'") ? what : "'" + what + "'") + " is not expected here",
            "Is a comma, an operator or a line end missing before it?");
    }

    private String line(SyntaxException where) {
        return where.getLine() < 1 || where.getLine() > lines.size() ? "" : lines.get(where.getLine() - 1);
    }

    /** What a phase of the compiler threw. */
    Message thrown(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        boolean known = cause instanceof GroovyRuntimeException
            || cause.getClass().getSimpleName().endsWith("TooLargeException");
        return known ? other(text) : new Message("rootbuild itself failed on this script: "
            + cause.getClass().getSimpleName() + ": " + Values.shown(text), "Please report it, with the script.");
    }

    Message other(String text) {
        if (text.toLowerCase(Locale.ROOT).startsWith("method too large") || text.contains("ClassTooLarge")) {
            return new Message("the script is too long", "Split it: put parts of it into functions, or into scripts"
                + " that it"
                + " includes.");
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("invalid octal number")) {
            return new Message("this is no octal number", "Digits behind a leading 0 are octal, from 0 to 7.");
        }
        if (text.startsWith("String too long")) {
            return new Message("a text is longer than 65535 characters",
                "Bring it as a source, or join it from parts.");
        }
        String line = text.lines().findFirst().orElse("the script cannot be understood").trim();
        String plain = line.replaceFirst("\\.$", "");
        return new Message(plain.isEmpty() ? "the script cannot be understood"
            : Character.toLowerCase(plain.charAt(0)) + plain.substring(1), "");
    }
}
