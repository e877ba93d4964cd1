package org.rootbuild.language;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;

/** Turns what recipes hold into values of the model. */
public final class Values {
    /** The longest text that a recipe may hold; what is larger is a source. */
    public static final int TEXT_LIMIT = 16 << 20;

    private static final int DEPTH_LIMIT = 32;
    private static final int ITEMS_LIMIT = 1_000_000;
    private static final List<Class<?>> SPELT_AS_TEXT = List.of(BigDecimal.class, Double.class, Float.class,
        Character.class, LocalDate.class, LocalDateTime.class, LocalTime.class, Instant.class, Period.class,
        ZonedDateTime.class, OffsetDateTime.class);

    private Values() {
    }

    /**
     * Text of texts, whole numbers, flags, sizes (in bytes), durations and dates (as ISO 8601 spells them), fractions
     * (as text), enums (their names), regular expressions, references, lists and maps of these.
     *
     * @throws IllegalArgumentException with a sentence, when it is something else
     */
    public static Value of(Object object) {
        return of(object, 0);
    }

    /** The entries of a map by its keys' text, in its order. */
    public static Fields fields(Map<?, ?> map) {
        return fields(map, 0);
    }

    private static Value of(Object object, int depth) {
        if (depth > DEPTH_LIMIT) {
            throw new Rejected("lists or maps hold each other more than " + DEPTH_LIMIT + " deep",
                "Does a list hold itself?");
        }
        if (object instanceof Value value) {
            return value;
        }
        if (object instanceof Reference reference) {
            return reference.value();
        }
        if (object instanceof Map<?, ?> map) {
            return new Value.Group(fields(map, depth));
        }
        if (object instanceof Collection<?> many) {
            return list(many, depth);
        }
        if (object instanceof Object[] many) {
            return list(List.of(many), depth);
        }
        return scalar(object);
    }

    private static Value scalar(Object object) {
        if (object instanceof CharSequence text) {
            return sealed(text);
        }
        if (object instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        if (object instanceof Integer || object instanceof Long || object instanceof Short || object instanceof Byte) {
            return new Value.Whole(((Number) object).longValue());
        }
        if (object instanceof BigInteger number) {
            return number.bitLength() < Long.SIZE ? new Value.Whole(number.longValue())
                : new Value.Text(number.toString());
        }
        if (object instanceof Size size) {
            return new Value.Whole(size.bytes());
        }
        if (object instanceof Duration || SPELT_AS_TEXT.contains(object == null ? Void.class : object.getClass())) {
            return new Value.Text(object.toString());
        }
        if (object instanceof Enum<?> constant) {
            return new Value.Text(constant.name());
        }
        if (object instanceof Pattern pattern) {
            return new Value.Regex(pattern.pattern(), pattern.flags());
        }
        if (object instanceof byte[] bytes) {
            return new Value.Bytes(Base64.getEncoder().encodeToString(bytes));
        }
        throw new Rejected(described(object) + " cannot be fingerprinted", "Allowed are texts, numbers, true and false,"
            + " sizes, durations, dates, regular expressions, references, and lists and maps of these.");
    }

    /** Whether the model can hold what a verb made of its arguments. */
    static void check(Fields fields) {
        fields.map(value -> {
            if (value instanceof Value.Text text) {
                text(text.text());
            }
            return value;
        });
    }

    /** A text, which may be a secret or hold secrets, as the model holds it. */
    public static Value sealed(CharSequence sequence) {
        String text = sequence.toString();
        return SecretMarks.in(text) ? SecretMarks.sealed(text) : new Value.Text(text(text));
    }

    /** A text as the model holds it. */
    static String text(CharSequence sequence) {
        String text = sequence.toString();
        if (text.length() > TEXT_LIMIT) {
            throw new Rejected("a text of " + text.length() + " characters is too long for a recipe",
                "At most " + TEXT_LIMIT + " are allowed; bring what is larger as a source.");
        }
        if (SecretMarks.in(text)) {
            throw SecretMarks.refusal(text);
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new Rejected("the text '" + shown(text) + "' holds half of a surrogate pair",
                        "Write the whole character.");
                }
                i++;
            }
        }
        return text;
    }

    private static Value list(Collection<?> many, int depth) {
        if (many.size() > ITEMS_LIMIT) {
            throw new Rejected("a list of " + many.size() + " items is too long for a recipe",
                "At most " + ITEMS_LIMIT + " are allowed.");
        }
        List<Value> items = new ArrayList<>(many.size());
        many.forEach(item -> items.add(of(item, depth + 1)));
        return new Value.ListOf(items);
    }

    private static Fields fields(Map<?, ?> map, int depth) {
        Fields.Builder fields = Fields.builder();
        map.forEach((label, value) -> fields.put(label(label), of(value, depth + 1)));
        return fields.build();
    }

    private static String label(Object label) {
        Value value = scalar(label);
        if (value instanceof Value.Text text) {
            return text.text();
        }
        if (value instanceof Value.Whole whole) {
            return Long.toString(whole.number());
        }
        throw new Rejected(described(label) + " cannot be a key in a map of a recipe", "Use a text as the key.");
    }

    private static String described(Object object) {
        return object == null ? "null" : Kinds.of(object.getClass());
    }

    /** A text fit for the middle of a message: one line, not long. */
    static String shown(String text) {
        String line = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        StringBuilder shown = new StringBuilder();
        line.codePoints().forEach(point -> {
            if (Character.isISOControl(point)) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }
}
