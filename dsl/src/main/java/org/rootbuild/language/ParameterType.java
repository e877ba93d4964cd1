package org.rootbuild.language;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.model.Size;

/**
 * How values of one type are written behind {@code -P name=}.
 *
 * @param word    as messages and help call it
 * @param article the same with its article
 * @param example a sentence that shows how one is written
 */
record ParameterType<T>(String word, String article, String example, Function<String, T> reader,
                        Function<Object, String> writer) {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L,
        "d", 86_400_000L);
    private static final List<String> UNITS = List.of("d", "h", "m", "s");
    private static final List<String> SIZE_UNITS = List.of("TiB", "GiB", "MiB", "KiB");

    /** @throws IllegalArgumentException when the text is none of this type */
    T parse(String text) {
        return reader.apply(text);
    }

    String spell(T value) {
        return writer.apply(value);
    }

    /** A value that the recipe gives as a choice. */
    String spellAny(Object value) {
        try {
            return writer.apply(value);
        } catch (ClassCastException other) {
            throw new Rejected((value == null ? "null" : Kinds.of(value.getClass())) + " cannot be a choice",
                "Every choice is " + article + ".");
        }
    }

    /** The type of a parameter with that default. */
    @SuppressWarnings("unchecked")
    static <T> ParameterType<T> of(String name, T byDefault) {
        ParameterType<?> type = known(byDefault);
        if (type == null) {
            throw new Rejected("the default of '" + name + "' is "
                + (byDefault == null ? "null" : Kinds.of(byDefault.getClass())),
                "A parameter is a text, a whole number,"
                + " true or false, a size, a duration or a list of texts.");
        }
        return (ParameterType<T>) type;
    }

    private static ParameterType<?> known(Object byDefault) {
        if (byDefault instanceof CharSequence) {
            return new ParameterType<>("text", "a text", "", text -> text, value -> ((CharSequence) value).toString());
        }
        if (byDefault instanceof Integer) {
            return new ParameterType<>("whole number", "a whole number", "Write it like 4.",
                text -> Integer.valueOf(text.trim()), value -> ((Integer) value).toString());
        }
        if (byDefault instanceof Long) {
            return new ParameterType<>("whole number", "a whole number", "Write it like 4.",
                text -> Long.valueOf(text.trim()), value -> Long.toString(((Number) value).longValue()));
        }
        if (byDefault instanceof Boolean) {
            return new ParameterType<>("yes or no", "true or false", "Write true or false.",
                ParameterType::flag, value -> ((Boolean) value).toString());
        }
        if (byDefault instanceof Size) {
            return new ParameterType<>("size", "a size", "Write it like 512, 64MiB or 2GB.", Size::parse,
                value -> spelt((Size) value));
        }
        if (byDefault instanceof Duration) {
            return new ParameterType<>("duration", "a duration", "Write it like 90s, 5m or 2h.",
                ParameterType::duration, value -> spelt((Duration) value));
        }
        if (byDefault instanceof Collection) {
            return new ParameterType<>("list of texts", "a list of texts", "Write it like one,two,three.",
                ParameterType::texts, value -> spelt((Collection<?>) value));
        }
        return null;
    }

    private static Boolean flag(String text) {
        return switch (text.trim()) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.trim());
        try {
            return matcher.matches() ? Duration.ofMillis(Math.multiplyExact(Long.parseLong(matcher.group(1)),
                MILLIS.get(matcher.group(2)))) : Duration.parse(text.trim());
        } catch (DateTimeParseException | ArithmeticException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }

    private static List<String> texts(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static String spelt(Size size) {
        return SIZE_UNITS.stream()
            .filter(unit -> size.bytes() > 0 && size.bytes() % Size.parse("1" + unit).bytes() == 0).findFirst()
            .map(unit -> size.bytes() / Size.parse("1" + unit).bytes() + unit)
            .orElseGet(() -> Long.toString(size.bytes()));
    }

    private static String spelt(Duration duration) {
        long millis = duration.toMillis();
        return UNITS.stream().filter(unit -> millis > 0 && millis % MILLIS.get(unit) == 0).findFirst()
            .map(unit -> millis / MILLIS.get(unit) + unit).orElseGet(() -> millis + "ms");
    }

    private static String spelt(Collection<?> texts) {
        return String.join(",", texts.stream().map(ParameterType::item).toList());
    }

    private static String item(Object item) {
        if (!(item instanceof CharSequence text)) {
            throw new Rejected("a list parameter holds " + (item == null ? "null" : Kinds.of(item.getClass())),
                "It is a list of texts.");
        }
        if (text.toString().indexOf(',') >= 0) {
            throw new Rejected("an item of a list parameter holds a comma: '" + Values.shown(text.toString()) + "'",
                "Items are separated by commas on the command line, so none may hold one.");
        }
        return text.toString();
    }
}
