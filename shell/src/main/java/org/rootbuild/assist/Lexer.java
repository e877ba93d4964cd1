package org.rootbuild.assist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.rootbuild.assist.Token.Quote;
import org.rootbuild.assist.Token.Sort;

/**
 * Splits Groovy into tokens in one pass, whatever the text is. The rules are those of Groovy's own lexer (GroovyLexer.g4
 * of Groovy 5), so far as they tell texts, comments and brackets from each other.
 */
final class Lexer {
    /** Behind these a slash begins a text, as it does not behind names. */
    private static final Set<String> KEYWORDS = Set.of("as", "assert", "break", "case", "catch", "class", "const",
        "continue", "def", "default", "do", "else", "enum", "extends", "final", "finally", "for", "goto", "if",
        "implements", "import", "in", "instanceof", "interface", "native", "new", "package", "return", "static",
        "switch", "throw", "throws", "trait", "try", "var", "void", "while");
    /** Longest first where one begins as another does. */
    private static final List<String> OPERATORS = List.of(">>>=", "**=", "<=>", "===", "!==", "==~", "<<=", ">>=",
        ">>>", "..<", "<..", "?:=", "?=", "*.@", "?.@", "==>", "->", "=>", "::", "..", "**", "++", "--", "<<", ">>", "<=", ">=", "==", "!=",
        "=~", "&&", "||", "?.", "?:", "??.", "*.", ".@", ".&", "+=", "-=", "*=", "/=", "%=", "&=", "^=", "|=");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Opened> open = new ArrayDeque<>();
    private int at;
    private boolean wrong;

    private Lexer(String text) {
        this.text = text;
    }

    /** A bracket that is open, or a hole in a text of that quote. */
    record Opened(int position, char sign, Quote quote) {
    }

    static Tokens read(String text) {
        Lexer lexer = new Lexer(text);
        Quote unclosed = Quote.NONE;
        boolean comment = false;
        while (lexer.at < text.length()) {
            unclosed = lexer.one();
        }
        if (!lexer.tokens.isEmpty()) {
            Token last = lexer.tokens.get(lexer.tokens.size() - 1);
            comment = last.is(Sort.COMMENT) && text.startsWith("/*", last.start())
                && (last.end() - last.start() < 4 || !text.startsWith("*/", last.end() - 2));
        }
        return new Tokens(text, lexer.tokens, List.copyOf(lexer.open), unclosed, comment, lexer.wrong);
    }

    /** Reads one token, or a piece of a text; answers the quote of the text that is still open behind it. */
    private Quote one() {
        char here = text.charAt(at);
        if (here == '\n') {
            add(Sort.NEWLINE, 1);
        } else if (here == '\\' && (text.startsWith("\n", at + 1) || text.startsWith("\r\n", at + 1))) {
            at = text.indexOf('\n', at) + 1;
        } else if (Character.isWhitespace(here)) {
            at++;
        } else if (text.startsWith("//", at) || here == '#' && at == 0 && text.startsWith("#!")) {
            add(Sort.COMMENT, indexOf("\n", at, 0) - at);
        } else if (text.startsWith("/*", at)) {
            add(Sort.COMMENT, indexOf("*/", at + 2, 2) - at);
        } else {
            return code(here);
        }
        return Quote.NONE;
    }

    private Quote code(char here) {
        Quote quote = quoteAt(here);
        if (quote != Quote.NONE) {
            int start = at;
            at += quote.opening().length();
            return piece(quote, start, true);
        }
        if (Character.isJavaIdentifierStart(here)) {
            add(Sort.WORD, wordEnd(at) - at);
        } else if (here >= '0' && here <= '9') {
            add(Sort.NUMBER, numberEnd() - at);
        } else if ("([{".indexOf(here) >= 0) {
            open.push(new Opened(at, here, Quote.NONE));
            add(Sort.OPEN, 1);
        } else if (")]}".indexOf(here) >= 0) {
            return close(here);
        } else {
            add(Sort.OPERATOR, operatorLength());
        }
        return Quote.NONE;
    }

    private Quote quoteAt(char here) {
        if (here == '\'') {
            return text.startsWith("'''", at) ? Quote.TRIPLE_SINGLE : Quote.SINGLE;
        } else if (here == '"') {
            return text.startsWith("\"\"\"", at) ? Quote.TRIPLE_DOUBLE : Quote.DOUBLE;
        } else if (here == '/' && maySlashBeginText()) {
            return Quote.SLASHY;
        }
        return here == '$' && text.startsWith("$/", at) && maySlashBeginText() ? Quote.DOLLAR_SLASHY : Quote.NONE;
    }

    /** As isRegexAllowed() of Groovy's lexer. */
    private boolean maySlashBeginText() {
        boolean parenthesis = !open.isEmpty() && (open.peek().sign() == '(' || open.peek().sign() == '[');
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token before = tokens.get(i);
            if (before.is(Sort.NEWLINE) && !parenthesis) {
                return true;
            }
            if (before.isCode()) {
                String sign = text.substring(before.start(), before.end());
                return switch (before.sort()) {
                    case NUMBER, CLOSE -> false;
                    case TEXT -> !before.ends();
                    case WORD -> KEYWORDS.contains(sign);
                    case OPERATOR -> !sign.equals("++") && !sign.equals("--");
                    default -> true;
                };
            }
        }
        return true;
    }

    /** Reads a text from here to its end or to the next hole in it. */
    private Quote piece(Quote quote, int start, boolean begins) {
        while (at < text.length()) {
            char here = text.charAt(at);
            if (here == '\n' && quote.isOneLine()) {
                wrong = true;
                addText(quote, start, begins, false);
                return Quote.NONE;
            }
            if (escapes(quote, here)) {
                at = Math.min(text.length(), at + 2);
            } else if (text.startsWith(quote.closing(), at)) {
                at += quote.closing().length();
                addText(quote, start, begins, true);
                return Quote.NONE;
            } else if (here == '$' && quote.isOpenToCode() && insertedEnd() > at) {
                addText(quote, start, begins, false);
                if (text.charAt(at + 1) == '{') {
                    open.push(new Opened(at, '$', quote));
                    add(Sort.HOLE, 2);
                    return Quote.NONE;
                }
                add(Sort.INSERTED, insertedEnd() - at);
                start = at;
                begins = false;
            } else {
                at++;
            }
        }
        addText(quote, start, begins, false);
        return quote;
    }

    private boolean escapes(Quote quote, char here) {
        if (quote == Quote.SLASHY) {
            return here == '\\' && text.startsWith("/", at + 1);
        }
        return quote == Quote.DOLLAR_SLASHY ? here == '$' && (text.startsWith("$", at + 1) || text.startsWith("/", at + 1))
            : here == '\\';
    }

    /** Behind what a dollar sign here inserts; here where it is only a sign. */
    private int insertedEnd() {
        if (at + 1 >= text.length()) {
            return at;
        }
        char next = text.charAt(at + 1);
        if (next == '{') {
            return at + 2;
        }
        if (next == '$' || !Character.isJavaIdentifierStart(next)) {
            return at;
        }
        int end = insertedWordEnd(at + 1);
        while (end + 1 < text.length() && text.charAt(end) == '.' && text.charAt(end + 1) != '$'
            && Character.isJavaIdentifierStart(text.charAt(end + 1))) {
            end = insertedWordEnd(end + 1);
        }
        return end;
    }

    /** A dollar sign ends the name of an inserted variable, as it does not end other names. */
    private int insertedWordEnd(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '$' && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private Quote close(char closing) {
        char wanted = closing == ')' ? '(' : closing == ']' ? '[' : '{';
        if (!open.isEmpty() && (open.peek().sign() == wanted || closing == '}' && open.peek().sign() == '$')) {
            Opened opened = open.pop();
            if (opened.sign() == '$') {
                add(Sort.HOLE_END, 1);
                return piece(opened.quote(), at, false);
            }
        } else {
            wrong = true;
        }
        add(Sort.CLOSE, 1);
        return Quote.NONE;
    }

    private int wordEnd(int start) {
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int numberEnd() {
        int end = wordEnd(at);
        boolean fraction = end + 1 < text.length() && text.charAt(end) == '.' && Character.isDigit(text.charAt(end + 1));
        return fraction ? wordEnd(end + 1) : end;
    }

    private int operatorLength() {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                return operator.length();
            }
        }
        return Character.isHighSurrogate(text.charAt(at)) && at + 1 < text.length() ? 2 : 1;
    }

    private int indexOf(String sign, int from, int more) {
        int found = text.indexOf(sign, from);
        return found < 0 ? text.length() : found + more;
    }

    private void add(Sort sort, int length) {
        tokens.add(Token.of(sort, at, at + length));
        at += length;
    }

    private void addText(Quote quote, int start, boolean begins, boolean ends) {
        if (at > start) {
            tokens.add(new Token(Sort.TEXT, start, at, quote, begins, ends));
        }
    }
}
