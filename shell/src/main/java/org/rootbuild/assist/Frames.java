package org.rootbuild.assist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.assist.Token.Sort;
import org.rootbuild.language.RecipeScript;

/**
 * Walks through the tokens of a text and knows at each of them which calls and places it stands in. Never fails: what it
 * does not understand it takes for nothing special.
 */
final class Frames {
    private static final Set<String> NO_CALLS = Set.of("if", "while", "for", "switch", "catch", "return", "def", "new",
        "in", "as", "else", "assert", "throw", "import", "case", "final", "static", "instanceof", "var");
    private static final Set<String> DOTS = Set.of(".", "?.", "*.");

    private final Tokens tokens;
    private final Lexicon lexicon;
    private final Deque<Frame> open = new ArrayDeque<>();
    /** Of closing brackets, the token that they close. */
    private final int[] partners;
    private int next;
    private int before = Frame.NONE;
    private int secondBefore = Frame.NONE;
    private int closedHead = Frame.NONE;

    Frames(Tokens tokens, Lexicon lexicon) {
        this.tokens = tokens;
        this.lexicon = lexicon;
        this.partners = new int[tokens.all().size()];
        open.push(new Frame((char) 0, Frame.NONE, Frame.NONE, Lexicon.PROMPT));
    }

    /** Walks up to the token that ends behind the position, or to the end. */
    Frames upTo(int position) {
        while (next < tokens.all().size() && tokens.all().get(next).end() <= position) {
            advance();
        }
        return this;
    }

    Frame innermost() {
        return open.peek();
    }

    /** The frames, innermost first. */
    Iterator<Frame> fromInside() {
        return open.iterator();
    }

    Tokens tokens() {
        return tokens;
    }

    /** The last token that the compiler would see; {@link Frame#NONE} at the beginning. */
    int before() {
        return before;
    }

    int partner(int closing) {
        return partners[closing];
    }

    String sign(int token) {
        return token < 0 ? "" : tokens.of(tokens.all().get(token));
    }

    Token token(int index) {
        return tokens.all().get(index);
    }

    /** The token before that one which the compiler would see. */
    int previous(int token) {
        int at = token - 1;
        while (at >= 0 && !token(at).isCode()) {
            at--;
        }
        return at;
    }

    boolean isMember(int word) {
        return word > 0 && DOTS.contains(sign(previous(word)));
    }

    /** The word whose arguments stand at that position, which is behind all tokens that were walked through. */
    int calledAt(int position) {
        Frame frame = innermost();
        if (frame.called() != Frame.NONE || !frame.isBlock()) {
            Frame inner = frame;
            Iterator<Frame> outwards = open.iterator();
            while (inner.sign == '[' && outwards.hasNext()) {
                inner = outwards.next();
            }
            return inner.called();
        }
        return before != Frame.NONE && mayBeCommand(before) && isGapBefore(position) ? before : Frame.NONE;
    }

    void advance() {
        int index = next++;
        Token token = token(index);
        switch (token.sort()) {
            case COMMENT -> {
                return;
            }
            case NEWLINE -> {
                newline(index);
                return;
            }
            case OPEN, HOLE -> opening(index, token);
            case CLOSE, HOLE_END -> closing(index);
            case OPERATOR -> operator(index);
            case WORD, NUMBER -> argument(token);
            case TEXT -> {
                if (token.begins()) {
                    argument(token);
                }
            }
            default -> { }
        }
        secondBefore = before;
        before = index;
    }

    private void newline(int index) {
        boolean goesOn = before != Frame.NONE && token(before).is(Sort.OPERATOR)
            && !Set.of("++", "--", ";").contains(sign(before)) && before > innermost().opening;
        if (innermost().isBlock() && !goesOn) {
            innermost().newStatement(index + 1);
        }
    }

    private void opening(int index, Token token) {
        char sign = token.is(Sort.HOLE) ? '$' : tokens.text().charAt(token.start());
        int head = Frame.NONE;
        if (sign == '(' && isWord(before)) {
            head = before;
        } else if (sign == '{') {
            head = headOfClosure();
        } else if (sign == '[') {
            argument(token);
        }
        open.push(new Frame(sign, index, head, sign == '{' ? placesInside(head) : innermost().places));
    }

    private int headOfClosure() {
        if (isWord(before)) {
            return before;
        }
        if (before != Frame.NONE && sign(before).equals(")")) {
            return closedHead;
        }
        return innermost().called();
    }

    private List<Class<?>> placesInside(int head) {
        List<Class<?>> outer = innermost().places;
        if (head == Frame.NONE || isMember(head)) {
            return outer;
        }
        Optional<Class<?>> opened = Lexicon.opened(lexicon.forms(sign(head), outer));
        if (opened.isEmpty()) {
            return outer;
        }
        List<Class<?>> inside = new ArrayList<>(List.of(opened.get()));
        inside.add(RecipeScript.class);
        return inside;
    }

    private void closing(int index) {
        boolean hole = token(index).is(Sort.HOLE_END);
        char closing = tokens.text().charAt(token(index).start());
        char wanted = hole ? '$' : closing == ')' ? '(' : closing == ']' ? '[' : '{';
        if (open.size() > 1 && innermost().sign == wanted) {
            Frame closed = open.pop();
            closedHead = closed.head;
            partners[index] = closed.opening;
        } else {
            partners[index] = index;
        }
    }

    private void operator(int index) {
        Frame frame = innermost();
        switch (sign(index)) {
            case "," -> frame.nextArgument();
            case ";", "->" -> {
                if (frame.isBlock()) {
                    frame.newStatement(index + 1);
                }
            }
            case "=" -> {
                if (frame.isBlock()) {
                    frame.newStatement(index + 1);
                }
            }
            case ":" -> named(frame);
            default -> { }
        }
    }

    private void named(Frame frame) {
        if (isName(before) && secondBefore != Frame.NONE
            && (secondBefore == frame.opening || secondBefore == frame.command || sign(secondBefore).equals(","))) {
            frame.option = sign(before);
            frame.given.add(frame.option);
        }
    }

    /** Whether the word before this token turns out to be called without parentheses. */
    private void argument(Token token) {
        Frame frame = innermost();
        if (frame.isBlock() && frame.command == Frame.NONE && before != Frame.NONE && mayBeCommand(before)
            && isGapBefore(token.start())) {
            frame.newCall();
            frame.command = before;
        }
    }

    private boolean mayBeCommand(int word) {
        return isWord(word) && word >= innermost().beginning && (word == innermost().beginning || isMember(word)
            || previous(word) < innermost().beginning || sign(previous(word)).equals("return"));
    }

    private boolean isGapBefore(int position) {
        int end = token(before).end();
        return position > end && tokens.text().substring(end, position).isBlank()
            && tokens.text().substring(end, position).indexOf('\n') < 0;
    }

    private boolean isName(int index) {
        return index != Frame.NONE && token(index).is(Sort.WORD);
    }

    private boolean isWord(int index) {
        return isName(index) && !NO_CALLS.contains(sign(index));
    }
}
