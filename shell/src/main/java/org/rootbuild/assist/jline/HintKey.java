package org.rootbuild.assist.jline;

import java.util.Objects;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.rootbuild.assist.Hint;
import org.rootbuild.assist.Hints;
import org.rootbuild.assist.Kind;

/**
 * Alt-H or F1 shows, above the line that is being typed, how what is called at the cursor is called. The line stays as
 * it is; where nothing is called the bell rings.
 */
public final class HintKey {
    /** The widget's name, for those who bind it to another key. */
    public static final String NAME = "rootbuild-hint";

    /** What F1 sends in xterm's family, and on Linux's own console. */
    private static final String[] KEYS = {KeyMap.alt('h'), "\033OP", "\033[[A"};

    private final Hints hints;
    private final Palette palette;

    public HintKey(Hints hints, Palette palette) {
        this.hints = Objects.requireNonNull(hints);
        this.palette = Objects.requireNonNull(palette);
    }

    public void bindTo(LineReader reader) {
        reader.getWidgets().put(NAME, () -> {
            Optional<Hint> hint = hints.at(reader.getBuffer().toString(), reader.getBuffer().cursor());
            hint.ifPresent(found -> reader.printAbove(drawn(found).toAttributedString()));
            return hint.isPresent();
        });
        for (String map : new String[] {LineReader.EMACS, LineReader.VIINS}) {
            reader.getKeyMaps().get(map).bind(new Reference(NAME), KEYS);
        }
    }

    private AttributedStringBuilder drawn(Hint hint) {
        AttributedStyle faint = palette.style(Kind.COMMENT);
        AttributedStringBuilder out = new AttributedStringBuilder();
        hint.forms().forEach(form -> out.styled(palette.style(Kind.VERB), form).append('\n'));
        if (!hint.about().isEmpty()) {
            out.styled(faint, "  " + hint.about()).append('\n');
        }
        if (!hint.argument().isEmpty()) {
            out.append("  ").styled(palette.style(Kind.OPTION), hint.argument()).append(' ')
                .append(hint.argumentAbout()).append('\n');
        }
        return out;
    }
}
