package org.rootbuild.assist.jline;

import java.util.Objects;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.rootbuild.assist.Colouring;
import org.rootbuild.assist.Run;

/** Draws what is typed, and recipes that are shown, in colours. */
public final class ColouringHighlighter implements Highlighter {
    /** What is longer was pasted; drawing it at every key would be felt. */
    private static final int LONGEST_CHARACTERS = 50_000;

    private final Colouring colouring;
    private final Palette palette;

    public ColouringHighlighter(Colouring colouring, Palette palette) {
        this.colouring = Objects.requireNonNull(colouring);
        this.palette = Objects.requireNonNull(palette);
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        return coloured(buffer);
    }

    /** The text with its colours; as it is, when it is longer than anybody types. */
    public AttributedString coloured(String text) {
        if (text.length() > LONGEST_CHARACTERS) {
            return new AttributedString(text);
        }
        AttributedStringBuilder out = new AttributedStringBuilder(text.length());
        int at = 0;
        for (Run run : colouring.of(text)) {
            out.append(text, at, run.start());
            out.styled(palette.style(run.kind()), text.substring(run.start(), run.end()));
            at = run.end();
        }
        return out.append(text, at, text.length()).toAttributedString();
    }
}
