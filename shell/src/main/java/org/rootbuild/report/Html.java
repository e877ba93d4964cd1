package org.rootbuild.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * HTML that is also well-formed XML, put together element by element. Whatever is given as text or as the value of an
 * attribute is escaped here, and nowhere else.
 */
final class Html {
    private static final Set<String> EMPTY = Set.of("meta", "br", "hr", "col");

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values in turn; a name with an empty value stands as {@code name=""} */
    Html open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(CleanText.of(attributes[i + 1]), true);
            out.append('"');
        }
        if (EMPTY.contains(element)) {
            out.append("/>");
        } else {
            out.append('>');
            open.push(element);
        }
        return this;
    }

    /** @throws IllegalStateException when another element is to be closed first */
    Html close(String element) {
        String innermost = open.isEmpty() ? "" : open.pop();
        if (!innermost.equals(element)) {
            throw new IllegalStateException("<" + innermost + "> is open, not <" + element + ">");
        }
        out.append("</").append(element).append('>');
        return this;
    }

    Html text(String text) {
        escape(CleanText.of(text), false);
        return this;
    }

    /** An element with nothing but text. */
    Html leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    Html line() {
        out.append('\n');
        return this;
    }

    /** Markup that is rootbuild's own, such as the style. */
    Html own(String markup) {
        out.append(markup);
        return this;
    }

    private void escape(String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append(inAttribute ? "&quot;" : "\"");
                case '\n', '\t' -> out.append(inAttribute ? "&#" + (int) one + ";" : String.valueOf(one));
                default -> out.append(one);
            }
        }
    }

    /** How many characters there are so far. */
    int length() {
        return out.length();
    }

    /** The page, when every element is closed. */
    String page() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("<" + open.peek() + "> is still open");
        }
        return out.toString();
    }
}
