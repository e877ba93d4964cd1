package org.rootbuild.assist;

import java.util.List;
import org.rootbuild.assist.Token.Quote;

/**
 * A text and what it consists of.
 *
 * @param open        the brackets and holes that are open at its end, innermost first
 * @param inside      the quote of the text that is open at its end; {@link Quote#NONE} where none is
 * @param insideNote  whether its end is inside of a comment that was not closed
 * @param wrong       whether a bracket closes nothing, or a text of one line has no end: more lines cannot mend it
 */
record Tokens(String text, List<Token> all, List<Lexer.Opened> open, Quote inside, boolean insideNote, boolean wrong) {
    Tokens {
        all = List.copyOf(all);
        open = List.copyOf(open);
    }

    String of(Token token) {
        return text.substring(token.start(), token.end());
    }

    boolean is(Token token, String sign) {
        return token.end() - token.start() == sign.length() && text.startsWith(sign, token.start());
    }
}
