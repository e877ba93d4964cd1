package org.rootbuild.assist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.rootbuild.assist.Token.Quote;
import org.rootbuild.assist.Token.Sort;

/**
 * Says whether a piece of Groovy is a whole statement, or more lines follow. It does not compile: in doubt a text is
 * whole, so that a person sees the error and is not kept waiting for a bracket that can no longer come.
 */
public final class Wholeness {
    /** With one of these a statement cannot end. */
    private static final Set<String> LEADING = Set.of("abstract", "as", "assert", "case", "catch", "class", "def", "do",
        "else", "enum", "extends", "final", "finally", "for", "if", "implements", "import", "in", "instanceof",
        "interface", "new", "package", "private", "protected", "public", "static", "switch", "synchronized", "throw",
        "throws", "trait", "try", "while");
    /** What these have in parentheses is followed by a body. */
    private static final Set<String> WITH_BODY = Set.of("if", "while", "for", "switch", "catch", "synchronized");
    /** What begins with one of these is wrong already: the statement that they belong to has ended. */
    private static final Set<String> FOLLOWING = Set.of("else", "finally", "catch", "case", "default");
    private static final Set<String> TYPES = Set.of("class", "interface", "enum", "trait");
    private static final Set<String> CLOSED_OPERATORS = Set.of("++", "--", ";");

    /** Whether nothing has to follow. */
    public boolean isWhole(String text) {
        Tokens tokens = Lexer.read(text);
        if (tokens.wrong()) {
            return true;
        }
        if (!tokens.open().isEmpty() || tokens.inside() != Quote.NONE || tokens.insideNote()) {
            return false;
        }
        List<Token> code = tokens.all().stream().filter(Token::isCode).toList();
        return code.isEmpty() || !new Ending(tokens, code).goesOn();
    }

    /** The end of a text in which all brackets are closed. */
    private static final class Ending {
        private final Tokens tokens;
        private final List<Token> code;
        /** Of every closing bracket, where the one stands that it closes. */
        private final int[] partner;

        private Ending(Tokens tokens, List<Token> code) {
            this.tokens = tokens;
            this.code = code;
            this.partner = partners(code);
        }

        private static int[] partners(List<Token> code) {
            int[] partners = new int[code.size()];
            Deque<Integer> open = new ArrayDeque<>();
            for (int i = 0; i < code.size(); i++) {
                Sort sort = code.get(i).sort();
                if (sort == Sort.OPEN || sort == Sort.HOLE) {
                    open.push(i);
                } else if (sort == Sort.CLOSE || sort == Sort.HOLE_END) {
                    partners[i] = open.pop();
                }
            }
            return partners;
        }

        private boolean goesOn() {
            int last = code.size() - 1;
            if (FOLLOWING.contains(sign(0))) {
                return false;
            }
            return switch (code.get(last).sort()) {
                case OPERATOR -> operatorGoesOn(last);
                case WORD -> LEADING.contains(sign(last)) && !isMember(last) || isAnnotation(last);
                case CLOSE -> closeGoesOn(last);
                default -> false;
            } || hasOpenChoice() || isTypeWithoutBody();
        }

        private boolean operatorGoesOn(int last) {
            if (CLOSED_OPERATORS.contains(sign(last))) {
                return false;
            }
            // import of everything in a package or a class
            return !(sign(last).equals("*") && statementBegins(last, "import")) && !sign(last).equals(".*");
        }

        private boolean closeGoesOn(int last) {
            int opening = partner[last];
            if (opening == 0) {
                return false;
            }
            String head = sign(opening - 1);
            if (sign(last).equals(")")) {
                return WITH_BODY.contains(head) && !isMember(opening - 1) && !endsLoop(opening - 1)
                    || isAnnotation(opening - 1);
            }
            return sign(last).equals("}") && head.equals("try") && !isMember(opening - 1)
                || sign(last).equals("}") && head.equals("do") && !isMember(opening - 1);
        }

        /** Whether this {@code while} belongs to a {@code do} before it. */
        private boolean endsLoop(int at) {
            return sign(at).equals("while") && at > 0 && sign(at - 1).equals("}") && partner[at - 1] > 0
                && sign(partner[at - 1] - 1).equals("do");
        }

        private boolean isMember(int at) {
            return at > 0 && Set.of(".", "?.", "*.", ".&", "::", ".@").contains(sign(at - 1));
        }

        /** Whether the word here ends the name of an annotation: {@code @groovy.transform.Field}. */
        private boolean isAnnotation(int at) {
            int begin = at;
            while (begin > 1 && sign(begin - 1).equals(".") && code.get(begin - 2).is(Sort.WORD)) {
                begin -= 2;
            }
            return begin > 0 && code.get(at).is(Sort.WORD) && sign(begin - 1).equals("@");
        }

        private boolean statementBegins(int at, String word) {
            int begin = at;
            while (begin > 0 && !isBetween(begin - 1, begin)) {
                begin--;
            }
            return sign(begin).equals(word);
        }

        /** Whether one statement ends and another begins between two neighbours. */
        private boolean isBetween(int before, int after) {
            return sign(before).equals(";") || tokens.text().substring(code.get(before).end(), code.get(after).start())
                .indexOf('\n') >= 0;
        }

        /** Whether a {@code ?} still lacks its colon. */
        private boolean hasOpenChoice() {
            int depth = 0;
            int missing = 0;
            for (int i = 0; i < code.size(); i++) {
                Sort sort = code.get(i).sort();
                if (missing > 0 && depth == 0 && i > 0 && isBetween(i - 1, i)
                    && !(sort == Sort.OPERATOR || code.get(i - 1).is(Sort.OPERATOR))) {
                    missing = 0;
                }
                if (sort == Sort.OPEN || sort == Sort.HOLE) {
                    depth++;
                } else if (sort == Sort.CLOSE || sort == Sort.HOLE_END) {
                    depth--;
                } else if (depth == 0 && sort == Sort.OPERATOR) {
                    missing += choice(i, missing);
                }
            }
            return missing > 0;
        }

        private int choice(int at, int missing) {
            if (sign(at).equals(":")) {
                return missing > 0 ? -1 : 0;
            } else if (sign(at).equals(";")) {
                return -missing;
            }
            boolean wildcard = at + 1 < code.size() && Set.of(">", ">>", ",", "extends", "super").contains(sign(at + 1));
            return sign(at).equals("?") && !wildcard ? 1 : 0;
        }

        private boolean isTypeWithoutBody() {
            int depth = 0;
            boolean declared = false;
            for (int i = 0; i < code.size(); i++) {
                Sort sort = code.get(i).sort();
                if (sort == Sort.OPEN || sort == Sort.HOLE) {
                    declared &= depth > 0 || !sign(i).equals("{");
                    depth++;
                } else if (sort == Sort.CLOSE || sort == Sort.HOLE_END) {
                    depth--;
                } else if (depth == 0 && sort == Sort.WORD && TYPES.contains(sign(i)) && !isMember(i)
                    && i + 1 < code.size() && code.get(i + 1).is(Sort.WORD)) {
                    declared = true;
                }
            }
            return declared;
        }

        private String sign(int at) {
            return tokens.of(code.get(at));
        }
    }
}
