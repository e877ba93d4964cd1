package org.rootbuild.assist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Tells what the pieces of a script for the shell are, in one pass. The rules are those of the shell command language
 * of POSIX.1-2017 (XCU 2.2 to 2.10), with bash's here-strings; what is not whole is coloured as far as it goes.
 */
final class ShellColouring {
    /** Behind these another command follows. */
    private static final Set<String> BEFORE_COMMAND = Set.of("if", "then", "else", "elif", "do", "while", "until", "!",
        "{", "time");
    private static final Set<String> KEYWORDS = Set.of("fi", "done", "esac", "for", "case", "in", "function", "}", "[[",
        "]]", "select");

    private final ShellText text;
    /** What is open: {@code (} for code in parentheses, {@code "} for a text, a back quote for code in those. */
    private final Deque<Character> open = new ArrayDeque<>();
    private final List<String> documents = new ArrayList<>();
    private int at;
    private boolean command = true;
    private boolean word;
    private boolean assigning;
    private int backQuotes;

    private ShellColouring(ShellText text) {
        this.text = text;
    }

    /** @param pieces of a text in Groovy, without what is inserted between them */
    static List<Run> of(String text, List<Token> pieces) {
        ShellColouring colouring = new ShellColouring(new ShellText(text, pieces));
        colouring.read();
        List<Run> runs = new ArrayList<>(colouring.text.runs());
        Token first = pieces.get(0);
        Token last = pieces.get(pieces.size() - 1);
        if (first.begins()) {
            runs.add(new Run(first.start(), first.start() + first.quote().opening().length(), Kind.TEXT));
        }
        if (last.ends()) {
            runs.add(new Run(last.end() - last.quote().closing().length(), last.end(), Kind.TEXT));
        }
        return runs;
    }

    private void read() {
        while (at < text.length()) {
            if (!open.isEmpty() && open.peek() == '"') {
                quoted();
            } else {
                code();
            }
        }
    }

    /** Inside of double quotes, up to the end or to something in them. */
    private void quoted() {
        char here = text.at(at);
        if (here == '"') {
            paint(1, Kind.SHELL_TEXT);
            open.pop();
        } else if (here == '\\') {
            paint(2, Kind.SHELL_TEXT);
        } else if (here == '$') {
            dollar(Kind.SHELL_TEXT);
        } else if (here == '`') {
            backQuote();
        } else {
            paint(1, Kind.SHELL_TEXT);
        }
    }

    private void code() {
        char here = text.at(at);
        if (here == '\n') {
            at++;
            endWord();
            command = true;
            documents();
        } else if (Character.isWhitespace(here)) {
            at++;
            endWord();
        } else if (here == '#' && !word) {
            paint(text.indexOf('\n', at) - at, Kind.SHELL_COMMENT);
        } else if (here == '\'') {
            paint(text.indexOf('\'', at + 1) + 1 - at, Kind.SHELL_TEXT);
            word = true;
        } else if (here == '"') {
            paint(1, Kind.SHELL_TEXT);
            open.push('"');
            word = true;
        } else if (here == '$') {
            word = true;
            dollar(Kind.SHELL_VARIABLE);
        } else if (here == '`') {
            backQuote();
        } else if (";|&()<>".indexOf(here) >= 0) {
            operator(here);
        } else {
            word();
        }
    }

    private void endWord() {
        if (word) {
            command = assigning;
        }
        assigning = false;
        word = false;
    }

    private void backQuote() {
        paint(1, Kind.SHELL_OPERATOR);
        if (backQuotes > 0) {
            backQuotes--;
            char popped = open.pop();
            while (popped != '`') {
                popped = open.pop();
            }
            word = true;
            command = false;
        } else {
            open.push('`');
            backQuotes++;
            command = true;
            word = false;
        }
    }

    private void operator(char here) {
        endWord();
        if (here == '<' && text.at(at + 1) == '<' && text.at(at + 2) != '<') {
            hereDocument();
            return;
        }
        paint(1, Kind.SHELL_OPERATOR);
        if (here == '(') {
            open.push('(');
        } else if (here == ')' && !open.isEmpty() && open.peek() == '(') {
            open.pop();
            command = false;
            word = !open.isEmpty() && open.peek() == '"';
            return;
        }
        command = here != '<' && here != '>' && !(here == '&' && text.at(at - 2 < 0 ? 0 : at - 2) == '>') || command;
    }

    /** {@code $name}, <code>${name…}</code>, {@code $(command)} or a sign that stands for itself. */
    private void dollar(Kind alone) {
        char next = text.at(at + 1);
        if (next == '(') {
            paint(2, Kind.SHELL_OPERATOR);
            open.push('(');
            command = true;
            word = false;
        } else if (next == '{') {
            paint(text.indexOf('}', at) + 1 - at, Kind.SHELL_VARIABLE);
        } else if (Character.isLetter(next) || next == '_') {
            int end = at + 1;
            while (Character.isLetterOrDigit(text.at(end)) || text.at(end) == '_') {
                end++;
            }
            paint(end - at, Kind.SHELL_VARIABLE);
        } else {
            boolean special = "?@*#$!-0123456789".indexOf(next) >= 0;
            paint(special ? 2 : 1, special ? Kind.SHELL_VARIABLE : alone);
        }
    }

    private void word() {
        boolean begins = !word;
        int start = at;
        while (at < text.length() && "\n;|&()<>'\"$`".indexOf(text.at(at)) < 0
            && !Character.isWhitespace(text.at(at))) {
            at += text.at(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at, text.length());
        word = true;
        String sign = text.part(start, at);
        if (begins && command) {
            first(start, sign);
        } else if (begins && sign.startsWith("-")) {
            text.paint(start, at, Kind.SHELL_OPTION);
        }
    }

    private void first(int start, String sign) {
        int equal = sign.indexOf('=');
        if (BEFORE_COMMAND.contains(sign) && endsHere()) {
            text.paint(start, at, Kind.SHELL_KEYWORD);
            word = false;
        } else if (KEYWORDS.contains(sign) && endsHere()) {
            text.paint(start, at, Kind.SHELL_KEYWORD);
        } else if (equal > 0 && isName(sign.substring(0, sign.charAt(equal - 1) == '+' ? equal - 1 : equal))) {
            text.paint(start, start + equal + 1, Kind.SHELL_VARIABLE);
            assigned();
        } else {
            text.paint(start, at, Kind.SHELL_COMMAND);
        }
    }

    /** Behind an assignment a command may still come, once its value is read. */
    private void assigned() {
        word = true;
        assigning = true;
    }

    private boolean endsHere() {
        return at >= text.length() || Character.isWhitespace(text.at(at)) || ";|&()".indexOf(text.at(at)) >= 0;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && !Character.isDigit(text.charAt(0)) && text.chars().allMatch(sign -> sign == '_'
            || Character.isLetterOrDigit(sign));
    }

    private void hereDocument() {
        paint(2, Kind.SHELL_OPERATOR);
        if (text.at(at) == '-') {
            paint(1, Kind.SHELL_OPERATOR);
        }
        while (text.at(at) == ' ') {
            at++;
        }
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.at(at)) && ";|&<>()".indexOf(text.at(at)) < 0) {
            at++;
        }
        String end = text.part(start, at).replaceAll("['\"\\\\]", "");
        if (!end.isEmpty()) {
            text.paint(start, at, Kind.SHELL_KEYWORD);
            documents.add(end);
        }
    }

    /** At the beginning of a line: the documents that were announced in the line before. */
    private void documents() {
        for (String end : documents) {
            while (at < text.length()) {
                int lineEnd = text.indexOf('\n', at);
                boolean last = text.part(at, lineEnd).strip().equals(end);
                text.paint(at, lineEnd, last ? Kind.SHELL_KEYWORD : Kind.SHELL_TEXT);
                at = Math.min(text.length(), lineEnd + 1);
                if (last) {
                    break;
                }
            }
        }
        documents.clear();
    }

    private void paint(int length, Kind kind) {
        text.paint(at, at + length, kind);
        at = Math.min(text.length(), at + length);
    }
}
