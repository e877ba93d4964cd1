package org.rootbuild.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rootbuild.language.Outline;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.language.Span;
import org.rootbuild.language.Statement;
import org.rootbuild.language.Statement.Form;

/** The text of a recipe with what its statements are; changing it answers another one. */
final class Page {
    private static final String INDENT = "    ";

    private final Outline outline;
    private final RecipeWords words;

    private Page(Outline outline, RecipeWords words) {
        this.outline = outline;
        this.words = words;
    }

    /** @throws RecipeErrors when the text is no script */
    static Page of(String text, String file, RecipeWords words) throws RecipeErrors {
        return new Page(Outline.of(text, file), Objects.requireNonNull(words));
    }

    String text() {
        return outline.text();
    }

    List<Statement> statements() {
        return outline.statements();
    }

    /** The statement of the recipe itself that is declared so. */
    Optional<Statement> atTop(String word, String label) {
        return statements().stream().filter(statement -> statement.isNamed(word, label)).findFirst();
    }

    Optional<Statement> root(String name) {
        return atTop(RecipeWords.ROOT, name).filter(root -> root.body().isPresent());
    }

    /** The names of its roots, in their order. */
    List<String> roots() {
        return statements().stream().filter(one -> one.word().equals(RecipeWords.ROOT) && one.body().isPresent())
            .flatMap(root -> root.label().stream()).toList();
    }

    /** The statement that declares a variable or a function of that name. */
    Optional<Statement> declaring(String name) {
        return statements().stream().filter(statement -> statement.declares().contains(name)).findFirst();
    }

    /** A pass with the root that it stands in. */
    record Found(Statement root, Statement pass) {
    }

    Optional<Found> pass(String name) {
        return statements().stream().filter(one -> one.word().equals(RecipeWords.ROOT))
            .flatMap(root -> inside(root).filter(one -> one.isNamed(RecipeWords.PASS, name))
                .map(pass -> new Found(root, pass))).findFirst();
    }

    private static Stream<Statement> inside(Statement statement) {
        return statement.inside().stream().flatMap(one -> one.word().equals(RecipeWords.PASS) ? Stream.of(one)
            : Stream.concat(Stream.of(one), inside(one)));
    }

    /** The statement of the recipe that this one would replace: it declares the same thing. */
    Optional<Statement> same(Statement wanted) {
        for (String name : wanted.declares()) {
            Optional<Statement> declaring = declaring(name);
            if (declaring.isPresent()) {
                return declaring;
            }
        }
        if (wanted.form() == Form.WORD && wanted.word().equals(RecipeWords.RECIPE)) {
            return statements().stream().filter(one -> one.word().equals(RecipeWords.RECIPE)).findFirst();
        }
        boolean names = wanted.form() == Form.WORD || wanted.word().equals(RecipeWords.PARAM);
        return names && wanted.label().isPresent() ? atTop(wanted.word(), wanted.label().get()) : Optional.empty();
    }

    /** The line of the script, from 1. */
    int line(int position) {
        return (int) text().substring(0, position).chars().filter(sign -> sign == '\n').count() + 1;
    }

    String replaced(Span span, String with) {
        return span.replaced(text(), with);
    }

    /** Puts the piece in the place of the statement, whose comments stay. */
    String replaced(Statement old, Piece piece) {
        return replaced(old.span(), piece.bare(Piece.indentation(text(), old.span().start())));
    }

    /** Takes the statement out, with its comment and with its line where nothing else stands on it. */
    String without(Statement statement) {
        int start = statement.span().start();
        int end = Piece.endWithComment(text(), statement.span().end());
        int lineStart = text().lastIndexOf('\n', start - 1) + 1;
        boolean alone = text().substring(lineStart, start).isBlank()
            && (end >= text().length() || text().charAt(end) == '\n');
        if (!alone) {
            return replaced(new Span(start, end), "");
        }
        start = withComments(lineStart);
        end = Math.min(text().length(), end + 1);
        boolean blankBefore = start == 0 || start >= 2 && text().charAt(start - 2) == '\n';
        boolean blankBehind = end >= text().length() || text().charAt(end) == '\n';
        if (blankBefore && blankBehind && end < text().length()) {
            end++;
        } else if (blankBefore && blankBehind && start > 0) {
            start--;
        }
        return replaced(new Span(start, end), "");
    }

    /** Where the lines of comment right before a line begin. */
    private int withComments(int lineStart) {
        int start = lineStart;
        while (start > 0) {
            int before = text().lastIndexOf('\n', start - 2) + 1;
            if (!text().substring(before, start).strip().startsWith("//") || text().startsWith("// ---", before)) {
                break;
            }
            start = before;
        }
        return start;
    }

    /** Where something was put, and the text that came of it. */
    record Put(String text, int at) {
    }

    /** Puts the piece into the block, behind all that stands there. */
    Put putInside(Statement block, Piece piece) {
        Span body = block.body().orElseThrow();
        String outer = Piece.indentation(text(), block.span().start());
        String inner = outer + INDENT;
        String inside = body.in(text());
        if (inside.indexOf('\n') < 0) {
            String kept = inside.isBlank() ? "" : "\n" + inner + inside.strip();
            String head = kept + "\n";
            return new Put(replaced(body, head + piece.placed(inner) + "\n" + outer), body.start() + head.length());
        }
        if (!block.inside().isEmpty()) {
            inner = Piece.indentation(text(), block.inside().get(0).span().start());
        }
        int closing = text().lastIndexOf('\n', body.end() - 1) + 1;
        boolean alone = closing > body.start() && text().substring(closing, body.end()).isBlank();
        String blank = needsBlank(block, piece) ? "\n" : "";
        return alone ? new Put(replaced(new Span(closing, closing), blank + piece.placed(inner) + "\n"),
                closing + blank.length())
            : new Put(replaced(new Span(body.end(), body.end()), "\n" + piece.placed(inner) + "\n" + outer),
                body.end() + 1);
    }

    /** A blank line stands before the first pass of a root, and between passes where they stand apart. */
    private boolean needsBlank(Statement block, Piece piece) {
        List<Statement> inside = block.inside();
        if (inside.isEmpty() || !block.word().equals(RecipeWords.ROOT)) {
            return false;
        }
        Statement last = inside.get(inside.size() - 1);
        if (isPassLike(piece.statement()) && !isPassLike(last)) {
            return true;
        }
        int end = Piece.endWithComment(text(), inside.get(0).span().end());
        return inside.size() > 1 && isPassLike(inside.get(0)) && text().startsWith("\n\n", end);
    }

    private static boolean isPassLike(Statement statement) {
        return statement.word().equals(RecipeWords.PASS) || statement.body().isPresent();
    }

    /** Puts the piece where a person would look for it: by its kind, and behind what it uses. */
    Put putAtTop(Piece piece) {
        int rank = rank(piece.statement());
        Optional<Statement> before = Optional.empty();
        for (Statement each : statements()) {
            boolean used = each.declares().stream().anyMatch(piece.statement().uses()::contains);
            if (rank(each) <= rank || used) {
                before = Optional.of(each);
            }
        }
        if (before.isEmpty()) {
            return new Put(piece.placed("") + "\n" + (text().isBlank() ? "" : "\n" + text()), 0);
        }
        int end = Piece.endWithComment(text(), before.get().span().end());
        boolean ended = end < text().length() && text().charAt(end) == '\n';
        String head = (ended ? "" : "\n") + (standsApart(before.get(), piece) ? "\n" : "");
        int at = Math.min(text().length(), end + (ended ? 1 : 0));
        String rest = text().substring(at);
        String tail = "\n" + (!rest.isBlank() && !rest.startsWith("\n") && nextStandsApart(at, piece) ? "\n" : "");
        return new Put(text().substring(0, at) + head + piece.placed("") + tail + rest, at + head.length());
    }

    private boolean standsApart(Statement before, Piece piece) {
        boolean block = before.span().in(text()).indexOf('\n') >= 0 && before.body().isPresent();
        return rank(before) != rank(piece.statement()) || block || piece.isBlock();
    }

    private boolean nextStandsApart(int at, Piece piece) {
        Optional<Statement> next = statements().stream().filter(one -> one.span().start() >= at).findFirst();
        return piece.isBlock() || next.map(one -> rank(one) != rank(piece.statement())).orElse(false);
    }

    /** The order of a recipe: name, includes, parameters, sources and texts, functions, roots, artifacts, checks. */
    private int rank(Statement statement) {
        String word = statement.word();
        if (statement.form() == Form.FUNCTION) {
            return 4;
        } else if (word.equals(RecipeWords.RECIPE)) {
            return 0;
        } else if (word.equals(RecipeWords.INCLUDE)) {
            return 1;
        } else if (word.equals(RecipeWords.PARAM)) {
            return 2;
        } else if (statement.form() == Form.VARIABLE || words.isSource(word)) {
            return 3;
        } else if (word.equals(RecipeWords.ARTIFACT)) {
            return 6;
        } else if (words.isCheck(word)) {
            return 7;
        }
        Set<String> calls = statement.calls();
        boolean builds = word.equals(RecipeWords.ROOT) || calls.contains(RecipeWords.ROOT);
        return builds ? 5 : calls.contains(RecipeWords.ARTIFACT) ? 6 : calls.stream().anyMatch(words::isCheck) ? 7 : 3;
    }

    /** The statements whose lines hold that line, the outermost first. */
    List<Statement> at(int line) {
        List<Statement> found = new ArrayList<>();
        List<Statement> level = statements();
        while (true) {
            Optional<Statement> next = level.stream().filter(one -> line(one.span().start()) <= line
                && line <= line(Math.max(one.span().start(), one.span().end() - 1))).findFirst();
            if (next.isEmpty()) {
                return found;
            }
            found.add(next.get());
            level = next.get().inside();
        }
    }
}
