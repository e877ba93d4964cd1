package org.rootbuild.extension;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What people read about an extension before they load it: the {@code .info} file of a repository, whose fields begin
 * in its first column and their values in the seventeenth.
 *
 * @param tags     words that a search finds it by
 * @param comments lines
 * @param changes  lines of its history, newest last
 */
public record ExtensionInfo(ExtensionName name, String description, String version, String author, String site,
                            String license, String packager, List<String> tags, List<String> comments,
                            List<String> changes) {
    private static final int COLUMN = 16;
    private static final String UNKNOWN = "unknown";

    public ExtensionInfo {
        Objects.requireNonNull(name);
        tags = List.copyOf(tags);
        comments = List.copyOf(comments);
        changes = List.copyOf(changes);
    }

    /** @param sizeBytes of the extension's file */
    public String text(long sizeBytes) {
        StringBuilder text = new StringBuilder();
        line(text, "Title:", name.file());
        line(text, "Description:", description);
        line(text, "Version:", version);
        line(text, "Author:", author);
        line(text, "Original-site:", site);
        line(text, "Copying-policy:", license);
        line(text, "Size:", size(sizeBytes));
        line(text, "Extension_by:", packager);
        line(text, "Tags:", String.join(" ", tags));
        lines(text, "Comments:", comments);
        lines(text, "Change-log:", changes);
        line(text, "Current:", changes.isEmpty() ? "" : changes.get(changes.size() - 1));
        return text.toString();
    }

    private static void lines(StringBuilder text, String field, List<String> values) {
        line(text, field, values.isEmpty() ? "" : values.get(0));
        values.stream().skip(1).forEach(value -> line(text, "", value));
    }

    private static void line(StringBuilder text, String field, String value) {
        String oneLine = value.strip().replaceAll("\\s*\\R\\s*", " ");
        String said = oneLine.isEmpty() && !field.isEmpty() ? UNKNOWN : oneLine;
        boolean mayBeEmpty = List.of("Tags:", "Comments:", "Change-log:", "Current:").contains(field);
        text.append(String.format(Locale.ROOT, "%-" + COLUMN + "s", field))
            .append(mayBeEmpty ? oneLine : said).append('\n');
    }

    /** As {@code ls -h} rounds: up, to at most one digit behind the point. */
    static String size(long sizeBytes) {
        double amount = sizeBytes;
        String unit = "";
        for (String next : List.of("K", "M", "G")) {
            if (amount < 1024) {
                break;
            }
            amount /= 1024;
            unit = next;
        }
        double tenths = Math.ceil(amount * 10) / 10;
        boolean whole = unit.isEmpty() || tenths >= 10;
        return (whole ? Long.toString((long) Math.ceil(amount)) : String.format(Locale.ROOT, "%.1f", tenths)) + unit;
    }
}
