package org.rootbuild.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.session.Bench;
import org.rootbuild.session.Outcome;
import org.rootbuild.session.Session;
import tools.jackson.jr.ob.JSON;

/** What sessions write down for reports. */
class SessionRecordTest {
    @TempDir
    private Path folder;

    private static Recipe recipe(String text) {
        return Bench.recipe(Bench.source("src"), Bench.pass("one", "r", Bench.put("put", "/a", text)),
            Bench.pass("two", "r", Bench.step("act", "act", Fields.builder()
                .text("act", "act").ref("of", Value.RefKind.SOURCE, "src").build())), Bench.listing("list.txt", "r"));
    }

    private Bench bench() throws IOException {
        Bench bench = new Bench(folder);
        bench.given.put("src", new byte[] {1, 2, 3});
        bench.acts.put("act", context -> { });
        return bench;
    }

    private List<Path> files() throws IOException {
        return new Records(folder.resolve("state")).files();
    }

    private static List<Map<String, Object>> lines(Path file) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.std.mapFrom(line));
        }
        return lines;
    }

    private static List<Object> events(Path file) throws IOException {
        return lines(file).stream().map(line -> line.get("event")).toList();
    }

    @Test
    void aBuildIsWrittenDownInOrder() throws Exception {
        assertInstanceOf(Outcome.Finished.class, bench().run(recipe("text")));
        Path file = files().get(0);
        List<Object> events = events(file);
        assertEquals(List.of("session", "planned"), events.subList(0, 2));
        assertEquals("ended", events.get(events.size() - 1));
        assertTrue(java.util.Collections.indexOfSubList(events, List.of("node", "node-started", "step-started",
            "step-ended", "stored", "node-ended")) > 0, events.toString());
        Map<String, Object> stored = lines(file).stream().filter(line -> "stored".equals(line.get("event")))
            .findFirst().orElseThrow();
        assertEquals(List.of("one", 4, 1, 0, 0), List.of(stored.get("node"), stored.get("sizeBytes"),
            stored.get("added"), stored.get("changed"), stored.get("removed")));
        assertTrue(Files.readString(file).contains("\"arguments\":{\"path\":\"/a\",\"text\":\"text\"}"));
        assertTrue(Files.readString(file).contains("\"locations\":[\"bench:src\"]"));
        assertFalse(Files.readString(file).contains("writing /a"), "logs are kept elsewhere");
    }

    @Test
    void ofSessionsWithNothingToDoTheLastOneIsKept() throws Exception {
        Bench bench = bench();
        bench.run(recipe("text"));
        for (int i = 0; i < 5; i++) {
            bench.clock.forward(Duration.ofSeconds(10));
            bench.run(recipe("text"));
        }
        assertEquals(2, files().size());
        assertTrue(Records.isIdle(files().get(1)) && !Records.isIdle(files().get(0)));
        assertEquals(List.of("session", "planned", "source", "reused", "ended"), events(files().get(1)).stream()
            .distinct().toList());
    }

    @Test
    void recordsAreFewAndKeepTheirOrderWhenTheClockStands() throws Exception {
        Bench bench = bench();
        for (int i = 0; i < Records.MOST + 8; i++) {
            bench.run(recipe("text" + i));
        }
        assertEquals(Records.MOST, files().size());
        assertTrue(Files.readString(files().get(Records.MOST - 1)).contains("text" + (Records.MOST + 7)));
        assertTrue(Files.readString(files().get(0)).contains("text8"));
    }

    @Test
    void recordsTogetherAreBounded() throws Exception {
        Bench bench = bench();
        bench.run(recipe("a"));
        Path big = files().get(0);
        try (var file = new java.io.RandomAccessFile(big.toFile(), "rw")) {
            file.setLength(Records.MOST_BYTES + 1);
        }
        bench.run(recipe("b"));
        assertFalse(Files.exists(big));
        assertEquals(1, files().size());
    }

    @Test
    void whatAPersonDecidesIsWrittenDown() throws Exception {
        Bench bench = bench();
        bench.acts.put("act", context -> {
            throw new Failure("http://joe:hunter2@host/ is gone", "Bring it back.");
        });
        try (Session session = bench.open(recipe("text"))) {
            assertInstanceOf(Outcome.Failed.class, session.run(Optional.empty()));
            session.retry(Session.Retry.PASS);
            session.run(Optional.empty());
            session.rollback("one");
            session.skip();
            session.reload(recipe("text"), code -> {
                throw new IllegalStateException();
            });
        }
        List<Map<String, Object>> lines = lines(files().get(0));
        assertEquals(List.of("retry-pass", "rollback", "skip"), lines.stream()
            .filter(line -> "decided".equals(line.get("event"))).map(line -> line.get("what")).toList());
        assertEquals(2, lines.stream().filter(line -> "session".equals(line.get("event"))).count());
        String text = Files.readString(files().get(0));
        assertTrue(text.contains("http://***@host/ is gone"), text);
        assertFalse(text.contains("hunter2"));
    }

    @Test
    void aSessionGoesOnWithoutARecord() throws Exception {
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/sessions"), "in the way");
        assertInstanceOf(Outcome.Finished.class, bench().run(recipe("text")));
        assertEquals("in the way", Files.readString(folder.resolve("state/sessions")));
    }

    @Test
    void longTextsAreCut() throws Exception {
        bench().run(Bench.recipe(Bench.pass("one", "r", Bench.put("put", "/a", "x".repeat(1_000_000)))));
        assertTrue(Files.size(files().get(0)) < 20_000, "" + Files.size(files().get(0)));
        assertTrue(Files.readString(files().get(0)).contains(" more characters)"));
    }
}
