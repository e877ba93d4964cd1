package org.rootbuild.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.model.Location;
import org.rootbuild.model.Root;
import org.rootbuild.model.Fields;

class EvaluatorTest {
    /** What stands for a session's plan. */
    public record Thing(String name, int count) {
        public String shout(String what) {
            return what + "!";
        }
    }

    private final Evaluator evaluator = new Evaluator(EvaluatorTest.class.getClassLoader(), Map.of(
        "plan", new Given(Thing.class, "a thing", () -> Optional.of(new Thing("one", 3)))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        1 + 1                          | 2
        plan.count()                   | 3
        plan.count * 2                 | 6
        [1, 2, 3].collect { it * 2 }   | [2, 4, 6]
        [a: 1, b: [c: 'x']]            | [a: 1, b: [c: 'x']]
        [:]                            | [:]
        []                             | []
        'plain text'                   | plain text
        ['a', "b${1 + 1}"]             | ['a', 'b2']
        null                           | null
        Optional.of(5)                 | 5
        Optional.empty()               | nothing
        plan                           | Thing(name: 'one', count: 3)
        [plan]                         | [Thing one]
        println 'x'                    | ``
        import java.time.Year          | ``
        class A { int x }              | ``
        def f(x) { x }                 | ``
        Path.of('/a/b').fileName       | b
        int x = 5L                     | 5
        def (a, b) = [1, 2]; a + b     | 3
        new Object()                   | a Object
        String                         | java.lang.String
        3.0 / 2                        | 1.5
        'abc' =~ /b/ ? 'yes' : 'no'    | yes
        """)
    void anAnswerIsShownShortly(String input, String shown) {
        Result result = evaluator.evaluate(input);
        assertEquals(Optional.empty(), result.trouble());
        assertEquals(shown, result.shown());
    }

    @Test
    void whatAnInputDeclaresIsKept() {
        show("def x = 40");
        show("y = 2");
        assertEquals("42", show("x + y"));
        assertEquals("43", show("_ + 1"));
        show("int twice(int n) { n * 2 }");
        show("String twice(String s) { s + s }");
        show("int fib(int n) { n < 2 ? n : fib(n - 1) + fib(n - 2) }");
        assertEquals("55", show("fib 10"));
        show("class Pair { int a, b; int sum() { a + b } }");
        assertEquals("3", show("new Pair(a: 1, b: 2).sum()"));
        show("import java.time.Year");
        assertEquals("2024", show("Year.of(2024)"));
        show("import static java.lang.Math.max as greater");
        assertEquals("9", show("greater(3, 9)"));
        show("add = { p, q -> p + q }");
        assertEquals("7", show("add(3, 4)"));
        show("x = 'now a text'");
        assertEquals("now a text", show("x"));
        assertEquals(Thing.class, evaluator.variables().get("plan"));
        assertEquals(String.class, evaluator.variables().get("x"));
    }

    @Test
    void aClassCanBeDeclaredAgain() {
        show("class Two { int n() { 1 } }");
        show("class Two { int n() { 2 } }");
        assertEquals("2", show("new Two().n()"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        plann.count()          | there is no 'plann'                        | Did you mean 'plan'?
        plan.coutn             | a Thing has no 'coutn'                     | Did you mean 'count'?
        plan.shuot('a')        | a Thing has no 'shuot(String)'             | Did you mean 'shout'?
        plan.shout(5)          | 'shout' of Thing does not take (Integer)   | It takes (String).
        def f = [1, {          | '{' is never closed                        | Add the '}' that ends it.
        1 +                    | '+' is not expected here     | Is a comma, an operator or a line end missing before it?
        throw new IOException('gone') | IOException: gone                   | ``
        [1, 2].get(7)          | IndexOutOfBoundsException: Index 7 out of bounds for length 2 | ``
        new Nowhere()          | there is no type 'Nowhere'                 | ``
        System.exit(1)         | this would end the shell: leave it with the command 'exit'    | ``
        Runtime.runtime.halt(1) | this would end the shell: leave it with the command 'exit'   | ``
        plan = 5               | 'plan' is the shell's own and cannot be set | Use another name.
        def g() { g() }; g()   | it calls itself without end                | ``
        """)
    void aMistakeIsToldInTwoLines(String input, String message, String hint) {
        Trouble trouble = evaluator.evaluate(input).trouble().orElseThrow();
        assertEquals(message, trouble.message());
        assertEquals(hint, trouble.hint());
        assertTrue(trouble.rendered().lines().count() <= 2, trouble.rendered());
        assertEquals("2", show("1 + 1"));
    }

    @Test
    void theLineAndTheColumnOfAMistakeAreThoseOfTheInput() {
        show("import java.time.Year");
        Trouble trouble = evaluator.evaluate("x = 1\nPath.of('a')\n  plan.coutn\n").trouble().orElseThrow();
        assertEquals(3, trouble.line());
        assertEquals(8, trouble.column());
        assertEquals("error: a Thing has no 'coutn'. Did you mean 'count'?\n  at 3:8: plan.coutn",
            trouble.rendered());
        Trouble compile = evaluator.evaluate("x = 1\nnew Nowhere()").trouble().orElseThrow();
        assertEquals(2, compile.line());
    }

    @Test
    @Timeout(60)
    void anEndlessLoopIsStoppedByAnInterruption() throws Exception {
        for (String endless : List.of("while (true) { }", "for (;;) { x = 1 }", "def f() { while (true) { } }; f()",
            "[1].each { while (true) { } }", "(1..Long.MAX_VALUE).each { }", "Thread.sleep(100_000)",
            "class L { def go() { for (;;) { } } }; new L().go()")) {
            AtomicReference<Result> result = new AtomicReference<>();
            CountDownLatch begun = new CountDownLatch(1);
            Evaluator own = new Evaluator(EvaluatorTest.class.getClassLoader(), Map.of("begun",
                new Given(Boolean.class, "", () -> {
                    begun.countDown();
                    return Optional.of(true);
                })));
            Thread thread = new Thread(() -> result.set(own.evaluate("begun\n" + endless)));
            thread.start();
            assertTrue(begun.await(30, TimeUnit.SECONDS), endless);
            Thread.sleep(50);
            thread.interrupt();
            thread.join(10_000);
            assertFalse(thread.isAlive(), endless);
            assertTrue(result.get().isInterrupted(), endless + ": " + result.get());
            assertEquals("2", own.evaluate("1 + 1").shown());
        }
    }

    @Test
    void whatIsLongIsCutShort() {
        assertEquals(32 + 1, show("(1..100_000).collect { 'item number ' + it }").lines().count());
        assertTrue(show("'x' * 1_000_000").length() < 5_000);
        assertTrue(show("'x\\n' * 1_000").endsWith("… and 960 more lines"));
        assertTrue(show("def l = []; l << l; l").length() < 100);
        assertTrue(show("[1] * 1000").contains("… 970 more"));
    }

    @Test
    void aConditionHoldsAsGroovySaysSo() throws Exception {
        show("n = 7");
        Evaluator.Held held = evaluator.condition("plan.count() == 3 && n > 5");
        assertTrue(held.holds());
        show("n = 5");
        assertFalse(held.holds());
        assertEquals("5", show("_"));
        assertFalse(evaluator.condition("[]").holds());
        assertFalse(evaluator.condition("null").holds());
        assertEquals("there is no 'nothing'", assertThrows(Evaluator.ConditionFailed.class,
            () -> evaluator.condition("nothing").holds()).trouble().message());
        assertThrows(Evaluator.ConditionFailed.class, () -> evaluator.condition("1 + ]"));
    }

    @Test
    void aRecordOfTheModelIsReadable() {
        Root root = new Root("tools", Optional.empty(), Fields.none(), new Location("a.groovy", 1, 1));
        assertEquals("Root(name: 'tools', from: nothing, options: {}, location: Location(file: 'a.groovy', line: 1,"
            + " column: 1))".replace("\n", ""), new Shown().text(root).replaceAll("\\s*\n\\s*", " ")
            .replace("( ", "(").replace(" )", ")"));
    }

    private String show(String input) {
        Result result = evaluator.evaluate(input);
        assertEquals(Optional.empty(), result.trouble(), input);
        return result.shown();
    }
}
