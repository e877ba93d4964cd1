package org.rootbuild.console;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.rootbuild.assist.Colouring;
import org.rootbuild.assist.Completion;
import org.rootbuild.assist.Hints;
import org.rootbuild.assist.Lexicon;
import org.rootbuild.assist.Vocabulary;
import org.rootbuild.assist.jline.ColouringHighlighter;
import org.rootbuild.assist.jline.HintKey;
import org.rootbuild.assist.jline.Palette;
import org.rootbuild.desk.Desk;
import org.rootbuild.progress.Look;

/** What helps a person who types. */
final class Assistance {
    private static final long QUIET_MILLIS = 150;

    private final Lexicon lexicon;
    private final Completion completion;
    private final Highlighter highlighter;
    private final HintKey hintKey;
    private volatile boolean ready;

    Assistance(ConsoleCommands commands, Language language, Desk desk, Look look) {
        this.lexicon = Lexicon.of(desk.workplace().words());
        Vocabulary vocabulary = new DeskVocabulary(commands, language, desk);
        this.completion = new Completion(vocabulary, lexicon);
        Palette palette = look.live() ? Palette.coloured() : Palette.plain();
        this.hintKey = new HintKey(new Hints(vocabulary, lexicon), palette);
        ColouringHighlighter colours = new ColouringHighlighter(new Colouring(lexicon, commands::isCommand),
            palette);
        this.highlighter = new Highlighter() {
            @Override
            public AttributedString highlight(LineReader reader, String buffer) {
                return ready ? colours.highlight(reader, buffer) : new AttributedString(buffer);
            }
        };
    }

    Completion completion() {
        return completion;
    }

    Highlighter highlighter() {
        return highlighter;
    }

    /** Says how what is called at the cursor is called. */
    HintKey hintKey() {
        return hintKey;
    }

    /** Finds the words of the language when the prompt stands, so that nobody waits for them. */
    void prepareSoon() {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(QUIET_MILLIS);
                lexicon.prepare();
                ready = true;
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }, "words of the language");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }
}
