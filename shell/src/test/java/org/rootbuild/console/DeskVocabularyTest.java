package org.rootbuild.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.assist.Completion;
import org.rootbuild.assist.Lexicon;
import org.rootbuild.assist.Suggestion;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Commands;
import org.rootbuild.command.Interactive;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Goal;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/** What completion has to offer over a desk with a real recipe. */
class DeskVocabularyTest {
    private static final String SCRIPT = """
        recipe 'r'
        String mode = param('mode', 'fast', 'how', choices: ['fast', 'small'])
        boolean strip = param('strip', true, 'whether to strip')
        int jobs = param('jobs', 4, 'how many')
        root('tools') { pass('t') { write '/etc/tool.conf', mode } }
        root('system') { pass('first') { write '/etc/motd', "$strip $jobs" }; pass('second') { write '/x', 'x' } }
        """;

    @TempDir
    Path folder;

    @Test
    void wordsValuesAndFilesOfRootsAreOffered() throws Exception {
        Files.writeString(folder.resolve("r.groovy"), SCRIPT);
        At at = new At(List.of("break ", "break b", "break on", "run ", "run until f", "retry ", "set mode ",
            "set mode s", "set strip ", "set jobs ", "log -", "diff t --r", "undo ", "enter t -- cat /etc/",
            "enter first -- cat /etc/m", "enter -- cat /", "enter t --b", "enter t -- ls --", "write '/etc/",
            "in ", "session.", "session.fail", "plan.find('t').get().fin",
            "passes['first'].st", "passes.first.st", "states.first.wo", "roots.values().first().na"));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        int status = new Commands(new Caller(InputStream.nullInputStream(), nowhere, new Screen(nowhere,
            new Look(false, true), () -> 80), false, at, Map.of("HOME", folder.toString()), folder, Clock.systemUTC(),
            List.of("shell", "r"))).run();
        assertEquals(0, status);
        Map<String, List<String>> offered = at.offered;
        assertEquals(List.of("before", "after", "when", "on failure"), offered.get("break "));
        assertEquals(List.of("before"), offered.get("break b"));
        assertEquals(List.of("on failure"), offered.get("break on"));
        assertEquals(List.of("until", "to"), offered.get("run "));
        assertEquals(List.of("first"), offered.get("run until f"));
        assertEquals(List.of("here", "pass"), offered.get("retry "));
        assertEquals(List.of("fast", "small", "default"), offered.get("set mode "));
        assertEquals(List.of("small"), offered.get("set mode s"));
        assertEquals(List.of("true", "false", "default"), offered.get("set strip "));
        assertEquals(List.of("4", "default"), offered.get("set jobs "));
        assertEquals(List.of("-f", "--follow"), offered.get("log -"));
        assertEquals(List.of("--rebuild"), offered.get("diff t --r"));
        assertEquals(List.of("all"), offered.get("undo "));
        assertEquals(List.of("/etc/tool.conf"), offered.get("enter t -- cat /etc/"));
        assertEquals(List.of("/etc/motd"), offered.get("enter first -- cat /etc/m"));
        assertEquals(List.of("/etc/"), offered.get("enter -- cat /"));
        assertEquals(List.of("--before"), offered.get("enter t --b"));
        assertEquals(List.of(), offered.get("enter t -- ls --"));
        assertEquals(List.of("/etc/motd'"), offered.get("write '/etc/"));
        assertTrue(offered.get("in ").containsAll(List.of("tools", "system", "first", "t")), offered.toString());
        assertTrue(offered.get("session.").containsAll(List.of("states()", "failure()")), offered.toString());
        assertEquals(List.of("failure()"), offered.get("session.fail"));
        assertEquals("fingerprint()", offered.get("plan.find('t').get().fin").get(0));
        assertEquals(List.of("steps()"), offered.get("passes['first'].st"));
        assertEquals(List.of("steps()"), offered.get("passes.first.st"));
        assertEquals(List.of("word()"), offered.get("states.first.wo"));
        assertEquals(List.of("name()"), offered.get("roots.values().first().na"));
        assertFalse(offered.get("session.").contains("wait("), offered.toString());
    }

    /** Somebody at a desk who presses Tab behind these texts when the passes before the last one are made. */
    private static final class At implements Interactive {
        private final List<String> texts;
        private final Map<String, List<String>> offered = new HashMap<>();

        At(List<String> texts) {
            this.texts = texts;
        }

        @Override
        public int converse(Desk desk, Caller caller) throws IOException {
            desk.run(new Goal.Through("first"));
            GroovyLanguage language = new GroovyLanguage(desk, caller.out());
            ConsoleCommands commands = new ConsoleCommands(language, language.drafting(), List::of, new Following());
            Completion completion = new Completion(new DeskVocabulary(commands, language, desk),
                Lexicon.of(desk.workplace().words()));
            texts.forEach(text -> offered.put(text, completion.at(text, text.length()).stream().map(Suggestion::text)
                .toList()));
            return 0;
        }

        @Override
        public boolean knows(String command) {
            return false;
        }

        @Override
        public int carryOut(String line, Desk desk, Caller caller, Answers answers) {
            return 0;
        }
    }
}
