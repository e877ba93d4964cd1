package org.rootbuild.draft;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.language.Outline;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.language.Statement;
import org.rootbuild.language.Statement.Form;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;

/** What is typed at the prompt and is no command: each statement is evaluated or becomes part of the recipe. */
public final class Exploration {
    /** Hears what became of an input, as it happens. */
    public interface Hearer {
        /** An answer, as a person reads it. */
        void answered(String shown);

        /** The recipe was changed. */
        void changed(Change change);
    }

    private final Evaluator evaluator;
    private final Draft draft;

    public Exploration(Evaluator evaluator, Draft draft) {
        this.evaluator = Objects.requireNonNull(evaluator);
        this.draft = Objects.requireNonNull(draft);
    }

    /**
     * Takes an input, statement by statement. Definitions that follow each other are one change: they hold together or
     * not at all.
     *
     * @return what was wrong; the statements before it hold
     * @throws IOException when the text cannot be written
     */
    public Optional<Trouble> enter(String input, Hearer hearer) throws IOException, InterruptedException {
        Outline outline;
        try {
            outline = Outline.of(input, "input");
        } catch (RecipeErrors wrong) {
            return Optional.of(Trouble.of(wrong.problems().get(0), 0));
        }
        try {
            return new Entry(outline, hearer).run();
        } catch (Draft.Wrong wrong) {
            return Optional.of(wrong.trouble());
        } catch (RecipeErrors wrong) {
            return Optional.of(Trouble.of(wrong.problems().get(0), 0));
        } catch (Failure failure) {
            return Optional.of(new Trouble(failure.getMessage(), failure.remedy(), 0, 0, "", false));
        }
    }

    /** One input on its way. */
    private final class Entry {
        private final Outline outline;
        private final Hearer hearer;
        private Optional<Composition> open = Optional.empty();

        private Entry(Outline outline, Hearer hearer) {
            this.outline = outline;
            this.hearer = hearer;
        }

        private Optional<Trouble> run() throws IOException, InterruptedException {
            List<Statement> statements = outline.statements();
            for (int i = 0; i < statements.size(); i++) {
                Meaning meaning = meaning(statements.get(i));
                if (meaning != Meaning.EVALUATE) {
                    if (open.isEmpty()) {
                        open = Optional.of(draft.compose());
                    }
                    checkPlace(statements.get(i));
                    open.get().add(meaning, Piece.of(outline, i));
                    continue;
                }
                close();
                int first = i;
                while (i + 1 < statements.size() && meaning(statements.get(i + 1)) == Meaning.EVALUATE) {
                    i++;
                }
                Optional<Trouble> trouble = evaluate(statements.subList(first, i + 1));
                if (trouble.isPresent()) {
                    return trouble;
                }
            }
            close();
            return Optional.empty();
        }

        private void checkPlace(Statement statement) throws Failure {
            if (draft.isOwn() && statement.calls().contains(RecipeWords.INCLUDE)) {
                throw new Failure("a recipe that is begun here cannot include another script, for it has no folder yet",
                    "Type 'save NAME.groovy', then go on with it: rootbuild shell NAME");
            }
        }

        private void close() throws IOException, InterruptedException {
            if (open.isPresent()) {
                hearer.changed(draft.accept(open.get(), outline.text()));
                open = Optional.empty();
            }
        }

        /** What calls no word and takes nothing that is not the prompt's own needs no look at the recipe. */
        private Meaning meaning(Statement statement) throws IOException {
            Set<String> known = new HashSet<>(evaluator.variables().keySet());
            boolean plain = statement.form() != Form.FUNCTION && statement.form() != Form.WORD
                && statement.declares().isEmpty() && known.containsAll(statement.uses());
            if (plain || statement.form() == Form.IMPORT || statement.form() == Form.TYPE) {
                return Meaning.EVALUATE;
            }
            Page page = open.isPresent() ? open.get().page() : draft.page();
            boolean inPass = open.isPresent() ? open.get().standing().pass().isPresent() : draft.pass().isPresent();
            return Meaning.of(statement, page, draft.words(), evaluator.kept(), inPass);
        }

        private Optional<Trouble> evaluate(List<Statement> statements) {
            int start = statements.get(0).span().start();
            int end = statements.get(statements.size() - 1).span().end();
            String before = outline.text().substring(0, start);
            String lines = "\n".repeat((int) before.chars().filter(sign -> sign == '\n').count())
                + " ".repeat(start - before.lastIndexOf('\n') - 1);
            Result result = evaluator.evaluate(lines + outline.text().substring(start, end));
            if (result.trouble().isPresent()) {
                return result.trouble().map(this::withWord);
            }
            statements.forEach(this::remember);
            if (!result.shown().isEmpty()) {
                hearer.answered(result.shown());
            }
            return Optional.empty();
        }

        private void remember(Statement statement) {
            if (statement.form() == Form.VARIABLE && statement.value().isPresent()
                || statement.form() == Form.FUNCTION) {
                statement.declares().forEach(name -> draft.remember(name, outlineText(statement)));
            }
        }

        private String outlineText(Statement statement) {
            return statement.span().in(outline.text());
        }

        /** A call that nothing answers may be a misspelt word of recipes. */
        private Trouble withWord(Trouble trouble) {
            if (!trouble.message().startsWith("there is no '")) {
                return trouble;
            }
            String name = trouble.message().substring(13, trouble.message().indexOf('\'', 13));
            if (!trouble.hint().isEmpty() && !draft.words().isKnown(name)) {
                return trouble;
            }
            String hint = draft.words().isKnown(name)
                ? "It is a word of recipes; a step needs an open pass: pass 'name'."
                : Suggestion.sentence(name, draft.words().all()).strip();
            return new Trouble(trouble.message(), hint, trouble.line(), trouble.column(), trouble.text(),
                trouble.interrupted());
        }
    }
}
