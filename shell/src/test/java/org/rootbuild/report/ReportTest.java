package org.rootbuild.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.xml.sax.SAXException;
import tools.jackson.jr.ob.JSON;

/** Pages of builds that were written down by hand: such as no build should be, and such as nobody waits for. */
class ReportTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final Clock CLOCK = Clock.fixed(START.plusSeconds(90_000), ZoneOffset.UTC);

    @TempDir
    Path state;

    private final List<String> lines = new ArrayList<>();

    private ReportTest line(double atSeconds, String event, Object... values) {
        Map<String, Object> line = new java.util.LinkedHashMap<>();
        line.put("v", 1);
        line.put("at", START.plusMillis((long) (atSeconds * 1000)).toString());
        line.put("event", event);
        for (int i = 0; i < values.length; i += 2) {
            line.put((String) values[i], values[i + 1]);
        }
        // Alone, half of a pair can only be said with an escape.
        lines.add(JSON.std.asString(line).replace("\ud800", "\\ud800"));
        return this;
    }

    private ReportTest pass(String name, double from, double to) {
        return line(from, "node", "node", name, "kind", "pass", "root", "r", "steps", List.of(Map.of("name", "sh",
                "verb", "sh", "location", "r.groovy:3:4", "arguments", Map.of("text", "make " + name))))
            .line(from, "node-started", "node", name, "kind", "pass", "reasons", List.of("it was never made here"))
            .line(from, "step-started", "node", name, "step", "sh")
            .line(to, "step-ended", "node", name, "step", "sh")
            .line(to, "stored", "node", name, "fingerprint", "f", "sizeBytes", 5000, "added", 3, "changed", 2,
                "removed", 1)
            .line(to, "node-ended", "node", name, "kind", "pass", "state", "done", "millis", 5);
    }

    private ReportTest failed(String name, String step, double from, double to, String message) {
        return line(from, "node-started", "node", name, "kind", "pass", "reasons", List.of("its input changed"))
            .line(from, "step-started", "node", name, "step", step)
            .line(to, "node-failed", "node", name, "step", step, "message", message, "remedy", "Mend it.",
                "details", List.of(Map.of("title", "exit status", "lines", List.of("2"))),
                "lastLines", List.of("one", "two"));
    }

    /** What was said so far is one session. */
    private void session(double atSeconds) throws IOException {
        Path folder = Files.createDirectories(state.resolve("sessions"));
        long millis = START.plusMillis((long) (atSeconds * 1000)).toEpochMilli();
        Files.write(folder.resolve(millis + ".jsonl"), lines);
        lines.clear();
    }

    private void log(String node, String step, byte[] bytes) throws IOException {
        Path file = state.resolve("logs").resolve(node).resolve(step + ".log");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private String page() throws IOException {
        return Report.page(state, CLOCK);
    }

    @Test
    void nothingInARecordOrALogCanBecomeMarkup() throws Exception {
        String evil = "<script>alert('x')</script>"
            + " \u001b[31mred\u001b[0m \u001b]0;title\u0007 ]]> &amp; \u0000\u202e\uffff\ud800";
        line(0, "session", "recipe", evil, "about", evil, "command", "rootbuild run '<b>'", "parameters",
            List.of(Map.of("name", evil, "type", "text", "value", evil, "default", "")));
        pass("</script><script>alert(1)", 0, 1).failed("\"><img onerror='x'", "a&b", 1, 2, evil)
            .line(2, "noted", "node", "", "step", "", "sentence", evil).line(2, "ended", "outcome", "failed");
        session(0);
        log("\"><img onerror='x'", "a&b", ("# A=<b>\n$ make\n\u001b[1;31merror:\u001b[0m <script>x</script>\r\n"
            + "10%\r50%\r100%\nsee http://joe:hunter2@host/ \n").getBytes(StandardCharsets.UTF_8));
        Parsed page = Parsed.of(page());
        assertEquals(List.of(), page.all("script"));
        assertEquals(List.of(), page.all("img"));
        String failed = page.section("failed");
        assertTrue(failed.contains("error: <script>x</script>\n100%\nsee http://***@host/"), failed);
        assertFalse(page.text().contains("hunter2"));
        assertFalse(page.text().contains("[31m") || page.text().contains("title"), page.text());
        assertTrue(page.section("made").contains("</script><script>alert(1)"));
        assertTrue(page.all("title").get(0).getTextContent().startsWith("<script>alert('x')</script> red"));
    }

    @Test
    void bytesThatAreNoTextAreShownAsSuch() throws Exception {
        failed("p", "sh", 0, 1, "it failed").line(1, "ended", "outcome", "failed").session(0);
        log("p", "sh", new byte[] {'o', 'k', ' ', (byte) 0xff, (byte) 0xfe, (byte) 0xc3, '\n', 0, 1, 27, '[', '1', 'm',
            'x', 8, 127, '\n'});
        assertTrue(Parsed.of(page()).section("failed").contains("ok \uFFFD\uFFFD\uFFFD\n␀␁x␈\uFFFD"));
    }

    @Test
    void theParserRefusesADamagedPage() throws Exception {
        pass("p", 0, 1).line(1, "ended", "outcome", "done").session(0);
        String page = page();
        Parsed.of(page);
        for (String damaged : List.of(page.replaceFirst("</section>", ""), page.replaceFirst("it was", "it < was"),
                page.replaceFirst("it was", "it &nbsp; was"), page.substring(0, page.length() - 20))) {
            assertThrows(SAXException.class, () -> Parsed.of(damaged));
        }
    }

    @Test
    void thePageLoadsNothingAndRunsNothing() throws Exception {
        pass("p", 0, 1).failed("q", "sh", 1, 2, "no").line(2, "ended", "outcome", "failed").session(0);
        Parsed page = Parsed.of(page());
        for (String name : List.of("script", "link", "img", "iframe", "object", "embed", "base", "form", "svg")) {
            assertEquals(List.of(), page.all(name), name);
        }
        page.all("*").forEach(element -> {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                String name = element.getAttributes().item(i).getNodeName();
                assertFalse(name.startsWith("on") || name.equals("src"), name);
            }
        });
        page.all("a").forEach(link -> {
            String anchor = link.getAttribute("href").substring(1);
            assertEquals(1, page.all("*").stream().filter(one -> one.getAttribute("id").equals(anchor)).count(),
                link.getAttribute("href"));
        });
        String style = page.all("style").get(0).getTextContent();
        assertFalse(style.contains("url(") || style.contains("@import"));
        assertTrue(style.contains("prefers-color-scheme: dark") && style.contains("@media print"));
    }

    @Test
    void aLogOfTwoHundredMegabytesLeavesTheEndOnThePage() throws Exception {
        failed("big", "sh", 0, 1, "it failed").line(1, "ended", "outcome", "failed").session(0);
        log("big", "sh", "# A=b\n$ make\nfirst line\n".getBytes(StandardCharsets.UTF_8));
        try (RandomAccessFile log = new RandomAccessFile(state.resolve("logs/big/sh.log").toFile(), "rw")) {
            log.setLength(200L << 20);
            log.seek(log.length());
            log.write("\nthe very last line\n".getBytes(StandardCharsets.UTF_8));
        }
        String page = page();
        assertTrue(page.length() < 1_000_000, "" + page.length());
        String failed = Parsed.of(page).section("failed");
        assertTrue(failed.contains("first line") && failed.contains("the very last line"), failed);
        assertTrue(failed.contains("200.0 MiB left out") || failed.contains("199.9 MiB left out"), failed);
    }

    @Test
    void aThousandPassesAreAPageOfAFewMegabytesInAMoment() throws Exception {
        line(0, "session", "recipe", "thousand");
        for (int i = 0; i < 1_000; i++) {
            pass("pass-number-" + i, i * 2 + i % 2 * 0.1, i * 2 + 3);
        }
        line(3_000, "ended", "outcome", "done").session(0);
        page();
        long began = System.nanoTime();
        String page = page();
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertTrue(millis < 3_000, millis + " ms");
        assertTrue(page.length() < 3_000_000, page.length() + " characters");
        Parsed parsed = Parsed.of(page);
        assertEquals(1_020, parsed.rows("made").size());
        assertTrue(parsed.classes("div").stream().filter("band"::equals).count() > 5);
    }

    @Test
    void tenThousandPassesAreNotTenTimesThePage() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            pass("pass-number-" + i, i * 2, i * 2 + 3);
        }
        line(30_000, "ended", "outcome", "done").session(0);
        String page = page();
        assertTrue(page.length() < 6_000_000, page.length() + " characters");
        assertTrue(Parsed.of(page).section("made").contains("… and 7\u2009000 more"));
    }

    @Test
    void whatDidNotEndIsSaidToHaveBeenKilled() throws Exception {
        pass("one", 0, 1).line(1, "node-started", "node", "two", "kind", "pass", "reasons", List.of())
            .line(1, "step-started", "node", "two", "step", "configure")
            .line(3, "noted", "node", "two", "step", "configure", "sentence", "half way").session(0);
        Files.writeString(state.resolve("lock"), "process 1, 'rootbuild run', since 2001-01-01T00:00:00Z");
        Parsed page = Parsed.of(page());
        assertTrue(page.all("title").get(0).getTextContent().endsWith("Killed"));
        assertTrue(page.text().contains("The process was killed, or the machine stopped"));
        assertEquals("not finished", page.rows("made").get(1).get(0).replaceAll("(?s).*(not finished).*", "$1"));
        assertTrue(page.classes("a").stream().anyMatch("bar pass open"::equals));
    }

    @Test
    void aBuildOfThisVeryMomentIsRunning() throws Exception {
        line(0, "node-started", "node", "two", "kind", "pass", "reasons", List.of()).session(0);
        Files.writeString(state.resolve("lock"), "process " + ProcessHandle.current().pid()
            + ", 'rootbuild run', since " + Instant.now());
        assertTrue(Parsed.of(page()).text().contains("This build was still running when the page was written."));
    }

    @Test
    void attemptsBelongTogetherUpToTheOneThatEndedWell() throws Exception {
        pass("bygone", 0, 1).line(1, "ended", "outcome", "done").session(0);
        pass("one", 100, 101).failed("two", "sh", 101, 102, "first").line(102, "ended", "outcome", "failed")
            .session(100);
        line(500, "reused", "nodes", List.of(Map.of("node", "one", "kind", "pass", "root", "r")))
            .failed("two", "sh", 500, 501, "second").session(500);
        line(9_000, "session", "recipe", "r", "command", "rootbuild run r").line(9_000, "reused", "nodes",
                List.of(Map.of("node", "one", "kind", "pass", "root", "r"), Map.of("node", "x", "kind", "source")))
            .line(9_000, "decided", "what", "retry-here", "nodes", List.of("two")).pass("two", 9_000, 9_002)
            .line(9_002, "ended", "outcome", "done").session(9_000);
        Files.write(state.resolve("sessions/" + START.plusSeconds(10_000).toEpochMilli() + ".idle.jsonl"),
            List.of("{\"v\":1}"));
        Parsed page = Parsed.of(page());
        List<List<String>> attempts = page.rows("attempts");
        assertEquals(List.of("Failed failed: two/sh", "Killed failed: two/sh", "Done"),
            attempts.stream().map(row -> row.get(4)).toList());
        assertEquals("rootbuild run r", attempts.get(2).get(5));
        assertFalse(page.text().contains("bygone"));
        assertEquals(2, page.rows("made").size());
        assertTrue(page.rows("made").get(1).get(0).contains("failed 2 times before"));
        assertTrue(page.section("reused").contains("x") && !page.section("reused").contains("one"));
        assertTrue(page.section("earlier").contains("first") && page.section("earlier").contains("second"));
        assertTrue(page.section("notes").contains("two: tried again on what the failed attempt left"));
        assertTrue(page.text().contains("Run again on 4 Mar 2026, 07:52:47 UTC: nothing was left to do."));
        assertEquals("", page.section("failed"));
    }

    @Test
    void whatAPersonTouchedIsSaidPlainly() throws Exception {
        pass("clean", 0, 1).line(1, "node-started", "node", "mended", "kind", "pass", "reasons", List.of())
            .line(2, "stored", "node", "mended", "fingerprint", "f", "touched", true, "sizeBytes", 1)
            .line(2, "node-ended", "node", "mended", "kind", "pass", "state", "done")
            .line(2, "reused", "nodes", List.of(Map.of("node", "before", "kind", "pass")))
            .line(2, "ended", "outcome", "done").session(0);
        Files.write(state.resolve("journal"), List.of("{\"v\":1,\"at\":\"2026-01-02T03:04:00Z\",\"event\":\"touched\","
            + "\"node\":\"before\",\"fingerprint\":\"a\",\"result\":\"b\"}"));
        Parsed page = Parsed.of(page());
        assertTrue(page.text().contains("Touched by hand: mended, before. A person changed files in them"));
        assertTrue(page.rows("made").get(1).get(0).contains("touched by hand"));
        assertFalse(page.rows("made").get(0).get(0).contains("touched by hand"));
        assertTrue(page.section("reused").contains("before pass touched by hand"), page.section("reused"));
    }

    @Test
    void damagedLinesArePassedOver() throws Exception {
        pass("one", 0, 1);
        lines.add("{\"v\":1,\"at\":\"2026");
        lines.add("\u0000\u0001 no JSON");
        lines.add("[1,2]");
        lines.add("{\"v\":2,\"event\":\"node-started\",\"node\":\"later\"}");
        lines.add("{\"v\":1,\"event\":7,\"node\":[]}");
        lines.add("{\"v\":1,\"event\":\"node-failed\",\"node\":\"../../secret\",\"step\":\"..\",\"details\":3}");
        line(2, "ended", "outcome", "failed").session(0);
        Parsed page = Parsed.of(page());
        assertEquals(2, page.rows("made").size());
        assertFalse(page.text().contains("later"));
    }

    @Test
    void aJournalFromBeforeThereWereRecordsIsToldOf() throws Exception {
        Files.write(state.resolve("journal"), List.of(
            "{\"v\":1,\"at\":\"2026-01-02T03:04:00Z\",\"event\":\"started\",\"recipe\":\"r\",\"command\":\"c\"}",
            "{\"v\":1,\"at\":\"2026-01-02T03:04:05Z\",\"event\":\"done\",\"node\":\"gcc:1\",\"fingerprint\":\"f\","
                + "\"millis\":4000,\"steps\":[{\"step\":\"configure\",\"millis\":1000},"
                + "{\"step\":\"make\",\"millis\":3000}]}",
            "{\"v\":1,\"at\":\"2026-01-02T03:04:09Z\",\"event\":\"failed\",\"node\":\"glibc\",\"step\":\"make\","
                + "\"message\":\"no cc\",\"remedy\":\"Install one.\"}",
            "{\"v\":1,\"at\":\"2026-01-02T03:04:10Z\",\"event\":\"ended\",\"outcome\":\"failed\",\"millis\":9000}"));
        Parsed page = Parsed.of(page());
        assertTrue(page.text().contains("kept no record of its sessions"));
        List<String> row = page.rows("made").get(0);
        assertEquals(List.of("gcc:1", "4.0 s"), List.of(row.get(0), row.get(2)));
        assertTrue(page.section("failed").contains("no cc.") && page.section("failed").contains("Install one."));
    }

    @Test
    void whereNothingWasEverBuiltThereIsNothingToReport() {
        Failure failure = assertThrows(Failure.class, () -> Report.page(state.resolve("none"), CLOCK));
        assertTrue(failure.getMessage().startsWith("there is nothing to report"), failure.getMessage());
        assertFalse(Files.exists(state.resolve("none")));
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid() throws Exception {
        pass("p", 0, 1).line(1, "ended", "outcome", "done").session(0);
        Path occupied = Files.writeString(state.resolve("occupied"), "x");
        Failure failure = assertThrows(Failure.class,
            () -> Report.write(state, occupied.resolve("page.html"), CLOCK));
        assertTrue(failure.getMessage().startsWith("the report cannot be written"), failure.getMessage());
        assertTrue(Report.write(state, state.resolve("deep/er/page.html"), CLOCK) > 1_000);
        assertEquals(1, Files.list(state.resolve("deep/er")).count());
    }
}
