package org.rootbuild.assist;

/**
 * A piece of Groovy. A text with variables or code inside is several tokens: {@link Sort#TEXT} for what is literal, and
 * between them what is inserted.
 *
 * @param start  index of its first character
 * @param end    index behind its last one
 * @param quote  of a text, how it is quoted
 * @param begins of a text, whether the opening quote is in this piece
 * @param ends   of a text, whether the closing quote is in this piece
 */
record Token(Sort sort, int start, int end, Quote quote, boolean begins, boolean ends) {
    enum Sort {
        WORD, NUMBER, TEXT,
        /** {@code $name.of.it} in a text. */
        INSERTED,
        /** <code>${</code> in a text, and the brace that ends it. */
        HOLE, HOLE_END,
        OPEN, CLOSE, OPERATOR, COMMENT, NEWLINE
    }

    /** How texts are quoted, with the sign that closes them. */
    enum Quote {
        NONE(""), SINGLE("'"), DOUBLE("\""), TRIPLE_SINGLE("'''"), TRIPLE_DOUBLE("\"\"\""), SLASHY("/"),
        DOLLAR_SLASHY("/$");

        private final String closing;

        Quote(String closing) {
            this.closing = closing;
        }

        String closing() {
            return closing;
        }

        String opening() {
            return this == DOLLAR_SLASHY ? "$/" : closing;
        }

        boolean isOneLine() {
            return this == SINGLE || this == DOUBLE;
        }

        /** Whether a dollar sign begins something in it. */
        boolean isOpenToCode() {
            return this != SINGLE && this != TRIPLE_SINGLE;
        }
    }

    static Token of(Sort sort, int start, int end) {
        return new Token(sort, start, end, Quote.NONE, false, false);
    }

    boolean is(Sort other) {
        return sort == other;
    }

    /** Whether the compiler would see it. */
    boolean isCode() {
        return sort != Sort.COMMENT && sort != Sort.NEWLINE;
    }
}
