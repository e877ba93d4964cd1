package org.rootbuild.assist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.rootbuild.assist.Token.Sort;

/** Tells what the pieces of a text are: Groovy, the shell inside of its scripts, commands of the console. */
public final class Colouring {
    private static final Set<String> KEYWORDS = Set.of("abstract", "as", "assert", "boolean", "break", "byte", "case",
        "catch", "char", "class", "continue", "def", "default", "do", "double", "else", "enum", "extends", "false",
        "final", "finally", "float", "for", "if", "implements", "import", "in", "instanceof", "int", "interface", "long",
        "new", "null", "package", "private", "protected", "public", "return", "short", "static", "super", "switch",
        "synchronized", "this", "throw", "throws", "trait", "true", "try", "var", "void", "while");
    /** Verbs whose first text is a script for the shell. */
    private static final Set<String> SCRIPTS = Set.of("sh", "output");

    private final Lexicon lexicon;
    private final Predicate<String> isCommand;

    /** @param isCommand whether there is a command of that name; false for what is no console but a recipe */
    public Colouring(Lexicon lexicon, Predicate<String> isCommand) {
        this.lexicon = Objects.requireNonNull(lexicon);
        this.isCommand = Objects.requireNonNull(isCommand);
    }

    /** The pieces that are not plain, in their order; none overlaps another. */
    public List<Run> of(String text) {
        Optional<CommandLine> command = CommandLine.of(text, name -> isCommand.test(name)
            ? Optional.of(new CommandWord(name, "", name, List.of(), List.of())) : Optional.empty());
        return command.isPresent() ? command(text, command.get()) : new Painting(Lexer.read(text)).runs();
    }

    private static List<Run> command(String text, CommandLine line) {
        int begin = text.indexOf(line.command().name());
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(begin, begin + line.command().name().length(), Kind.COMMAND));
        for (CommandLine.Piece word : line.words()) {
            if (!word.quote().isEmpty()) {
                runs.add(new Run(word.start(), word.end(), Kind.TEXT));
            } else if (word.text().startsWith("-")) {
                runs.add(new Run(word.start(), word.end(), Kind.OPTION));
            }
        }
        return runs;
    }

    /** The colouring of one text. */
    private final class Painting {
        private final Tokens tokens;
        private final Frames frames;
        private final List<Run> runs = new ArrayList<>();
        private final List<Token> script = new ArrayList<>();
        private boolean inScript;
        private int scriptDepth;

        private Painting(Tokens tokens) {
            this.tokens = tokens;
            this.frames = new Frames(tokens, lexicon);
        }

        private List<Run> runs() {
            List<Token> all = tokens.all();
            int depth = 0;
            for (int i = 0; i < all.size(); i++) {
                Token token = all.get(i);
                switch (token.sort()) {
                    case WORD -> word(i, token);
                    case NUMBER -> add(token, Kind.NUMBER);
                    case COMMENT -> add(token, Kind.COMMENT);
                    case INSERTED, HOLE, HOLE_END -> add(token, Kind.INSERTED);
                    case TEXT -> text(token, depth);
                    default -> { }
                }
                depth += token.is(Sort.HOLE) ? 1 : token.is(Sort.HOLE_END) ? -1 : 0;
                frames.advance();
            }
            endScript();
            runs.sort(Comparator.comparingInt(Run::start));
            return List.copyOf(runs);
        }

        private void word(int index, Token token) {
            String sign = tokens.of(token);
            int next = index + 1 < tokens.all().size() ? index + 1 : Frame.NONE;
            String behind = frames.sign(next);
            String before = frames.sign(frames.before());
            boolean member = before.equals(".") || before.equals("?.") || before.equals("*.");
            if (behind.equals(":") && (before.equals("(") || before.equals(",") || before.equals("[")
                || frames.before() >= 0 && frames.calledAt(token.start()) == frames.before())) {
                runs.add(new Run(token.start(), tokens.all().get(next).end(), Kind.OPTION));
            } else if (member) {
                unit(index, token, sign);
            } else if (KEYWORDS.contains(sign)) {
                add(token, Kind.KEYWORD);
            } else if (!behind.equals("=") && !behind.equals(".") && lexicon.isWord(sign)
                && !lexicon.forms(sign, frames.innermost().places).isEmpty()) {
                add(token, Kind.VERB);
            }
        }

        /** {@code MiB} in {@code 64.MiB}. */
        private void unit(int index, Token token, String sign) {
            int number = frames.previous(frames.before());
            if (number >= 0 && frames.token(number).is(Sort.NUMBER) && lexicon.isWord(sign)) {
                add(token, Kind.NUMBER);
            }
        }

        private void text(Token token, int depth) {
            if (token.begins() && !(inScript && depth > scriptDepth)) {
                endScript();
                Frame frame = frames.innermost();
                int called = frames.calledAt(token.start());
                inScript = frame.sign != '[' && called != Frame.NONE && SCRIPTS.contains(frames.sign(called))
                    && frame.option.isEmpty() && frame.arguments == 0 && !frames.isMember(called)
                    && (frames.before() == called || frames.before() == frame.opening || frames.sign(frames.before())
                    .equals(","));
                scriptDepth = depth;
            }
            if (inScript && depth == scriptDepth) {
                script.add(token);
                if (token.ends()) {
                    endScript();
                }
            } else {
                add(token, Kind.TEXT);
            }
        }

        private void endScript() {
            if (!script.isEmpty()) {
                runs.addAll(ShellColouring.of(tokens.text(), script));
                script.clear();
            }
            inScript = false;
        }

        private void add(Token token, Kind kind) {
            runs.add(new Run(token.start(), token.end(), kind));
        }
    }
}
