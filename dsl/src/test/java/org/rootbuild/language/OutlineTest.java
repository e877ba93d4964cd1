package org.rootbuild.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutlineTest {
    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
            return files.filter(file -> isRecipe(file.toString())).sorted().toList();
        }
    }

    /** Specifications stand beside recipes. */
    private static boolean isRecipe(String file) {
        return file.endsWith(".groovy") && !file.endsWith("Spec.groovy");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theTextOfEveryStatementOfTheExamplesIsThatOneStatement(Path file) throws IOException {
        Outline outline = Outline.of(Files.readString(file), file.toString());
        List<Statement> all = new ArrayList<>();
        outline.statements().forEach(statement -> addWithInside(all, statement));
        assertTrue(all.size() > 20, () -> "only " + all.size());
        for (Statement statement : all) {
            String text = statement.span().in(outline.text());
            Outline again = Outline.of(text, "one");
            assertEquals(1, again.statements().size(), text);
            Statement same = again.statements().get(0);
            assertEquals(statement.word(), same.word());
            assertEquals(statement.label(), same.label());
            assertEquals(statement.form(), same.form());
            assertEquals(statement.inside().size(), same.inside().size(), text);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void betweenTheStatementsOfTheExamplesIsNothingButCommentsAndBlanks(Path file) throws IOException {
        String text = Files.readString(file);
        int at = 0;
        for (Statement statement : Outline.of(text, file.toString()).statements()) {
            String between = text.substring(at, statement.span().start());
            assertEquals("", between.replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "").strip());
            at = statement.span().end();
        }
    }

    private static void addWithInside(List<Statement> all, Statement statement) {
        all.add(statement);
        statement.inside().forEach(inner -> addWithInside(all, inner));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        root('a', from: host()) { }      | WORD     | root   | a
        int n = param('n', 1, 'x')       | VARIABLE | param  | n
        def x = debian('b').source('c')  | VARIABLE | debian | b
        def y = archive.source('c')      | VARIABLE | ``     | ``
        plan.nodes().size()              | OTHER    | ``     | ``
        debian('b').source('c')          | OTHER    | debian | b
        sh 'make'                        | WORD     | sh     | make
        x = 5                            | OTHER    | ``     | ``
        String f(int a) { a + "x" }      | FUNCTION | ``     | ``
        class A { int a }                | TYPE     | ``     | ``
        import java.time.Year            | IMPORT   | ``     | ``
        """)
    void aStatementIsToldByItsForm(String text, Statement.Form form, String word, String label) throws IOException {
        Statement statement = Outline.of(text, "one").statements().get(0);
        assertEquals(form, statement.form());
        assertEquals(word, statement.word());
        assertEquals(label.isEmpty() ? Optional.empty() : Optional.of(label), statement.label());
        assertEquals(text, statement.span().in(text));
    }

    @Test
    void whatAStatementMentionsIsKnown() throws IOException {
        Statement statement = Outline.of("def x = [a, b].each { c -> def d = c; foo(\"$d $e\") }", "one").statements()
            .get(0);
        assertEquals(Set.of("a", "b", "e", "foo"), statement.uses());
        assertEquals(List.of("x"), statement.declares());
        assertEquals("[a, b].each { c -> def d = c; foo(\"$d $e\") }",
            statement.value().orElseThrow().in("def x = [a, b].each { c -> def d = c; foo(\"$d $e\") }"));
    }

    @Test
    void textsOverSeveralLinesAreKnown() throws IOException {
        String text = "sh '''\n  a\n'''\nwrite '/x', \"\"\"b\n $c\n\"\"\"\n";
        Outline outline = Outline.of(text, "one");
        assertEquals(List.of("'''\n  a\n'''", "\"\"\"b\n $c\n\"\"\""),
            outline.literals().stream().map(span -> span.in(text)).toList());
    }

    @Test
    void whatIsNoScriptIsToldAsOfARecipe() {
        RecipeErrors errors = assertThrows(RecipeErrors.class, () -> Outline.of("root('a') {\n  x", "input"));
        assertEquals("'{' is never closed", errors.problems().get(0).message());
        assertThrows(RecipeErrors.class, () -> Outline.of("a b c d ]", "input"));
        assertThrows(RecipeErrors.class, () -> Outline.of("`", "input"));
        assertEquals(List.of(), assertEmpty("").statements());
        assertEquals(List.of(), assertEmpty("// nothing").statements());
    }

    private static Outline assertEmpty(String text) {
        try {
            return Outline.of(text, "input");
        } catch (RecipeErrors wrong) {
            throw new AssertionError(wrong);
        }
    }
}
