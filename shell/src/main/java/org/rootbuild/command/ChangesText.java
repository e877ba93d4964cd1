package org.rootbuild.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rootbuild.model.Size;
import org.rootbuild.session.Inspection.Changed;
import org.rootbuild.session.Inspection.Kind;

/** What a layer or a step changes, for people: how much in all, then the paths, or the biggest of them. */
final class ChangesText {
    /** So many paths are listed where not all are asked for. */
    static final int MOST_PATHS = 40;
    private static final int BIGGEST = 20;

    private final boolean all;
    private final String rest;

    /** @param all whether every path is listed */
    ChangesText(boolean all) {
        this(all, "--files lists all of them");
    }

    /** @param rest how all of them are seen where not all are listed */
    ChangesText(boolean all, String rest) {
        this.all = all;
        this.rest = rest;
    }

    List<String> lines(String title, List<Changed> changes) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(title + ": " + total(changes));
        if (all || changes.size() <= MOST_PATHS) {
            changes.forEach(change -> lines.add("  " + line(change)));
            return lines;
        }
        lines.add("  the biggest of them:");
        changes.stream().sorted(Comparator.comparingLong(ChangesText::weight).reversed()
            .thenComparing(Changed::path)).limit(BIGGEST).forEach(change -> lines.add("  " + line(change)));
        lines.add("  … and " + (changes.size() - BIGGEST) + " more: " + rest);
        return lines;
    }

    private static long weight(Changed change) {
        return Math.max(change.sizeBytes(), change.beforeBytes());
    }

    private static String total(List<Changed> changes) {
        List<String> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Changed> some = changes.stream().filter(change -> change.kind() == kind).toList();
            if (!some.isEmpty()) {
                parts.add(some.size() + " " + kind.name().toLowerCase(java.util.Locale.ROOT) + bytes(kind, some));
            }
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private static String bytes(Kind kind, List<Changed> some) {
        long before = some.stream().mapToLong(Changed::beforeBytes).sum();
        long now = some.stream().mapToLong(Changed::sizeBytes).sum();
        return switch (kind) {
            case ADDED -> now == 0 ? "" : " (" + new Size(now) + ")";
            case REMOVED -> before == 0 ? "" : " (" + new Size(before) + ")";
            case CHANGED -> before == 0 && now == 0 ? "" : " (" + new Size(before) + " -> " + new Size(now) + ")";
        };
    }

    private static String line(Changed change) {
        String sign = switch (change.kind()) {
            case ADDED -> "+";
            case CHANGED -> "~";
            case REMOVED -> "-";
        };
        return (sign + " " + change.letter() + " /" + change.path() + "  " + sizes(change)).stripTrailing();
    }

    private static String sizes(Changed change) {
        if (change.letter() != 'f') {
            return "";
        }
        return switch (change.kind()) {
            case ADDED -> new Size(change.sizeBytes()).toString();
            case REMOVED -> new Size(change.beforeBytes()).toString();
            case CHANGED -> new Size(change.beforeBytes()) + " -> " + new Size(change.sizeBytes());
        };
    }
}
