package org.rootbuild.draft;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer as a person reads it: short, whatever it is. */
final class Shown {
    private static final int WIDTH = 100;
    private static final int MOST_CHARACTERS = 4_000;
    private static final int MOST_LINES = 40;
    private static final int MOST_ITEMS = 30;
    private static final int DEEPEST = 4;

    /** Without a line end behind the last line. */
    String text(Object value) {
        if (value instanceof CharSequence text) {
            return bounded(text.toString());
        }
        return bounded(form(value, 0));
    }

    private static String bounded(String text) {
        String part = text.length() <= MOST_CHARACTERS ? text
            : text.substring(0, MOST_CHARACTERS) + "… (" + text.length() + " characters)";
        List<String> lines = part.lines().toList();
        if (lines.size() <= MOST_LINES) {
            return String.join("\n", lines);
        }
        return String.join("\n", lines.subList(0, MOST_LINES)) + "\n… and " + (text.lines().count() - MOST_LINES)
            + " more lines";
    }

    private String form(Object value, int depth) {
        try {
            return formed(value, depth);
        } catch (RuntimeException | StackOverflowError broken) {
            return type(value.getClass()) + " (its text cannot be made: " + broken.getClass().getSimpleName() + ")";
        }
    }

    private String formed(Object value, int depth) {
        if (value == null) {
            return "null";
        } else if (value instanceof CharSequence text) {
            return "'" + shortened(text.toString().replace("\n", "\\n"), WIDTH) + "'";
        } else if (value instanceof Optional<?> maybe) {
            return maybe.isPresent() ? form(maybe.get(), depth) : "nothing";
        } else if (depth > DEEPEST) {
            return "…";
        } else if (value instanceof Map<?, ?> map) {
            return bracketed("[", entries(map, depth), map.size(), "]", map.isEmpty() ? "[:]" : "[]", depth);
        } else if (value instanceof Collection<?> many) {
            return bracketed("[", items(many.iterator(), depth), many.size(), "]", "[]", depth);
        } else if (value.getClass().isArray()) {
            List<Object> many = new ArrayList<>();
            int length = Array.getLength(value);
            for (int i = 0; i < Math.min(length, MOST_ITEMS); i++) {
                many.add(Array.get(value, i));
            }
            return bracketed("[", items(many.iterator(), depth), length, "]", "[]", depth);
        } else if (value instanceof Record) {
            return record(value, depth);
        } else if (value instanceof groovy.lang.Closure<?>) {
            return "a block of code";
        } else if (value instanceof Class<?> type) {
            return type.getName();
        }
        return plain(value);
    }

    /** What says nothing about itself is told by its type. */
    private static String plain(Object value) {
        String said = String.valueOf(value.toString());
        return said.equals(value.getClass().getName() + "@" + Integer.toHexString(value.hashCode()))
            ? "a " + type(value.getClass()) : shortened(said, MOST_CHARACTERS);
    }

    private List<String> items(Iterator<?> items, int depth) {
        List<String> shown = new ArrayList<>();
        while (items.hasNext() && shown.size() < MOST_ITEMS) {
            shown.add(form(items.next(), depth + 1));
        }
        return shown;
    }

    private List<String> entries(Map<?, ?> map, int depth) {
        List<String> shown = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (shown.size() == MOST_ITEMS) {
                break;
            }
            String key = entry.getKey() instanceof CharSequence text ? text.toString() : form(entry.getKey(),
                depth + 1);
            shown.add(key + ": " + form(entry.getValue(), depth + 1));
        }
        return shown;
    }

    /** On one line where it fits, else one item a line. */
    private static String bracketed(String open, List<String> items, int size, String close, String none, int depth) {
        if (size == 0) {
            return none;
        }
        List<String> all = new ArrayList<>(items);
        if (size > items.size()) {
            all.add("… " + (size - items.size()) + " more");
        }
        String line = open + String.join(", ", all) + close;
        if (line.length() <= WIDTH && line.indexOf('\n') < 0) {
            return line;
        }
        String indent = "  ".repeat(depth + 1);
        return open + "\n" + indent + String.join(",\n" + indent, all) + "\n" + "  ".repeat(depth) + close;
    }

    /** A record inside of something is told by its name, if it has one. */
    private String record(Object value, int depth) {
        RecordComponent[] components = value.getClass().getRecordComponents();
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : components) {
            boolean names = component.getName().equals("name") && component.getType() == String.class;
            if (names && depth > 0) {
                return type(value.getClass()) + " " + read(value, component);
            }
            if (depth <= 1) {
                parts.add(component.getName() + ": " + form(read(value, component), Math.max(depth + 1, 1)));
            }
        }
        Optional<String> named = depth > 0 ? name(value) : Optional.empty();
        return named.map(name -> type(value.getClass()) + " " + name)
            .orElseGet(() -> bracketed(type(value.getClass()) + "(", parts, Math.max(1, parts.size()), ")", "()",
                depth));
    }

    /** What its method {@code name} answers, if it has one. */
    private static Optional<String> name(Object value) {
        try {
            return value.getClass().getMethod("name").invoke(value) instanceof String name ? Optional.of(name)
                : Optional.empty();
        } catch (ReflectiveOperationException none) {
            return Optional.empty();
        }
    }

    private static Object read(Object value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String type(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
