package org.rootbuild.assist.jline;

import java.util.EnumMap;
import java.util.Map;
import org.jline.utils.AttributedStyle;
import org.rootbuild.assist.Kind;

/** Which kind of text is drawn how. Only the terminal's own eight colours, which a person has chosen to be readable. */
public final class Palette {
    private final Map<Kind, AttributedStyle> styles;

    private Palette(Map<Kind, AttributedStyle> styles) {
        this.styles = styles;
    }

    /** Draws everything alike: for {@code NO_COLOR}, and for terminals that have no colours. */
    public static Palette plain() {
        return new Palette(new EnumMap<>(Kind.class));
    }

    public static Palette coloured() {
        AttributedStyle normal = AttributedStyle.DEFAULT;
        Map<Kind, AttributedStyle> styles = new EnumMap<>(Kind.class);
        styles.put(Kind.COMMAND, normal.bold());
        styles.put(Kind.KEYWORD, normal.foreground(AttributedStyle.MAGENTA));
        styles.put(Kind.VERB, normal.foreground(AttributedStyle.BLUE).bold());
        styles.put(Kind.OPTION, normal.foreground(AttributedStyle.CYAN));
        styles.put(Kind.TEXT, normal.foreground(AttributedStyle.GREEN));
        styles.put(Kind.NUMBER, normal.foreground(AttributedStyle.YELLOW));
        styles.put(Kind.COMMENT, normal.faint());
        styles.put(Kind.INSERTED, normal.foreground(AttributedStyle.CYAN).bold());
        styles.put(Kind.SHELL_KEYWORD, normal.foreground(AttributedStyle.MAGENTA));
        styles.put(Kind.SHELL_COMMAND, normal.foreground(AttributedStyle.BLUE));
        styles.put(Kind.SHELL_OPTION, normal.foreground(AttributedStyle.CYAN));
        styles.put(Kind.SHELL_TEXT, normal.foreground(AttributedStyle.GREEN));
        styles.put(Kind.SHELL_VARIABLE, normal.foreground(AttributedStyle.YELLOW));
        styles.put(Kind.SHELL_OPERATOR, normal.bold());
        styles.put(Kind.SHELL_COMMENT, normal.faint());
        return new Palette(styles);
    }

    AttributedStyle style(Kind kind) {
        return styles.getOrDefault(kind, AttributedStyle.DEFAULT);
    }
}
