package org.rootbuild.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.SourceUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholenessTest {
    private final Wholeness wholeness = new Wholeness();

    static Stream<Path> recipes() throws Exception {
        try (Stream<Path> all = Files.walk(Path.of("..", "examples"))) {
            return all.filter(path -> isRecipe(path.toString())).sorted().toList().stream();
        }
    }

    /** Specifications stand beside recipes. */
    private static boolean isRecipe(String file) {
        return file.endsWith(".groovy") && !file.endsWith("Spec.groovy");
    }

    /** The beginning of a text that Groovy's parser accepts is whole just where the parser accepts it too. */
    @ParameterizedTest
    @MethodSource("recipes")
    void aRecipeCutBehindALineIsWholeWhereTheParserSaysSo(Path recipe) throws Exception {
        String text = Files.readString(recipe);
        assertTrue(parses(text), "the oracle refuses the whole recipe");
        List<Integer> cuts = new ArrayList<>();
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            cuts.add(at);
        }
        // The parser takes long for what it must refuse, most of all when that is long.
        Collections.shuffle(cuts, new Random(20261120));
        assertEquals(List.of(), disagreements(text, cuts.subList(0, Math.min(cuts.size(), 60_000 / text.length() + 3))));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aRecipeCutAnywhereElseIsWholeWhereTheParserSaysSo(Path recipe) throws Exception {
        String text = Files.readString(recipe);
        Random random = new Random(20261120);
        List<Integer> cuts = new ArrayList<>();
        while (cuts.size() < 20_000 / text.length() + 2) {
            int at = random.nextInt(text.length());
            // In a text of one line a cut is a mistake, which more lines do not mend.
            if (Character.isWhitespace(text.charAt(at)) && !Lexer.read(text.substring(0, at)).inside().isOneLine()) {
                cuts.add(at);
            }
        }
        assertEquals(List.of(), disagreements(text, cuts));
    }

    private List<String> disagreements(String text, List<Integer> cuts) {
        List<String> wrong = new ArrayList<>();
        for (int cut : cuts) {
            String beginning = text.substring(0, cut);
            boolean parses = parses(beginning);
            if (wholeness.isWhole(beginning) != parses) {
                wrong.add((parses ? "whole: " : "not whole: ")
                    + beginning.substring(Math.max(0, beginning.length() - 60)));
            }
        }
        return wrong;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n ", "// note", "/* note */", "x = 1", "return", "x++", "foo()", "import foo.*",
        "x.\nfoo", "@Field def x = 1", "do { } while (x)", "[1, 2].each { println it }", "x = '''a\nb'''",
        "x = \"a ${b + \"c ${d}\"} e\"", "x = /a\\/b/", "x = $/a/b$$c/$", "x = 4 / 2 / 1", "a ? b : c", "a?.b ?: c",
        "if (x) { 1 } else { 2 }", "try { } finally { }", "class X { }", "x.class", "x.in", "f a: 1, b: 2",
        "x = [a: 1]",
        "\"it's\"", "'say \"hello\"'", "'''it's'''", "x = '\\''", "x = \"\\\"\"", "sh 'a { b ( c'", "x = a /* ( */ + b",
        "List<?> x = []", "Map<String, ?> x = [:]", "def x = { it -> it }", "a ? b\n : c", "x = '/*'",
        "http.foo // bar("})
    void whatIsWholeNeedsNoMore(String text) {
        assertTrue(parses(text), "the oracle refuses it");
        assertTrue(wholeness.isWhole(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo(", "foo {", "x = [1,", "x = [1,\n2", "'''abc", "\"\"\"abc", "\"\"\"a ${b",
        "\"\"\"a ${b}",
        "x = /abc", "x = \"${", "/* abc", "a +", "a ?", "a ? b", "a ? b :", "class X", "class X extends Y", "enum X {",
        "@Foo", "@Foo(1)", "@a.b.Foo", "if (x)", "if (x) { } else", "while (x)", "for (i in x)", "switch (x)",
        "try { }",
        "do { }", "def", "import", "x.", "x?.", "f a,", "f a:", "new", "throw", "assert x :", "x = 1 \\", "x =", "!",
        "{ ->",
        "x.each { it ->", "foo(a, { b }", "foo('''", "x = a // note (\n +", "sh '''\n  echo \"$(date)\"\n"})
    void whatLacksItsEndGoesOn(String text) {
        assertFalse(parses(text), "the oracle accepts it");
        assertFalse(wholeness.isWhole(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo)", "foo(]", "'abc", "\"abc\nfoo(", "{ ( }", "else", "catch (x)", "case 1:",
        "x = 'it\ny = {"})
    void whatIsWrongForGoodIsNotWaitedFor(String text) {
        assertFalse(parses(text), "the oracle accepts it");
        assertTrue(wholeness.isWhole(text));
    }

    @Test
    void hostileTextsAreDecidedAtOnce() {
        for (String piece : List.of("(", "\"${", "\"\"\"${", "/*", "a ? ", "{", "/", "$/", "\\", "'''", "\n/", "x.y",
            "😀")) {
            String text = piece.repeat(20_000);
            long start = System.nanoTime();
            wholeness.isWhole(text);
            long spentMillis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(spentMillis < 1000, piece + " took " + spentMillis + " ms");
        }
    }

    private static boolean parses(String text) {
        SourceUnit unit = SourceUnit.create("Recipe.groovy", text);
        try {
            unit.parse();
            unit.completePhase();
            unit.nextPhase();
            unit.convert();
            return true;
        } catch (CompilationFailedException wrong) {
            return false;
        }
    }
}
