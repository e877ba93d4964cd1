package org.rootbuild.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.language.Statement;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;

/**
 * A part of a recipe as a person names it, found in its text.
 *
 * @param name      for messages
 * @param statement that makes it, and may make more than it
 */
public record Spot(String name, Page page, Statement statement) {
    /** What nodes stand in. */
    private static final Set<String> BLOCKS = Set.of(RecipeWords.ROOT, "independent");

    /** Its text as it stands, with the comments on its lines, the first line without its indentation. */
    public String text() {
        Piece piece = new Piece(statement, 0, List.of(), List.of(statement.span().in(page.text())), List.of(true), 0,
            "");
        String indent = Piece.indentation(page.text(), statement.span().start());
        return piece.bare("").lines().map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
            .reduce((all, line) -> all + "\n" + line).orElse("");
    }

    /**
     * Finds a root, pass, artifact, check, source, parameter or variable, or a step of a node.
     *
     * @param typed a name or {@code NODE/STEP}
     * @param model what the text says
     * @throws Failure when there is no such part in the text of the recipe itself
     */
    public static Spot find(String typed, Draft draft, Recipe model) throws IOException {
        Page page = draft.page();
        String file = draft.file().script().getFileName().toString();
        Optional<Statement> named = named(typed, page);
        if (named.isPresent()) {
            return new Spot("'" + typed + "'", page, named.get());
        }
        Optional<Node> node = model.node(typed);
        if (node.isPresent()) {
            return new Spot("'" + typed + "'", page, outermost(typed, node.get().location(), page, file));
        }
        int slash = typed.lastIndexOf('/');
        Optional<Node> holder = slash < 0 ? Optional.empty() : model.node(typed.substring(0, slash));
        if (holder.isPresent()) {
            return step(typed, holder.get(), typed.substring(slash + 1), page, file);
        }
        throw new Failure("there is no '" + typed + "' in the recipe." + Suggestion.sentence(typed, names(page, model)),
            "'plan' lists its nodes, 'show' its text.");
    }

    private static Optional<Statement> named(String typed, Page page) {
        return page.pass(typed).map(Page.Found::pass)
            .or(() -> page.statements().stream().filter(one -> one.form() == Statement.Form.WORD
                && one.label().equals(Optional.of(typed)) && !one.word().equals(RecipeWords.RECIPE)).findFirst())
            .or(() -> page.statements().stream().filter(one -> one.word().equals(RecipeWords.PARAM)
                && one.label().equals(Optional.of(typed))).findFirst())
            .or(() -> page.declaring(typed));
    }

    private static List<String> names(Page page, Recipe model) {
        List<String> names = new ArrayList<>(page.roots());
        model.nodes().forEach(node -> names.add(node.name()));
        page.statements().forEach(statement -> names.addAll(statement.declares()));
        return names;
    }

    private static Statement outermost(String typed, Location location, Page page, String file) throws Failure {
        List<Statement> chain = chain(typed, location, page, file);
        int at = 0;
        while (at + 1 < chain.size() && BLOCKS.contains(chain.get(at).word())) {
            at++;
        }
        return chain.get(at);
    }

    private static List<Statement> chain(String typed, Location location, Page page, String file) throws Failure {
        if (!location.file().equals(file)) {
            throw new Failure("'" + typed + "' stands in " + location.file() + ", which this recipe includes, and only"
                + " the recipe's own text is changed here", "Change that file with an editor, then 'reload'.");
        }
        List<Statement> chain = page.at(location.line());
        if (chain.isEmpty()) {
            throw new Failure("'" + typed + "' cannot be found in the text", "Type 'reload', then try again.");
        }
        return chain;
    }

    private static Spot step(String typed, Node node, String name, Page page, String file) throws Failure {
        List<Step> steps = node instanceof Node.Pass pass ? pass.steps() : node instanceof Node.Artifact artifact
            ? List.of(artifact.step()) : node instanceof Node.Check check ? List.of(check.step()) : List.of();
        Step step = steps.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow(() ->
            new Failure("'" + node.name() + "' has no step '" + name + "'."
                + Suggestion.sentence(name, steps.stream().map(Step::name).toList()), "'show " + node.name()
                + "' shows it."));
        List<Statement> chain = chain(typed, step.location(), page, file);
        int from = 0;
        for (int i = 0; i < chain.size(); i++) {
            String word = chain.get(i).word();
            boolean holder = word.equals(RecipeWords.PASS) || BLOCKS.contains(word);
            from = holder ? Math.min(i + 1, chain.size() - 1) : from;
        }
        Optional<Statement> exact = Optional.empty();
        List<Statement> level = from == 0 ? List.of(chain.get(0)) : chain.get(from - 1).inside();
        for (Statement one : level) {
            int start = one.span().start();
            boolean on = page.line(start) <= step.location().line()
                && step.location().line() <= page.line(one.span().end() - 1);
            int column = start - page.text().lastIndexOf('\n', start - 1);
            if (on && (page.line(start) < step.location().line() || step.location().column() == 0
                || column <= step.location().column())) {
                exact = Optional.of(one);
            }
        }
        return new Spot("'" + typed + "'", page, exact.orElse(chain.get(from)));
    }
}
