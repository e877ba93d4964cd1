package org.rootbuild.command;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;

/** Labelled values as lines for people: one for each label, texts of several lines indented below theirs. */
final class FieldLines {
    private static final String INDENT = "  ";

    private FieldLines() {
    }

    static List<String> of(Fields fields) {
        List<String> lines = new ArrayList<>();
        fields.labels().forEach(label -> add(label, fields.get(label), "", lines));
        return lines;
    }

    private static void add(String label, Value value, String indent, List<String> lines) {
        if (value instanceof Value.Group group) {
            lines.add(indent + label);
            group.fields().labels().forEach(inner -> add(inner, group.fields().get(inner), indent + INDENT, lines));
        } else if (value instanceof Value.ListOf many) {
            lines.add(indent + label + (many.items().isEmpty() ? ": none" : ""));
            many.items().forEach(item -> add("-", item, indent + INDENT, lines));
        } else if (value instanceof Value.Code code) {
            block(label, code.source(), indent, lines);
            code.captured().labels().forEach(inner ->
                add("takes " + inner, code.captured().get(inner), indent + INDENT, lines));
        } else if (value instanceof Value.Text text) {
            block(label, text.text(), indent, lines);
        } else {
            lines.add(indent + label + ": " + word(value));
        }
    }

    private static void block(String label, String text, String indent, List<String> lines) {
        String body = text.stripTrailing();
        if (!body.contains("\n")) {
            lines.add(indent + label + ": " + body);
            return;
        }
        lines.add(indent + label);
        body.lines().forEach(line -> lines.add(indent + INDENT + line));
    }

    private static String word(Value value) {
        if (value instanceof Value.Whole whole) {
            return Long.toString(whole.number());
        } else if (value instanceof Value.Flag flag) {
            return flag.set() ? "yes" : "no";
        } else if (value instanceof Value.Regex regex) {
            return "/" + regex.regex() + "/";
        } else if (value instanceof Value.Ref ref) {
            return kind(ref.kind()) + " '" + ref.name() + "'";
        } else if (value instanceof Value.Pinned pinned) {
            return (pinned.name().isEmpty() ? "" : kind(pinned.kind()) + " '" + pinned.name() + "' ")
                + pinned.fingerprint();
        }
        if (value instanceof Value.Sealed sealed) {
            return sealed.shown();
        }
        return value instanceof Value.Bytes bytes ? bytes.base64() : value.toString();
    }

    private static String kind(Value.RefKind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
