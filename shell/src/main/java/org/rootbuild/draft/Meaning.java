package org.rootbuild.draft;

import java.util.Set;
import org.rootbuild.language.Statement;
import org.rootbuild.language.Statement.Form;

/**
 * What a statement at the prompt is. A word of recipes that stands for itself says something of the recipe; everything
 * else is evaluated.
 */
enum Meaning {
    /** Groovy. */
    EVALUATE,
    /** Something that stands in the recipe itself: a parameter, a source, a root, an artifact, a check. */
    AT_TOP,
    /** Something that stands in the current root: a pass, a block of passes, a setting. */
    IN_ROOT,
    /** Something that stands in the open pass. */
    STEP,
    /** The name of the root to go on with. */
    CHOOSE_ROOT,
    /** The name of the pass to go on with, or to begin. */
    CHOOSE_PASS;

    /**
     * Decides.
     *
     * @param page  the recipe as it is
     * @param kept  the variables and functions of the prompt
     * @param inPass whether a pass is open
     */
    static Meaning of(Statement statement, Page page, RecipeWords words, Set<String> kept, boolean inPass) {
        return switch (statement.form()) {
            case IMPORT, TYPE -> EVALUATE;
            case FUNCTION -> page.same(statement).isPresent() ? AT_TOP : EVALUATE;
            case VARIABLE -> isOfRecipe(statement, page, words, kept) ? AT_TOP : EVALUATE;
            case WORD -> kept.contains(statement.word()) ? EVALUATE : ofWord(statement, words, inPass);
            case OTHER -> ofOther(statement, page, words, kept, inPass);
        };
    }

    private static boolean isOfRecipe(Statement statement, Page page, RecipeWords words, Set<String> kept) {
        return page.same(statement).isPresent() || words.isAtTop(statement.word())
            || statement.calls().stream().anyMatch(call -> words.isAtTop(call) && !kept.contains(call))
            || mentionsRecipe(statement, page, kept);
    }

    /** Whether it takes something from the recipe's text that the prompt does not have. */
    private static boolean mentionsRecipe(Statement statement, Page page, Set<String> kept) {
        return statement.uses().stream().anyMatch(name -> !kept.contains(name) && page.declaring(name).isPresent());
    }

    private static Meaning ofWord(Statement statement, RecipeWords words, boolean inPass) {
        String word = statement.word();
        boolean opens = statement.body().isPresent();
        if (word.equals(RecipeWords.ROOT)) {
            return opens ? AT_TOP : CHOOSE_ROOT;
        } else if (word.equals(RecipeWords.ARTIFACT) && !opens) {
            return EVALUATE;
        } else if (word.equals(RecipeWords.PASS)) {
            return opens && !statement.inside().isEmpty() ? IN_ROOT : CHOOSE_PASS;
        } else if (inPass && words.isInPass(word)) {
            return STEP;
        } else if (words.isInRoot(word)) {
            return IN_ROOT;
        } else if (words.isAtTop(word)) {
            return AT_TOP;
        }
        return words.isInPass(word) ? STEP : EVALUATE;
    }

    /** Loops and conditions are what their words are. */
    private static Meaning ofOther(Statement statement, Page page, RecipeWords words, Set<String> kept,
                                   boolean inPass) {
        Set<String> calls = statement.calls();
        if (statement.opens().contains(RecipeWords.ROOT)) {
            return AT_TOP;
        } else if (calls.contains(RecipeWords.PASS) || calls.contains("independent")) {
            return IN_ROOT;
        } else if (calls.stream().anyMatch(call -> words.isAtTop(call) && !kept.contains(call))) {
            return AT_TOP;
        } else if (inPass && calls.stream().anyMatch(call -> words.isInPass(call) && !kept.contains(call))) {
            return STEP;
        }
        boolean source = statement.form() == Form.OTHER && statement.uses().stream().anyMatch(name ->
            !kept.contains(name) && page.declaring(name).map(one -> words.isSource(one.word())).orElse(false));
        return source ? AT_TOP : EVALUATE;
    }
}
