package org.rootbuild.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.language.Statement;
import org.rootbuild.model.Recipe;
import org.rootbuild.problem.Failure;

/** Writes a recipe to a file of the person's, after it was proved that the file says the same. */
public final class Saving {
    /** Reads a recipe whose text lies elsewhere than it will. */
    public interface Reader {
        /**
         * Reads it.
         *
         * @param script what names in it are relative to
         * @param text   the file that holds the text
         */
        LoadedRecipe read(Path script, Path text) throws IOException, InterruptedException;
    }

    private final Draft draft;
    private final Reader reader;

    public Saving(Draft draft, Reader reader) {
        this.draft = draft;
        this.reader = reader;
    }

    /**
     * Writes changes back into the recipe that they were made to.
     *
     * @throws Failure when there is no such recipe, or it was changed by something else
     */
    public Path back() throws IOException {
        if (draft.isOwn()) {
            throw new Failure("the draft has no file of its own yet", "Name one: save NAME.groovy");
        }
        draft.file().writeBack();
        return draft.file().script();
    }

    /**
     * Writes the recipe to the file, which is replaced if it is there.
     *
     * @param model what it has to say
     * @throws Failure when it would not say the same there
     */
    public void to(Path target, Recipe model) throws IOException, InterruptedException {
        String name = target.getFileName().toString();
        if (!name.endsWith(".groovy")) {
            throw new Failure("the name of a recipe's file ends in .groovy, not as '" + name + "'",
                "Write: save " + name + ".groovy");
        }
        if (Files.isDirectory(target)) {
            throw new Failure(target + " is a folder", "Name a file in it.");
        }
        String text = draft.isOwn() ? named(name.substring(0, name.length() - 7)) : draft.text();
        Path part = target.resolveSibling("." + name + ".part");
        try {
            DraftFile.replace(part, text);
            prove(target, part, model);
            DraftFile.replace(target, text);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void prove(Path target, Path part, Recipe model) throws IOException, InterruptedException {
        Recipe there = reader.read(target, part).model();
        if (!Likeness.holds(there, model)) {
            throw new Failure("saved as " + target + " the recipe would say something else than it does here",
                "Does it take something from its folder? Save it there: " + draft.file().script().getParent() + ".");
        }
    }

    /** A recipe that was begun at the prompt gets the name of its file, if it has none of its own. */
    private String named(String name) throws IOException {
        String text = draft.text();
        Optional<Statement> statement = draft.page().statements().stream()
            .filter(one -> one.isNamed(RecipeWords.RECIPE, Draft.DRAFT)).findFirst();
        if (statement.isEmpty() || !name.matches("[A-Za-z0-9][A-Za-z0-9._:+-]*")) {
            return text;
        }
        String said = statement.get().span().in(text);
        String renamed = said.replaceFirst("'" + Draft.DRAFT + "'|\"" + Draft.DRAFT + "\"",
            Matcher.quoteReplacement("'" + name + "'"));
        return statement.get().span().replaced(text, renamed);
    }
}
