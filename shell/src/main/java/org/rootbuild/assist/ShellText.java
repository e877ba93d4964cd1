package org.rootbuild.assist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rootbuild.assist.Token.Quote;

/** A script for the shell as the shell sees it, and where each of its characters stands in the recipe. */
final class ShellText {
    /** Stands for whatever the recipe inserts. */
    static final char INSERTED = '\uFFFC';

    private final StringBuilder characters = new StringBuilder();
    private int[] starts;
    private int[] ends;
    private Kind[] kinds;

    /** @param pieces of one text, in their order; between them stands what is inserted */
    ShellText(String text, List<Token> pieces) {
        int length = pieces.get(pieces.size() - 1).end() - pieces.get(0).start() + 1;
        starts = new int[length];
        ends = new int[length];
        int before = pieces.get(0).start();
        for (Token piece : pieces) {
            if (piece.start() > before) {
                put(INSERTED, before, piece.start());
            }
            read(text, piece);
            before = piece.end();
        }
        kinds = new Kind[characters.length()];
    }

    private void read(String text, Token piece) {
        Quote quote = piece.quote();
        int at = piece.start() + (piece.begins() ? quote.opening().length() : 0);
        int end = piece.end() - (piece.ends() ? quote.closing().length() : 0);
        while (at < end) {
            char here = text.charAt(at);
            if (here == '\\' && at + 1 < end && quote != Quote.SLASHY && quote != Quote.DOLLAR_SLASHY) {
                char next = text.charAt(at + 1);
                if (next != '\n') {
                    put(next == 'n' ? '\n' : next == 't' ? '\t' : next, at, at + 2);
                }
                at += 2;
            } else {
                put(here, at, at + 1);
                at++;
            }
        }
    }

    private void put(char character, int start, int end) {
        starts[characters.length()] = start;
        ends[characters.length()] = end;
        characters.append(character);
    }

    int length() {
        return characters.length();
    }

    /** A character; a line end where the text has ended. */
    char at(int index) {
        return index < characters.length() ? characters.charAt(index) : '\n';
    }

    String part(int start, int end) {
        return characters.substring(start, Math.min(end, characters.length()));
    }

    int indexOf(char sign, int from) {
        int found = characters.indexOf(String.valueOf(sign), from);
        return found < 0 ? characters.length() : found;
    }

    void paint(int start, int end, Kind kind) {
        Arrays.fill(kinds, start, Math.min(end, kinds.length), kind);
    }

    /** What was painted, as places in the recipe. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        int at = 0;
        while (at < kinds.length) {
            Kind kind = kinds[at];
            int end = at + 1;
            while (end < kinds.length && kinds[end] == kind && starts[end] == ends[end - 1]
                && characters.charAt(end) != INSERTED && characters.charAt(at) != INSERTED) {
                end++;
            }
            if (kind != null && characters.charAt(at) != INSERTED) {
                runs.add(new Run(starts[at], ends[end - 1], kind));
            }
            at = end;
        }
        return runs;
    }
}
