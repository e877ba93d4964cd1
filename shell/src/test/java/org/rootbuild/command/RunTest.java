package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;

class RunTest {
    @TempDir
    Path folder;

    private Desk desk(String script) throws Exception {
        return Desk.at(folder).write("r.groovy", "recipe 'r'\n" + script);
    }

    private String needing(String file) {
        return "root('s') {\n    pass('one') { write '/a', 'b' }\n    pass('two') { write '/c', 'd'; needs '"
            + folder.resolve(file) + "' }\n    pass('three') { write '/e', 'f' }\n}\n";
    }

    @Test
    void whatIsMadeOnceIsReusedAndSaidToBe() throws Exception {
        Desk desk = desk("root('s') { pass('etc') { mkdir '/etc'; write '/etc/a', 'b' } }\n");
        Said first = desk.call("run", "r");
        assertEquals(0, first.status(), first.errors());
        assertTrue(first.errors().contains("✓ pass etc  2 entries, 1 B"), first.errors());
        assertTrue(first.errors().contains("Done in") && first.errors().contains("1 made"), first.errors());
        Said second = desk.call("run", "r");
        assertTrue(second.errors().contains("= pass etc  reused\nNothing to do: everything was reused (1 node)"),
            second.errors());
        assertEquals("", first.out() + second.out());
    }

    @Test
    void passwordsInAddressesAreNotWrittenDown() throws Exception {
        Desk desk = desk("String from = param('from', '', 'where')\nroot('s') { pass('one') { mkdir '/etc' } }\n");
        assertEquals(0, desk.call("run", "r", "-P", "from=https://user:se@cret@host/a").status());
        String journal = Files.readString(folder.resolve(".rootbuild/r/journal"));
        assertTrue(journal.contains("-P 'from=https://***@host/a'"), journal);
        assertFalse(journal.contains("cret"), journal);
    }

    @Test
    void artifactsAreListedWithTheirDigestsAndTheirPathsAreTheResult() throws Exception {
        Desk desk = desk("artifact('a.txt') { text 'hello' }\n");
        Said said = desk.call("run", "r");
        assertEquals("out/a.txt\n", said.out());
        byte[] made = Files.readAllBytes(folder.resolve("out/a.txt"));
        assertEquals("hello", new String(made, StandardCharsets.UTF_8));
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(made));
        assertTrue(said.errors().contains("a.txt  5 B  SHA-256 " + digest), said.errors());
        Files.delete(folder.resolve("out/a.txt"));
        assertEquals("out/a.txt\n", desk.call("run", "r").out());
        assertTrue(Files.exists(folder.resolve("out/a.txt")));
        assertEquals("elsewhere/a.txt\n", desk.call("run", "r", "--out", "elsewhere", "-q").out());
    }

    @Test
    void anEditReRunsWhatItReachesAndSaysWhy() throws Exception {
        String script = "String who = param('who', 'a', 'whom')\nroot('s') { pass('etc') { write '/a', who } }\n";
        desk(script).call("run", "r");
        Said changed = desk(script).call("run", "r", "-P", "who=b");
        assertTrue(changed.errors().contains("'text' of write changed from 'a' to 'b'"), changed.errors());
    }

    @Test
    void theReportOfAFailureHasAllItsSections() throws Exception {
        Said said = desk(needing("missing")).call("run", "r");
        assertEquals(1, said.status());
        List<String> sections = List.of("What failed\n    pass 'two', step needs\n", "Where\n    r.groovy:4:36\n",
            "What was found\n    missing is missing\n", "Last lines of its output\n    looking for missing\n",
            "Log\n    " + folder.resolve(".rootbuild/r/logs/two/needs.log") + "\n",
            "What to do now\n    Put it there.\n    rootbuild run r ", "rootbuild log r two/needs",
            "rootbuild inspect r two");
        int at = 0;
        for (String section : sections) {
            assertTrue(said.errors().indexOf(section, at) >= at, section + " is not in its place in\n" + said.errors());
            at = said.errors().indexOf(section, at);
        }
        assertTrue(said.errors().contains("1 made. What is finished stays."), said.errors());
        assertFalse(said.errors().contains("\tat "));
        assertTrue(desk(needing("missing")).call("run", "r", "--stacktrace").errors().contains("\tat "));
    }

    @Test
    void aStepForWhichTheHostLacksSomethingEndsWithThree() throws Exception {
        assertEquals(3, desk(needing("tool")).call("run", "r").status());
    }

    @Test
    void aCheckThatThisHostCannotTryIsSkippedWithWhatToInstall() throws Exception {
        Said said = desk("holds 'it holds'\n").call("run", "r");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("– check it holds  skipped: there is no scale here. Install a scale."),
            said.errors());
        assertTrue(said.errors().contains("1 skipped"), said.errors());
    }

    @Test
    void aFailedStepIsTriedAsOftenAsWasSaid() throws Exception {
        Files.writeString(folder.resolve("slow"), "xx");
        Said tooFew = desk(needing("slow")).call("run", "r", "--on-error", "retry:1");
        assertEquals(1, tooFew.status(), tooFew.errors());
        Files.writeString(folder.resolve("slow"), "xx");
        Said enough = desk(needing("slow")).call("run", "r", "--on-error", "retry:2");
        assertEquals(0, enough.status(), enough.errors());
        assertTrue(enough.errors().contains("try 3 of 3"), enough.errors());
    }

    @Test
    void aPersonIsAskedAndAnswersWithWordsOrTheirBeginnings() throws Exception {
        Files.writeString(folder.resolve("slow"), "xx");
        Said said = desk(needing("slow")).answering("retri\nretry\nP\n", "run", "r");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("Did you mean 'retry'?"), said.errors());
        assertTrue(said.errors().contains("3 made"), said.errors());
    }

    @Test
    void aPersonMaySkipWhatFailedOrStop() throws Exception {
        Said skipped = desk(needing("missing")).answering("skip\n", "run", "r");
        assertEquals(0, skipped.status(), skipped.errors());
        assertTrue(skipped.errors().contains("– pass two  skipped: as you said"), skipped.errors());
        assertTrue(skipped.errors().contains("2 made, 1 skipped"), skipped.errors());
        assertEquals(1, desk(needing("missing")).answering("stop\n", "run", "r").status());
        assertEquals(1, desk(needing("missing")).answering("", "run", "r").status(), "the end of the input is stop");
    }

    @Test
    void aRecipeMayBeEditedAndReadAgainWhileTheRunStands() throws Exception {
        Desk desk = desk(needing("missing"));
        InputStream editor = new InputStream() {
            private final byte[] answers = "reload\nreload\n".getBytes(StandardCharsets.UTF_8);
            private int at;

            @Override
            public int read() throws IOException {
                return at < answers.length ? answers[at++] : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                boolean first = at == 0;
                Files.writeString(folder.resolve("r.groovy"), "recipe 'r'\n" + (first ? "wirte\n"
                    : "root('s') { pass('one') { write '/a', 'b' }\npass('two') { write '/c', 'd' } }\n"));
                for (int i = 0; i < length; i++) {
                    int one = read();
                    if (one < 0) {
                        return i == 0 ? -1 : i;
                    }
                    bytes[from + i] = (byte) one;
                    if (one == '\n') {
                        return i + 1;
                    }
                }
                return length;
            }
        };
        Said said = desk.call(true, editor, "run", "r");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("r.groovy:2:1: error"), said.errors());
        assertTrue(said.errors().contains("2 made"), said.errors());
    }

    @Test
    void aRunStopsBehindThePassThatIsNamed() throws Exception {
        Desk desk = desk("root('s') { ['a', 'b', 'c'].each { n -> pass(n) { write \"/$n\", n } } }\n");
        Said said = desk.call("run", "r", "--until", "b");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("Stopped before 'c'") && said.errors().contains("2 made"), said.errors());
        Said again = desk.call("run", "r", "--until", "a");
        assertTrue(again.errors().contains("Stopped before 'c'"), again.errors());
        assertEquals(2, desk.call("run", "r", "--until", "d").status());
        assertTrue(desk.call("run", "r", "--until", "c").errors().contains("1 made"));
    }

    @Test
    void onlyWhatIsWantedIsMade() throws Exception {
        Desk desk = desk("root('s') { pass('a') { write '/a', 'a' } }\nroot('t') { pass('b') { write '/b', 'b' } }\n");
        Said said = desk.call("run", "r", "t");
        assertTrue(said.errors().contains("pass b") && !said.errors().contains("pass a"), said.errors());
        assertEquals(2, desk.call("run", "r", "u").status());
    }

    @Test
    void manyReusedNodesShareOneLine() throws Exception {
        String passes = String.join("\n", IntStream.range(0, 21).mapToObj(i ->
            "pass('p" + i + "') { write '/f" + i + "', 'x' }").toList());
        Desk desk = desk("root('s') {\n" + passes + "\n}\n");
        assertEquals(0, desk.call("run", "r", "-q").status());
        Said said = desk.call("run", "r");
        assertTrue(said.errors().contains("= 21 reused\n") && !said.errors().contains("pass p3"), said.errors());
    }

    @Test
    void whatStepsWriteIsShownOnRequestAndKeptInLogs() throws Exception {
        Desk desk = desk("root('s') { pass('p') { call('talk') { log 'one'; log 'two \\u001b[31mred' } } }\n");
        Said said = desk.call("run", "r", "-v");
        assertTrue(said.errors().contains("p/call | one\n"), said.errors());
        assertTrue(said.errors().contains("two ?[31mred") && !said.errors().contains("\033"), said.errors());
        assertTrue(desk.call("log", "r").out().startsWith("p/call  "), desk.call("log", "r").out());
        assertEquals("one\ntwo \033[31mred\n", desk.call("log", "r", "p").out());
        assertEquals(desk.call("log", "r", "p"), desk.call("log", "r", "p/call"));
        assertTrue(desk.call("log", "r", "p/cal").errors().contains("Did you mean 'p/call'?"));
        assertEquals(2, desk.call("log", "r", "../..").status());
    }

    @Test
    void inspectShowsWhatAPassChangedAndWhatFailed() throws Exception {
        Desk desk = desk(needing("missing"));
        desk.call("run", "r");
        Said made = desk.call("inspect", "r", "one");
        assertTrue(made.out().contains("+ f /a  1 B"), made.out() + made.errors());
        Said failed = desk.call("inspect", "r", "two");
        assertTrue(failed.out().contains("pass 'two' of the root 's': failed"), failed.out());
        assertTrue(failed.out().contains("missing is missing"), failed.out());
        assertTrue(desk.call("inspect", "r", "two/write").out().contains("path: /c"));
        assertTrue(desk.call("inspect", "r", "tow").errors().contains("Did you mean 'two'?"));
        assertTrue(desk.call("inspect", "r").out().contains("pass three"));
    }

    @Test
    void theStoreIsCountedReadThroughAndEmptied() throws Exception {
        Desk desk = desk("artifact('a.txt') { text 'hello' }\n");
        desk.call("run", "r");
        assertTrue(desk.call("store", "usage").out().contains("results     1 entry"));
        assertTrue(desk.call("store", "verify").out().contains("all in order"));
        Path results = folder.resolve(".cache/rootbuild/results");
        try (var files = Files.walk(results)) {
            Path file = files.filter(one -> one.getFileName().toString().equals("file")).findFirst().orElseThrow();
            assertTrue(file.toFile().setWritable(true));
            Files.writeString(file, "jello");
        }
        Said damaged = desk.call("store", "verify");
        assertEquals(1, damaged.status());
        assertTrue(damaged.out().contains("1 damaged"), damaged.out());
        assertEquals(0, desk.call("run", "r").status());
        assertEquals(0, desk.call("store", "collect", "--max", "0").status());
        assertTrue(desk.call("store", "usage").out().contains("results     0 entries"));
    }

    @Test
    void planAndEventsAreJsonThatAnotherReaderTakes() throws Exception {
        Desk desk = desk(needing("missing") + "artifact('a.txt') { text 'x' }\nholds 'h'\n");
        assertEquals(0, python("import json,sys; d=json.load(sys.stdin); assert d['v']==1 and d['toRun']==5;"
            + "assert [n['name'] for n in d['nodes']]==['one','two','three','a.txt','h']",
            desk.call("plan", "r", "--json").out()));
        Said said = desk.call("run", "r", "--events", "-", "a.txt", "h");
        assertEquals(0, said.status(), said.errors());
        String check = "import json,sys\ne=[json.loads(l) for l in sys.stdin]\nassert all(x['v']==1 for x in e)\n"
            + "n=[x['event'] for x in e]\nassert n[0]=='planned' and n[-1]=='ended' and 'progress' in n, n\n"
            + "assert any(x.get('output','').endswith('/out/a.txt') for x in e)\n";
        assertEquals(0, python(check, said.out()));
        assertTrue(python(check, said.out().substring(0, said.out().length() - 5)) != 0, "the oracle sees a cut");
        assertEquals(1, desk.call("run", "r", "--events", "log.json").status());
        assertTrue(Files.readString(folder.resolve("log.json")).contains("\"event\":\"node-failed\""));
    }

    private static int python(String program, String input) throws Exception {
        Process process = new ProcessBuilder("python3", "-c", program).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return process.exitValue();
    }
}
