package org.rootbuild.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** One object of a record. What is missing or of another type reads as empty: the line may be of another version. */
final class JsonLine {
    private static final int VERSION = 1;

    private final Map<?, ?> values;

    private JsonLine(Map<?, ?> values) {
        this.values = values;
    }

    /** Empty for a line that is cut off, damaged or of another version. */
    static Optional<JsonLine> read(String text) {
        try {
            JsonLine line = new JsonLine(JSON.std.mapFrom(text));
            return line.number("v") == VERSION ? Optional.of(line) : Optional.empty();
        } catch (JacksonException | ClassCastException damaged) {
            return Optional.empty();
        }
    }

    String text(String label) {
        return values.get(label) instanceof String text ? text : "";
    }

    Optional<String> findText(String label) {
        return Optional.of(text(label)).filter(text -> !text.isEmpty());
    }

    long number(String label) {
        return values.get(label) instanceof Number number ? number.longValue() : 0;
    }

    boolean flag(String label) {
        return Boolean.TRUE.equals(values.get(label));
    }

    Optional<Instant> time(String label) {
        try {
            return Optional.of(Instant.parse(text(label)));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }

    List<String> texts(String label) {
        return values.get(label) instanceof List<?> list
            ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
    }

    List<JsonLine> lines(String label) {
        return values.get(label) instanceof List<?> list
            ? list.stream().filter(Map.class::isInstance).map(one -> new JsonLine((Map<?, ?>) one)).toList()
            : List.of();
    }

    JsonLine line(String label) {
        return new JsonLine(values.get(label) instanceof Map<?, ?> map ? map : Map.of());
    }

    /** The values as lines for people; see {@link ArgumentLines}. */
    List<String> argumentLines(String label) {
        return values.get(label) instanceof Map<?, ?> map ? ArgumentLines.of(map) : List.of();
    }
}
