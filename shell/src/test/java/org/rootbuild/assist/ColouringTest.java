package org.rootbuild.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.language.VerbRegistry;

class ColouringTest {
    private static Colouring colouring;

    @BeforeAll
    static void readTheVerbs() throws Exception {
        colouring = new Colouring(Lexicon.of(VerbRegistry.load(ColouringTest.class.getClassLoader())),
            Set.of("retry", "plan")::contains);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "retry --here 'it boots'|COMMAND:retry OPTION:--here TEXT:'it_boots'",
        "plan|COMMAND:plan", "plan.nodes()|", "plan = 1|NUMBER:1", "nonsense x|",
        "def x = 12 // why|KEYWORD:def NUMBER:12 COMMENT://_why",
        "autotools(buildDir: 'b', jobs: 2)|VERB:autotools OPTION:buildDir: TEXT:'b' OPTION:jobs: NUMBER:2",
        "autotool(x)|", "x.autotools()|", "def host = 1|KEYWORD:def NUMBER:1",
        "unpack gcc, only: ['a']|VERB:unpack OPTION:only: TEXT:'a'",
        "limits memory: 64.MiB|VERB:limits OPTION:memory: NUMBER:64 NUMBER:MiB",
        "configure '--x'|TEXT:'--x'", "autotools { configure '--x' }|VERB:autotools VERB:configure TEXT:'--x'",
        "x = \"a $b.c ${d + 'e'} f\"|TEXT:\"a_ INSERTED:$b.c TEXT:_ INSERTED:${ TEXT:'e' INSERTED:} TEXT:_f\"",
        "x = ~/a b/|TEXT:/a_b/", "a / b / c|", "/* a */ true|COMMENT:/*_a_*/ KEYWORD:true",
        "sh 'make -j4 all'|VERB:sh TEXT:' SHELL_COMMAND:make SHELL_OPTION:-j4 TEXT:'",
        "sh('ls', folder: 'ls')|VERB:sh TEXT:' SHELL_COMMAND:ls TEXT:' OPTION:folder: TEXT:'ls'",
        "sh folder: 'ls', 'ls'|VERB:sh OPTION:folder: TEXT:'ls' TEXT:' SHELL_COMMAND:ls TEXT:'",
        "sh \"\"\"cp $x \\$y\"\"\"|VERB:sh TEXT:\"\"\" SHELL_COMMAND:cp INSERTED:$x SHELL_VARIABLE:\\$y TEXT:\"\"\"",
        "sh \"a ${b + 'c'} && d\"|VERB:sh TEXT:\" SHELL_COMMAND:a INSERTED:${ TEXT:'c' INSERTED:} SHELL_OPERATOR:&& SHELL_COMMAND:d TEXT:\"",
        "sh 'A=1 b \"c $D $(e -f)\" # g'|VERB:sh TEXT:' SHELL_VARIABLE:A= SHELL_COMMAND:b SHELL_TEXT:\"c_ SHELL_VARIABLE:$D SHELL_TEXT:_ SHELL_OPERATOR:$( SHELL_COMMAND:e SHELL_OPTION:-f SHELL_OPERATOR:) SHELL_TEXT:\" SHELL_COMMENT:#_g TEXT:'",
        "sh 'if a; then b; fi'|VERB:sh TEXT:' SHELL_KEYWORD:if SHELL_COMMAND:a SHELL_OPERATOR:; SHELL_KEYWORD:then SHELL_COMMAND:b SHELL_OPERATOR:; SHELL_KEYWORD:fi TEXT:'",
        "sh '''cat <<E\\nif $x\\nE\\nls'''|VERB:sh TEXT:''' SHELL_COMMAND:cat SHELL_OPERATOR:<< SHELL_KEYWORD:E SHELL_TEXT:if_$x SHELL_KEYWORD:E SHELL_COMMAND:ls TEXT:'''",
        "sh 'X=\"1\" run'|VERB:sh TEXT:' SHELL_VARIABLE:X= SHELL_TEXT:\"1\" SHELL_COMMAND:run TEXT:'",
        "sh 'ma|VERB:sh TEXT:' SHELL_COMMAND:ma"})
    void everyPieceIsWhatItIs(String typed, String wanted) {
        String text = typed.replace("\\n", "\n");
        assertEquals(wanted == null ? "" : wanted, colouring.of(text).stream().map(run -> run.kind() + ":"
            + text.substring(run.start(), run.end()).replace(' ', '_')).collect(Collectors.joining(" ")));
    }

    @Test
    void aWholeRecipeIsColouredInOrder() throws Exception {
        String text = Files.readString(Path.of("..", "examples", "toolchain", "toolchain.groovy"));
        List<Run> runs = colouring.of(text);
        assertOrdered(runs, text);
        assertTrue(runs.stream().filter(run -> run.kind() == Kind.VERB).map(run -> text.substring(run.start(),
            run.end())).collect(Collectors.toSet()).containsAll(Set.of("root", "pass", "autotools", "configure",
                "sh")));
        assertTrue(runs.stream().anyMatch(run -> run.kind() == Kind.SHELL_COMMAND));
    }

    @Test
    void hostileTextsAreColouredInOrder() {
        Random random = new Random(11);
        String[] pieces = {"sh '", "sh \"", "sh '''", "${", "}", "$x", "'", "\"", "'''", "(", ")", "`", "$(", "<<E\n",
            "\n",
            "\\", " ", "if ", "#", "/", "//", "/*", "😀", "\uDE00", "A=", "retry", "\0", "${x", "[", "]"};
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(80); j > 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertOrdered(colouring.of(text.toString()), text.toString());
        }
    }

    @Test
    void theTimeGrowsWithTheTextAndNotFaster() {
        for (String piece : List.of("sh '''", "sh '`$(", "\"${", "(", "sh '\"$(", "x.y ", "sh 'a <<b\n", "\n\n", "a: ",
            "/")) {
            String text = piece.repeat(40_000 / piece.length());
            long start = System.nanoTime();
            colouring.of(text);
            long spentMillis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(spentMillis < 500, piece + ": " + spentMillis + " ms");
        }
    }

    private static void assertOrdered(List<Run> runs, String text) {
        int at = 0;
        for (Run run : runs) {
            assertTrue(run.start() >= at && run.end() <= text.length(), run + " in " + text);
            at = run.end();
        }
    }
}
