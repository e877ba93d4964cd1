package org.rootbuild.journal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** A journal entry as one line of JSON, and back. */
final class JournalForm {
    /** Grows when a reader of the version before could misunderstand a line. */
    static final int VERSION = 1;

    private JournalForm() {
    }

    static String line(JournalEntry entry, Instant at) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("v", VERSION);
        line.put("at", at.toString());
        line.put("event", event(entry));
        fill(line, entry);
        return JSON.std.asString(line);
    }

    private static String event(JournalEntry entry) {
        if (entry instanceof JournalEntry.Started) {
            return "started";
        } else if (entry instanceof JournalEntry.Pinned) {
            return "pinned";
        } else if (entry instanceof JournalEntry.Done) {
            return "done";
        } else if (entry instanceof JournalEntry.Touched) {
            return "touched";
        } else if (entry instanceof JournalEntry.Failed) {
            return "failed";
        } else if (entry instanceof JournalEntry.Skipped) {
            return "skipped";
        } else if (entry instanceof JournalEntry.RolledBack) {
            return "rolled-back";
        }
        return "ended";
    }

    private static void fill(Map<String, Object> line, JournalEntry entry) {
        if (entry instanceof JournalEntry.Started started) {
            line.put("recipe", started.recipe());
            line.put("command", started.command());
        } else if (entry instanceof JournalEntry.Pinned pinned) {
            line.put("source", pinned.source());
            line.put("request", pinned.request());
            line.put("sha256", pinned.sha256());
            line.put("sizeBytes", pinned.sizeBytes());
            line.put("about", pinned.about());
            line.put("locations", pinned.locations());
        } else if (entry instanceof JournalEntry.Done done) {
            line.put("node", done.node());
            line.put("fingerprint", done.fingerprint());
            line.put("millis", done.millis());
            line.put("steps", done.steps().stream()
                .map(time -> Map.of("step", time.step(), "millis", time.millis())).toList());
        } else if (entry instanceof JournalEntry.Touched touched) {
            line.put("node", touched.node());
            line.put("fingerprint", touched.fingerprint());
            line.put("result", touched.result());
        } else if (entry instanceof JournalEntry.Failed failed) {
            line.put("node", failed.node());
            line.put("step", failed.step());
            line.put("message", failed.message());
            line.put("remedy", failed.remedy());
        } else if (entry instanceof JournalEntry.Skipped skipped) {
            line.put("node", skipped.node());
            line.put("why", skipped.why());
        } else if (entry instanceof JournalEntry.RolledBack rolledBack) {
            line.put("node", rolledBack.node());
        } else if (entry instanceof JournalEntry.Ended ended) {
            line.put("outcome", ended.outcome());
            line.put("millis", ended.millis());
        }
    }

    /** An entry and when it was written. */
    record Line(JournalEntry entry, Instant at) {
    }

    /** Empty for a line that is cut off, foreign or of a later version. */
    static Optional<Line> read(String text) {
        try {
            Map<String, Object> line = JSON.std.mapFrom(text);
            if (!(line.get("v") instanceof Number version) || version.intValue() != VERSION) {
                return Optional.empty();
            }
            Instant at = Instant.parse(text(line, "at"));
            return Optional.ofNullable(entry(line)).map(entry -> new Line(entry, at));
        } catch (JacksonException | ClassCastException | NullPointerException | DateTimeParseException damaged) {
            return Optional.empty();
        }
    }

    private static JournalEntry entry(Map<String, Object> line) {
        return switch ((String) line.get("event")) {
            case "started" -> new JournalEntry.Started(text(line, "recipe"), text(line, "command"));
            case "pinned" -> new JournalEntry.Pinned(text(line, "source"), text(line, "request"), text(line, "sha256"),
                number(line, "sizeBytes"), text(line, "about"), locations(line));
            case "done" -> new JournalEntry.Done(text(line, "node"), text(line, "fingerprint"), number(line, "millis"),
                steps(line));
            case "touched" -> new JournalEntry.Touched(text(line, "node"), text(line, "fingerprint"),
                text(line, "result"));
            case "failed" -> new JournalEntry.Failed(text(line, "node"), text(line, "step"), text(line, "message"),
                text(line, "remedy"));
            case "skipped" -> new JournalEntry.Skipped(text(line, "node"), text(line, "why"));
            case "rolled-back" -> new JournalEntry.RolledBack(text(line, "node"));
            case "ended" -> new JournalEntry.Ended(text(line, "outcome"), number(line, "millis"));
            default -> null;
        };
    }

    private static String text(Map<String, Object> line, String key) {
        return (String) line.get(key);
    }

    private static long number(Map<String, Object> line, String key) {
        return ((Number) line.get(key)).longValue();
    }

    private static List<String> locations(Map<String, Object> line) {
        return ((List<?>) line.get("locations")).stream().map(String.class::cast).toList();
    }

    private static List<JournalEntry.StepTime> steps(Map<String, Object> line) {
        if (line.get("steps") == null) {
            return List.of();
        }
        return ((List<?>) line.get("steps")).stream().map(Map.class::cast)
            .map(step -> new JournalEntry.StepTime((String) step.get("step"),
                ((Number) step.get("millis")).longValue()))
            .toList();
    }
}
