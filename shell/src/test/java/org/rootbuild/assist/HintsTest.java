package org.rootbuild.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.language.VerbRegistry;

class HintsTest {
    private static Hints hints;

    @BeforeAll
    static void readTheVerbs() throws Exception {
        hints = new Hints(new Table(), Lexicon.of(VerbRegistry.load(HintsTest.class.getClassLoader())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "retry |retry [--here] [PASS]|", "autotools(|autotools()|", "autotools(buildDir: 'b', jobs: |autotools()|jobs:",
        "autotools(buildDir: 'b|autotools()|buildDir:",
        "pass('a') { unpack gcc, only: ['a', |unpack(artifact archive)|only:",
        "pass('a') { symlink '/bin', to: |symlink(to: text, text path)|to:",
        "plan.find(|find(String name) → Optional|", "plan.stack('|stack(String root) → List|",
        "pass('x') { autotools { configure '--prefix=/usr', |configure(text words…)|",
        "boot('x') { expect 'login:', within: |expect(text text)|within:", "copy root('|root(text name)|"})
    void theCallAtTheCursorIsTold(String typed, String form, String argument) {
        Hint hint = hints.at(typed, typed.length()).orElseThrow();
        assertTrue(hint.forms().stream().anyMatch(each -> each.startsWith(form.replace("()", "("))), hint.toString());
        assertEquals(argument == null ? "" : argument, hint.argument());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "``", "x = 1 + ", "unknown(1, ", "unknown.thing(", "pass('x') { ", "// autotools("})
    void whereNothingIsCalledThereIsNothingToTell(String typed) {
        assertEquals(Optional.empty(), hints.at(typed, typed.length()));
    }

    @Test
    void aNamedArgumentIsExplained() {
        assertEquals("number: how many jobs at once; the session's free slots where not given",
            hints.at("autotools(jobs: ", 16).orElseThrow().argumentAbout());
    }

    @Test
    void hostileTextsGiveNoTrouble() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(300); j > 0; j--) {
                text.append("(){}[]'\"$/\\\n.,:=->x sh plan😀".charAt(random.nextInt(29)));
            }
            hints.at(text.toString(), random.nextInt(text.length() + 1));
        }
    }
}
