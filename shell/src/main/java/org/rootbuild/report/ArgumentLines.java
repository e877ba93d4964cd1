package org.rootbuild.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The arguments of a step as lines: one for each label, and what has parts or several lines indented below. */
final class ArgumentLines {
    private static final String INDENT = "  ";

    private ArgumentLines() {
    }

    static List<String> of(Map<?, ?> arguments) {
        List<String> lines = new ArrayList<>();
        arguments.forEach((label, value) -> add(String.valueOf(label), value, "", lines));
        return lines;
    }

    private static void add(String label, Object value, String indent, List<String> lines) {
        if (value instanceof Map<?, ?> group && group.get("code") instanceof String code
                && group.get("takes") instanceof Map<?, ?> takes) {
            text(label, code, indent, lines);
            takes.forEach((inner, taken) -> add("takes " + inner, taken, indent + INDENT, lines));
        } else if (value instanceof Map<?, ?> group) {
            lines.add(indent + label);
            group.forEach((inner, one) -> add(String.valueOf(inner), one, indent + INDENT, lines));
        } else if (value instanceof List<?> many && areWords(many)) {
            lines.add(indent + label + ": " + (many.isEmpty() ? "none" : String.join("  ",
                many.stream().map(String::valueOf).toList())));
        } else if (value instanceof List<?> many) {
            lines.add(indent + label);
            many.forEach(one -> add("-", one, indent + INDENT, lines));
        } else {
            text(label, value instanceof Boolean set ? (set ? "yes" : "no") : String.valueOf(value), indent, lines);
        }
    }

    private static boolean areWords(List<?> many) {
        return many.stream().allMatch(one -> one instanceof String text && text.length() <= 60
            && text.chars().noneMatch(Character::isWhitespace));
    }

    private static void text(String label, String text, String indent, List<String> lines) {
        String body = text.stripTrailing();
        if (!body.contains("\n")) {
            lines.add(indent + label + ": " + body);
            return;
        }
        lines.add(indent + label);
        body.lines().forEach(line -> lines.add(indent + INDENT + line));
    }
}
