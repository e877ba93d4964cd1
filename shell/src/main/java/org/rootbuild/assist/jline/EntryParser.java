package org.rootbuild.assist.jline;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.rootbuild.assist.Completion;
import org.rootbuild.assist.Entries;
import org.rootbuild.assist.Wholeness;

/** Lets a person go on with another line until what was typed is whole, and cuts out the word at the cursor. */
public final class EntryParser implements Parser {
    private final Completion completion;
    private final Entries entries;
    private final Wholeness wholeness = new Wholeness();
    private final Predicate<String> commands;

    /** @param commands whether a line calls a command of the console, which is whole in any case */
    public EntryParser(Completion completion, Predicate<String> commands) {
        this.completion = Objects.requireNonNull(completion);
        this.commands = Objects.requireNonNull(commands);
        this.entries = new Entries(commands);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        // For a secondary prompt JLine asks once a line each time it draws; the answer would be the same for all.
        if (context == ParseContext.ACCEPT_LINE) {
            checkWhole(line);
        }
        int end = Math.max(0, Math.min(cursor, line.length()));
        int start = context == ParseContext.COMPLETE ? Math.min(end, completion.start(line, end)) : end;
        return new Entry(line, end, start);
    }

    private void checkWhole(String text) {
        List<String> all = entries.of(text);
        if (all.isEmpty()) {
            return;
        }
        String last = all.get(all.size() - 1);
        if (!commands.test(last) && !wholeness.isWhole(last)) {
            throw new EOFError(-1, -1, "more lines follow", "");
        }
    }

    /** A line that ends with a backslash is none that JLine should join: Groovy does. */
    @Override
    public boolean isEscapeChar(char sign) {
        return false;
    }
}
