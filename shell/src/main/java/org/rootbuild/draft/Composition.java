package org.rootbuild.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.language.Outline;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.language.RecipeProblem;
import org.rootbuild.language.Span;
import org.rootbuild.language.Statement;
import org.rootbuild.problem.Failure;

/** Puts the definitions of one input into the text of a recipe, one after the other. Nothing is written. */
final class Composition {
    /** Where definitions go that do not say it themselves. */
    record Standing(Optional<String> root, Optional<String> pass) {
    }

    /** Where a piece came to stand. */
    private record Placed(Piece piece, int at) {
    }

    private final String file;
    private final RecipeWords words;
    private final Map<String, String> remembered;
    private final List<String> done = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private String text;
    private Optional<Page> parsed;
    private Standing standing;

    /**
     * @param remembered declarations that were evaluated at the prompt, by what they declare: those that a definition
     *                   uses go into the recipe with it
     */
    Composition(Page page, String file, RecipeWords words, Standing standing, Map<String, String> remembered) {
        this.text = page.text();
        this.parsed = Optional.of(page);
        this.file = file;
        this.words = words;
        this.standing = standing;
        this.remembered = new LinkedHashMap<>(remembered);
    }

    /** The text as it is by now. */
    String text() {
        return text;
    }

    /** That text, parsed: only when something is asked of it. */
    Page page() throws RecipeErrors {
        if (parsed.isEmpty()) {
            parsed = Optional.of(Page.of(text, file, words));
        }
        return parsed.get();
    }

    private void become(String changed) {
        text = changed;
        parsed = Optional.empty();
    }

    Standing standing() {
        return standing;
    }

    /** What was done, a clause each. */
    List<String> done() {
        return done;
    }

    /** @throws Failure when there is no place for it */
    void add(Meaning meaning, Piece piece) throws Failure {
        switch (meaning) {
            case AT_TOP -> top(piece);
            case IN_ROOT -> inRoot(piece);
            case STEP -> step(piece);
            case CHOOSE_ROOT -> chooseRoot(piece.statement());
            case CHOOSE_PASS -> choosePass(piece.statement());
            default -> throw new IllegalArgumentException("no definition: " + meaning);
        }
    }

    private void top(Piece piece) throws Failure {
        Statement statement = piece.statement();
        bringUsed(statement, Set.of());
        Optional<Statement> old = page().same(statement);
        if (old.isEmpty()) {
            put(page().putAtTop(piece), piece);
            done.add("added " + name(statement));
        } else if (statement.word().equals(RecipeWords.ROOT) && statement.inside().isEmpty()
            && !old.get().inside().isEmpty()) {
            head(old.get(), piece);
        } else if (statement.declares().isEmpty() && old.get().value().isPresent()) {
            replace(old.get().value().get().start(), page().replaced(old.get().value().get(), piece.bare("")), piece);
        } else {
            replace(old.get().span().start(), page().replaced(old.get(), piece), piece);
        }
        if (statement.word().equals(RecipeWords.ROOT)) {
            standing = new Standing(statement.label(), Optional.empty());
        }
    }

    /** A root that is said again with nothing in it keeps its passes: what it begins as is changed. */
    private void head(Statement old, Piece piece) throws RecipeErrors {
        String bare = piece.bare("");
        int brace = piece.statement().body().orElseThrow().start() - piece.start();
        String head = bare.substring(0, brace);
        replace(old.span().start(), page().replaced(new Span(old.span().start(),
            old.body().orElseThrow().start()), head), piece);
    }

    private void inRoot(Piece piece) throws Failure {
        Statement statement = piece.statement();
        bringUsed(statement, Set.of());
        Optional<Page.Found> old = statement.word().equals(RecipeWords.PASS) && statement.label().isPresent()
            ? page().pass(statement.label().get()) : Optional.empty();
        if (old.isPresent()) {
            replace(old.get().pass().span().start(), page().replaced(old.get().pass(), piece), piece);
            standing = new Standing(old.get().root().label(), statement.label());
            return;
        }
        Statement root = currentRoot(statement);
        put(page().putInside(root, piece), piece);
        done.add("added " + name(statement) + " to the root '" + root.label().orElse("") + "'");
        standing = new Standing(root.label(), statement.word().equals(RecipeWords.PASS) ? statement.label()
            : Optional.empty());
    }

    private Statement currentRoot(Statement statement) throws Failure {
        List<String> roots = page().roots();
        Optional<String> name = standing.root().filter(roots::contains)
            .or(() -> roots.isEmpty() ? Optional.empty() : Optional.of(roots.get(roots.size() - 1)));
        if (name.isEmpty()) {
            throw new Failure(name(statement) + " stands in a root, and there is none yet",
                "Begin one: root('system') { }");
        }
        return page().root(name.get()).orElseThrow();
    }

    private void step(Piece piece) throws Failure {
        if (standing.pass().isEmpty()) {
            throw new Failure("'" + piece.statement().word() + "' is a step, and no pass is open",
                "Begin one, or open one again: pass 'name'");
        }
        String name = standing.pass().get();
        bringUsed(piece.statement(), page().pass(name).map(found -> declaredIn(found.pass())).orElse(Set.of()));
        Optional<Page.Found> found = page().pass(name);
        if (found.isPresent()) {
            put(page().putInside(found.get().pass(), piece), piece);
        } else {
            Statement root = currentRoot(piece.statement());
            Piece pass = Piece.of(Outline.of("pass('" + name + "') {\n" + piece.placed("    ") + "\n}", file), 0);
            Page.Put put = page().putInside(root, pass);
            int inner = put.text().indexOf('\n', put.at()) + 1;
            put(new Page.Put(put.text(), inner), piece);
        }
        done.add("added a step to the pass '" + name + "'");
    }

    private static Set<String> declaredIn(Statement pass) {
        return pass.inside().stream().flatMap(one -> one.declares().stream()).collect(
            java.util.stream.Collectors.toSet());
    }

    private void chooseRoot(Statement statement) throws Failure {
        String name = statement.label().orElse("");
        if (page().root(name).isEmpty()) {
            throw new Failure("there is no root '" + name + "'", "Declare it: root('" + name + "') { }");
        }
        standing = new Standing(Optional.of(name), Optional.empty());
        done.add("what follows goes into the root '" + name + "'");
    }

    private void choosePass(Statement statement) throws Failure {
        String name = statement.label().orElseThrow(() -> new Failure("the pass has no plain name",
            "Write it as: pass 'name'"));
        Optional<Page.Found> found = page().pass(name);
        Statement root = found.isPresent() ? found.get().root() : currentRoot(statement);
        standing = new Standing(root.label(), Optional.of(name));
        done.add(found.isPresent() ? "steps that follow go into the pass '" + name + "'"
            : "steps that follow make the pass '" + name + "' of the root '" + root.label().orElse("") + "'");
    }

    /** Takes the declarations that were only evaluated so far into the recipe, where it needs them. */
    private void bringUsed(Statement statement, Set<String> known) throws Failure {
        for (String name : statement.uses()) {
            String text = remembered.get(name);
            if (text == null || known.contains(name) || page().declaring(name).isPresent()) {
                continue;
            }
            remembered.remove(name);
            Piece piece = Piece.of(Outline.of(text, file), 0);
            bringUsed(piece.statement(), Set.of());
            put(page().putAtTop(piece), piece);
            done.add("took '" + name + "' into the recipe");
        }
    }

    private void put(Page.Put put, Piece piece) {
        int more = put.text().length() - text.length();
        placed.replaceAll(one -> one.at() >= put.at() ? new Placed(one.piece(), one.at() + more) : one);
        placed.add(new Placed(piece, put.at()));
        become(put.text());
    }

    private void replace(int at, String with, Piece piece) {
        done.add(with.equals(text) ? name(piece.statement()) + " is so already"
            : "changed " + name(piece.statement()));
        int more = with.length() - text.length();
        placed.replaceAll(one -> one.at() > at ? new Placed(one.piece(), one.at() + more) : one);
        placed.add(new Placed(piece, at));
        become(with);
    }

    /** What is wrong with the text that came of it, at the line of the input where that can be told. */
    Trouble trouble(RecipeErrors wrong, String input) throws RecipeErrors {
        List<String> lines = input.lines().toList();
        for (RecipeProblem problem : wrong.problems()) {
            Optional<Integer> line = problem.location().file().equals(file)
                ? lineOfInput(problem.location().line(), input) : Optional.empty();
            if (line.isPresent() && line.get() <= lines.size()) {
                String text = lines.get(line.get() - 1);
                int at = column(problem, text);
                return new Trouble(problem.message(), problem.hint(), line.get(), at, text, false);
            }
        }
        RecipeProblem first = wrong.problems().get(0);
        return new Trouble(first.message() + " (" + first.location() + ")", first.hint(), 0, 0, "", false);
    }

    /** The text of the line is the same but for its indentation. */
    private static int column(RecipeProblem problem, String line) {
        String there = problem.sourceLine();
        int at = there.strip().isEmpty() ? -1 : line.indexOf(there.strip());
        if (at < 0 || problem.location().column() == 0) {
            String rest = problem.location().column() > 0 && problem.location().column() <= there.length()
                ? there.substring(problem.location().column() - 1).strip() : "";
            return rest.isEmpty() ? 0 : line.indexOf(rest) + 1;
        }
        return at + problem.location().column() - (there.length() - there.stripLeading().length());
    }

    /** The line of the input of what stands on that line of the recipe; empty where it is none of the input's. */
    private Optional<Integer> lineOfInput(int line, String input) throws RecipeErrors {
        for (Placed one : placed) {
            int first = page().line(Math.min(one.at(), text.length())) + one.piece().comments().size();
            int behind = line - first;
            if (behind >= 0 && behind < one.piece().lines().size()) {
                int start = one.piece().start();
                int inInput = (int) input.substring(0, Math.min(start, input.length())).chars()
                    .filter(sign -> sign == '\n').count() + 1;
                return Optional.of(inInput + behind);
            }
        }
        return Optional.empty();
    }

    static String name(Statement statement) {
        String what = switch (statement.form()) {
            case FUNCTION -> "the function";
            case VARIABLE -> statement.word().equals(RecipeWords.PARAM) ? "the parameter" : "";
            case WORD -> "the " + statement.word();
            default -> "a statement";
        };
        String name = statement.declares().isEmpty() ? statement.label().orElse("") : statement.declares().get(0);
        return (what + (name.isEmpty() ? "" : " '" + name + "'")).strip();
    }
}
