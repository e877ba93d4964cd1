package org.rootbuild.assist.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.assist.Colouring;
import org.rootbuild.assist.Completion;
import org.rootbuild.assist.Hints;
import org.rootbuild.assist.Lexicon;
import org.rootbuild.assist.Table;
import org.rootbuild.language.VerbRegistry;

/** The adapters in a line reader of JLine's, at a terminal that a test types at. */
class LineReaderTest {
    private static Lexicon lexicon;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @BeforeAll
    static void readTheVerbs() throws Exception {
        lexicon = Lexicon.of(VerbRegistry.load(LineReaderTest.class.getClassLoader()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "retr\\t--h\\t|retry --here ", "retry pass:998\\t|retry pass:998 ", "retry it\\t|retry 'it boots' ",
        "autotools(bu\\t'x')|autotools(buildDir: 'x')", "plan.node\\t.first()|plan.nodes().first()",
        "root('x', from: 'too\\t) { }|root('x', from: 'tools') { }", "x = 64.Mi\\t|x = 64.MiB",
        "foo(\\r1)|foo(\\n1)", "sh '''\\rmake\\r'''|sh '''\\nmake\\n'''", "retry it's {|retry it's {"})
    void keysGiveALine(String keys, String line) throws Exception {
        assertEquals(line.replace("\\n", "\n"), typed(keys, Palette.coloured()));
    }

    @Test
    void severalPossibilitiesAreListedWithWhatTheySay() throws Exception {
        typed("pass('x') { autotools(\\t) }", Palette.plain());
        String shown = screen.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("buildDir:") && shown.contains("where to build, when not among"), shown);
    }

    @Test
    void altHSaysWhatTheArgumentsAreAndLeavesTheLine() throws Exception {
        assertEquals("autotools(buildDir: 'x')", typed("autotools(buildDir: \\eh'x')", Palette.plain()));
        String shown = screen.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("autotools(…) { … }") && shown.contains("buildDir: text: where to build"), shown);
    }

    @Test
    void coloursAreDrawnAndLeftOut() throws Exception {
        ColouringHighlighter coloured = new ColouringHighlighter(new Colouring(lexicon, "retry"::equals),
            Palette.coloured());
        ColouringHighlighter plain = new ColouringHighlighter(new Colouring(lexicon, "retry"::equals), Palette.plain());
        String text = "sh '''\n  make -j4\t\"$X\" 😀\n'''";
        assertEquals(text, coloured.coloured(text).toString());
        assertTrue(coloured.coloured(text).toAnsi().contains("\033["));
        assertFalse(plain.coloured(text).toAnsi().contains("\033["));
        AttributedString long_ = coloured.coloured(text.repeat(10_000));
        assertEquals(text.repeat(10_000), long_.toString());
    }

    @Test
    void aDumbTerminalWorksToo() throws Exception {
        try (Terminal terminal = new DumbTerminal("test", "dumb", new ByteArrayInputStream("retry\n".getBytes(
            StandardCharsets.UTF_8)), screen, StandardCharsets.UTF_8)) {
            assertEquals("retry", reader(terminal, Palette.plain()).readLine("> "));
        }
    }

    @Test
    void theEndInTheMiddleOfAStatementIsTheEnd() {
        assertThrows(EndOfFileException.class, () -> typed("\\u0004", Palette.plain()));
    }

    private String typed(String keys, Palette palette) throws Exception {
        String sent = keys.replace("\\t", "\t").replace("\\r", "\r").replace("\\u0004", "\004").replace("\\e", "\033")
            + "\r";
        try (Terminal terminal = new ExternalTerminal("test", "xterm", new ByteArrayInputStream(sent.getBytes(
            StandardCharsets.UTF_8)), screen, StandardCharsets.UTF_8)) {
            terminal.setSize(new org.jline.terminal.Size(100, 40));
            return reader(terminal, palette).readLine("> ");
        }
    }

    private static LineReader reader(Terminal terminal, Palette palette) {
        Completion completion = new Completion(new Table(), lexicon);
        Set<String> commands = Set.of("retry", "plan");
        LineReader reader = LineReaderBuilder.builder().terminal(terminal)
            .completer(new SuggestionCompleter(completion))
            .parser(new EntryParser(completion, line -> line.matches("retry( .*)?|plan")))
            .highlighter(new ColouringHighlighter(new Colouring(lexicon, commands::contains), palette))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true).build();
        new HintKey(new Hints(new Table(), lexicon), palette).bindTo(reader);
        return reader;
    }
}
