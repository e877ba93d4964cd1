package org.rootbuild.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.language.VerbRegistry;

class CompletionTest {
    private static Completion completion;

    @BeforeAll
    static void readTheVerbs() throws Exception {
        completion = new Completion(new Table(), Lexicon.of(VerbRegistry.load(CompletionTest.class.getClassLoader())));
    }

    /** Before the bar stands what is typed; behind it, where the word begins, and what is offered first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "ret|0|retry return",
        "  ret|2|retry return",
        "rec|0|recipe",
        "autot|0|autotools",
        "retry --h|6|--here",
        "retry pass:99|6|pass:99 pass:990",
        "retry --here pass:998|13|pass:998",
        "retry it|6|'it_boots'",
        "retry 'it|6|'it_boots'",
        "break |6|before after when",
        "break bef|6|before",
        "break before pass:1/|13|pass:1/configure pass:1/make",
        "break before pass:1|13|pass:1 pass:1/configure pass:1/make pass:10",
        "break when { plan.no|18|nodes()",
        "when plan.fi|10|find(",
        "set jo|4|jobs",
        "set jobs |9|4 default",
        "help re|5|retry",
        "ls /e|3|", "ls tools:/e|3|tools:/etc/", "ls tools:/etc/pa|3|tools:/etc/passwd",
        "plan.no|5|nodes()",
        "plan.nodes().fir|13|first()",
        "plan.nodes().first().ver|21|verdict()",
        "plan.nodes().each { it.fing|23|fingerprint()",
        "plan.nodes().find { n -> n.verd|27|verdict()",
        "plan.nodes()[0].verd|16|verdict()",
        "plan.find('pass:1').get().verd|26|verdict()",
        "plan.find('pass:1').map { it.verd|29|verdict()",
        "passes['pass:1'].verd|17|verdict()",
        "passes.values().first().verd|24|verdict()",
        "passes.collect { it.getV|20|getValue()",
        "def n = plan.nodes()\\nn.fir|23|first()",
        "def n = plan.nodes().first()\\ndef m = n\\nm.verd|41|verdict()",
        "'a b'.toke|6|tokenize(",
        "64.Mi|3|MiB", "2.min|2|minute minutes",
        "Size.pa|5|parse(",
        "unknown.any.thing.|18|",
        "autotools(bu|10|buildDir:",
        "pass('x') { autotools(buildDir: 'b', jo|37|jobs:",
        "pass('x') { autotools(jobs: 1, jo|31|",
        "pass('x') { unpack gcc, on|24|only:",
        "pass('x') { unpack gc|19|gcc",
        "pass('x') { autotools { conf|24|configure",
        "pass('x') { autotools { configure pre|34|prefix:",
        "pass('x') { verify('y') { exi|26|exists",
        "param('p', 'about', sec|20|secret:",
        "def p = param('p', 'about', secret: true)\\np.giv|44|isGiven()",
        "root('a') { pa|12|pass",
        "root('a') { envi|12|environment",
        "root('a') { pass('b') { pa|24|patch",
        "artifact('a') { init|16|initramfs",
        "boot('a') { exp|12|expect",
        "root('x', from: ho|16|host(",
        "root('x', from: 'to|17|tools'",
        "copy root('sy|11|system'",
        "plan.find('pass:99|11|pass:99' pass:990'",
        "plan.stack('to|12|tools'",
        "passes['pass:98|8|pass:98' pass:980'",
        "root('tools') { pass('a') { copy '/etc/pas|34|/etc/passwd'",
        "root('tools') { pass('a') { sh 'cat /etc/pas|36|/etc/passwd",
        "root('tools') { pass('a') { copy root('system'), '/in|50|/init'",
        "\"the $pas|6|passes", "\"the ${plan.no|12|nodes()",
        "// ret|6|", "'ret|1|", "x = 'ret|5|", "12|2|"})
    void atTheEndOfWhatIsTypedStandsWhatFits(String typed, int start, String offered) {
        String text = typed.replace("\\n", "\n");
        assertEquals(start, completion.start(text, text.length()));
        List<String> wanted = offered == null || offered.isBlank() ? List.of() : Arrays.stream(offered.split(" "))
            .map(word -> word.replace('_', ' ')).toList();
        List<String> found = completion.at(text, text.length()).stream().map(Suggestion::text).toList();
        assertEquals(wanted, wanted.isEmpty() ? found : found.subList(0, Math.min(found.size(), wanted.size())));
    }

    @Test
    void namedArgumentsSayWhatTheyAre() {
        Suggestion found = completion.at("pass('x') { autotools(bu", 24).get(0);
        assertEquals("text: where to build, when not among the sources; configure is called from there", found.about());
        assertTrue(found.complete());
    }

    @Test
    void verbsSayWhatTheyDo() {
        assertEquals("Builds with configure, make and make install, as the steps configure, build and install.",
            completion.at("autot", 5).get(0).about());
    }

    @Test
    void whatTheWordHasInsideIsOfferedWhenNothingBeginsWithIt() {
        assertEquals(List.of("buildDir:", "sourceDir:"), completion.at("pass('x') { autotools(Dir", 25).stream()
            .map(Suggestion::text).sorted().toList());
    }

    @Test
    void aTextThatHasItsQuoteAlreadyGetsNoSecondOne() {
        assertEquals("tools", completion.at("root('x', from: 'to')", 19).get(0).text());
    }

    @Test
    void inThePastedLinesBeforeItNothingIsLookedFor() {
        String text = "plan\nretry pass:7\nretry pass:99";
        assertEquals(24, completion.start(text, text.length()));
        assertEquals("pass:99", completion.at(text, text.length()).get(0).text());
    }

    @Test
    void filesOfTheHostAreOffered(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("recipe.groovy"), "");
        Files.createDirectory(folder.resolve("recipes"));
        Files.writeString(folder.resolve(".hidden"), "");
        String typed = "save " + folder + "/rec";
        assertEquals(List.of(folder + "/recipe.groovy", folder + "/recipes/"),
            completion.at(typed, typed.length()).stream().map(Suggestion::text).toList());
        assertFalse(completion.at("save " + folder + "/", typed.length()).toString().contains(".hidden"));
        assertEquals(List.of(), completion.at("save /no/such\0folder/x", 22));
    }

    @Test
    void hostileTextsGiveNoTroubleAndAnswerSoon() {
        Random random = new Random(4);
        String[] pieces = {"(", ")", "{", "}", "[", "]", "'", "\"", "'''", "\"\"\"", "${", "$", "/", "$/", "/$",
            "\\", "\n",
            " ", ".", "?.", "..", ",", ":", "->", "=", "😀", "\uD83D", "\0", "plan", "sh", "root", "pass", "autotools",
            "it",
            "//", "/*", "*/", "1.", "retry ", "at x = ", "😀😀"};
        // Its own time: a busy host says nothing about it.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long worstMillis = 0;
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            int length = i % 10 == 0 ? 3000 : random.nextInt(60);
            for (int j = 0; j < length; j++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String typed = text.substring(0, Math.min(text.length(), 10_000));
            int cursor = random.nextInt(typed.length() + 1);
            long begin = threads.getCurrentThreadCpuTime();
            int start = completion.start(typed, cursor);
            completion.at(typed, cursor);
            worstMillis = Math.max(worstMillis, (threads.getCurrentThreadCpuTime() - begin) / 1_000_000);
            assertTrue(start >= 0 && start <= cursor, typed);
        }
        assertTrue(worstMillis < 500, worstMillis + " ms");
    }

    @Test
    void theSameSignTenThousandTimesIsAnsweredSoon() {
        for (String piece : List.of("(", "{", "\"${", "plan.", "x.y { ", "def a = a\n", "x = [", "'", "/", "a ? ",
            "root('",
            "it.", "plan.each { it.", "😀", "retry ", "\n", "unpack gcc, ", "x={x.")) {
            String text = piece.repeat(10_000 / piece.length());
            completion.at(text, text.length());
            long begin = System.nanoTime();
            completion.at(text, text.length());
            long spentMillis = (System.nanoTime() - begin) / 1_000_000;
            assertTrue(spentMillis < 500, piece + ": " + spentMillis + " ms");
        }
    }

    @Test
    void amongAThousandPassesAnAnswerComesAtOnce() {
        List<String> typed = List.of("retry ", "retry pass:9", "break before pass:1/", "plan.find('pass:",
            "plan.nodes().",
            "session.", "pass('x') { autotools(", "");
        typed.forEach(each -> completion.at(each, each.length()));
        List<Long> spentMillis = new ArrayList<>();
        for (String each : typed) {
            long begin = System.nanoTime();
            completion.at(each, each.length());
            spentMillis.add((System.nanoTime() - begin) / 1_000_000);
        }
        assertTrue(spentMillis.stream().allMatch(spent -> spent < 500), spentMillis.toString());
    }
}
