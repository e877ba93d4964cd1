package org.rootbuild.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rootbuild.language.EvaluationSettings;
import org.rootbuild.language.Outline;
import org.rootbuild.language.RecipeLoader;
import org.rootbuild.language.Statement;
import org.rootbuild.model.Recipe;

/** What is typed statement by statement is, saved, the recipe that it was taken from. */
class RoundTripTest {
    @TempDir
    Path folder;

    /** What lies deeper makes material for one; it has loops at its top, which typed again would be there twice. */
    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"), 2)) {
            return files.filter(file -> isRecipe(file.toString()))
                .sorted().toList();
        }
    }

    /** Specifications stand beside recipes. */
    private static boolean isRecipe(String file) {
        return file.endsWith(".groovy") && !file.endsWith("Spec.groovy");
    }

    static List<Path> shortExamples() throws IOException {
        return examples().stream().filter(file -> file.toFile().length() < 8_000).toList();
    }

    private Recipe model(Path file) throws Exception {
        return new RecipeLoader(getClass().getClassLoader(), folder.resolve("cache")).load(file, Map.of(),
            EvaluationSettings.of(4)).model();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aRecipeTypedStatementByStatementIsThatRecipe(Path example) throws Exception {
        Prompt prompt = new Prompt(folder, folder.resolve("draft.groovy")).patient();
        Outline outline = Outline.of(Files.readString(example), "example");
        for (int i = 0; i < outline.statements().size(); i++) {
            prompt.enter(Piece.of(outline, i).placed(""));
        }
        save(prompt, example);
    }

    @ParameterizedTest
    @MethodSource("shortExamples")
    void soIsOneWhoseRootsArePutTogetherFromStepsOfTheirPasses(Path example) throws Exception {
        Prompt prompt = new Prompt(folder, folder.resolve("draft.groovy")).patient();
        Outline outline = Outline.of(Files.readString(example), "example");
        for (String input : pieces(outline)) {
            prompt.enter(input);
        }
        save(prompt, example);
    }

    /** Roots are begun empty, their passes too, and the steps follow. */
    private static List<String> pieces(Outline outline) throws Exception {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < outline.statements().size(); i++) {
            Statement statement = outline.statements().get(i);
            if (!statement.word().equals("root")) {
                pieces.add(Piece.of(outline, i).placed(""));
                continue;
            }
            String text = outline.text();
            pieces.add(text.substring(statement.span().start(), statement.body().orElseThrow().start()) + "}");
            for (Statement inner : statement.inside()) {
                boolean own = inner.inside().stream().anyMatch(one -> one.form() == Statement.Form.VARIABLE);
                if (!inner.word().equals("pass") || own) {
                    pieces.add(unindented(inner, text));
                    pieces.add("root '" + statement.label().orElseThrow() + "'");
                    continue;
                }
                pieces.add(text.substring(inner.span().start(), inner.body().orElseThrow().start()) + "}");
                inner.inside().forEach(step -> pieces.add(unindented(step, text)));
                pieces.add("root '" + statement.label().orElseThrow() + "'");
            }
        }
        return pieces;
    }

    /** As a person would paste it: the first line is indented as the others are. */
    private static String unindented(Statement statement, String text) {
        return Piece.indentation(text, statement.span().start()) + statement.span().in(text);
    }

    private void save(Prompt prompt, Path example) throws Exception {
        prompt.read();
        Path saved = folder.resolve("saved.groovy");
        prompt.saving().to(saved, prompt.loaded().model());
        assertTrue(Likeness.holds(model(example), model(saved)), () -> prompt.loaded().model().toString());
        assertEquals(model(example).name(), model(saved).name());
        assertFalse(Likeness.holds(model(example), new Recipe("", "", 0, List.of(), List.of(), List.of())));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aStatementThatIsTypedAgainLeavesTheTextAsItIs(Path example) throws Exception {
        Path copy = Files.copy(example, folder.resolve("recipe.groovy"));
        Prompt prompt = new Prompt(folder, copy).patient();
        String text = Files.readString(example);
        Outline outline = Outline.of(text, "example");
        for (int i = 0; i < outline.statements().size(); i++) {
            Statement statement = outline.statements().get(i);
            prompt.enter(Piece.of(outline, i).placed(""));
            assertEquals(text, prompt.draft.text());
            for (Statement inner : statement.inside()) {
                if (inner.word().equals("pass")) {
                    prompt.enter(unindented(inner, text));
                    assertEquals(text, prompt.draft.text());
                }
            }
        }
        assertFalse(prompt.draft.isChanged());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyNodeAndStepIsFoundInTheText(Path example) throws Exception {
        Prompt prompt = new Prompt(folder, Files.copy(example, folder.resolve("recipe.groovy")));
        for (org.rootbuild.model.Node node : prompt.loaded().model().nodes()) {
            Spot spot = prompt.spot(node.name());
            if (node instanceof org.rootbuild.model.Node.Pass pass) {
                if (!spot.text().startsWith("pass(")) {
                    assertTrue(spot.text().matches("(?s)(root|remaster)\\(.*|.*pass\\(\"\\$name:1.*"),
                        () -> node.name() + ": " + spot.text());
                    continue;
                }
                for (org.rootbuild.model.Step step : pass.steps()) {
                    String text = prompt.spot(node.name() + "/" + step.name()).text();
                    assertTrue(spot.text().replaceAll("\\s+", " ").contains(text.replaceAll("\\s+", " ")), text);
                    assertTrue(text.length() < spot.text().length(), () -> step.name() + ": " + text);
                }
            }
        }
    }
}
