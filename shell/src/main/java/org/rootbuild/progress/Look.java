package org.rootbuild.progress;

/**
 * What a screen can show.
 *
 * @param live    whether a line can be drawn over, and colours be used
 * @param unicode whether signs beyond ASCII arrive as they are
 */
public record Look(boolean live, boolean unicode) {
    private static final String RESET = "\033[0m";

    String done() {
        return painted("32", unicode ? "✓" : "+");
    }

    String reused() {
        return painted("36", "=");
    }

    String skipped() {
        return painted("33", unicode ? "–" : "-");
    }

    String failed() {
        return painted("31", unicode ? "✗" : "x");
    }

    public String heading(String text) {
        return painted("1", text);
    }

    public String faint(String text) {
        return painted("2", text);
    }

    private String painted(String colour, String text) {
        return live ? "\033[" + colour + "m" + text + RESET : text;
    }

    /** The text as this screen can show it: no control characters, and where need be no signs beyond ASCII. */
    public String clean(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (isPlain(sign)) {
                continue;
            }
            if (clean == null) {
                clean = new StringBuilder(text);
            }
            clean.setCharAt(i, replacement(sign));
        }
        return clean == null ? text : clean.toString();
    }

    private boolean isPlain(char sign) {
        return sign == '\t' || sign >= ' ' && sign < 0x7f || unicode && sign >= 0xa0 && sign != '\u2028'
            && !(sign >= '\u202a' && sign <= '\u202e') && !(sign >= '\u2066' && sign <= '\u2069');
    }

    private static char replacement(char sign) {
        return switch (sign) {
            case '…' -> '.';
            case '–', '—', '−' -> '-';
            case '‘', '’' -> '\'';
            case '“', '”' -> '"';
            default -> '?';
        };
    }
}
