package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;
import org.rootbuild.report.Parsed;

/** Reports of real builds. */
class ReportCommandTest {
    private static final String SCRIPT = """
        recipe 'box', about: 'Two roots <and> a file'
        String who = param('who', 'world', 'whom to greet')
        String proxy = param('proxy', 'http://joe:hunter2@localhost:1/', 'the way out')
        root('s') {
            pass('one') { write '/a', "hello $who\\n"; write '/b', 'b' }
            pass('two') { remove '/b'; write '/a', 'other\\n'; write '/c', proxy }
        }
        artifact('box.cpio') { initramfs root('s') }
        """;

    @TempDir
    Path folder;

    private Desk desk(String script) throws IOException {
        return Desk.at(folder).write("box.groovy", script);
    }

    private Parsed page(Desk desk, String... more) throws Exception {
        Said said = desk.call(more.length == 0 ? new String[] {"report", "box", "-o", "-"} : more);
        assertEquals(0, said.status(), said.errors());
        return Parsed.of(said.out());
    }

    @Test
    void aBuildIsToldOfWithItsLayersArtifactsAndParameters() throws Exception {
        Desk desk = desk(SCRIPT);
        assertEquals(0, desk.call("run", "box", "-P", "who=you").status());
        Said said = desk.call("report", "box");
        assertEquals("out/box.report.html\n", said.out());
        Parsed page = Parsed.of(Files.readString(folder.resolve("out/box.report.html")));
        List<List<String>> made = page.rows("made");
        assertEquals(List.of("one", "two", "box.cpio artifact"), made.stream().map(row -> row.get(0)).toList());
        assertEquals(List.of("+2", "+1 ~1 −1", ""), made.stream().map(row -> row.get(3)).toList());
        assertEquals("it was never made here", made.get(0).get(5));
        List<String> artifact = page.rows("artifacts").get(0);
        Process digest = new ProcessBuilder("sha256sum", folder.resolve("out/box.cpio").toString()).start();
        String sum = new String(digest.getInputStream().readAllBytes()).substring(0, 64);
        assertEquals(List.of("box.cpio", sum), List.of(artifact.get(0), artifact.get(2)));
        assertEquals(List.of("who", "you set", "world", "text"), page.rows("parameters").get(0));
        assertTrue(page.text().contains("rootbuild run box -P who=you"));
        assertTrue(page.section("steps").contains("path: /a") && page.section("steps").contains("hello you"));
        String written = Files.readString(folder.resolve("out/box.report.html"));
        assertFalse(written.contains("hunter2"));
        assertTrue(written.contains("http://***@localhost:1/"));
        assertFalse(records().contains("hunter2"));
    }

    private String records() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(folder.resolve(".rootbuild/box/sessions"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void anEditTellsWhyItRanAndWhatWasReused() throws Exception {
        assertEquals(0, desk(SCRIPT).call("run", "box").status());
        Desk edited = desk(SCRIPT.replace("'other", "'another"));
        assertEquals(0, edited.call("run", "box").status());
        assertEquals(0, edited.call("run", "box").status());
        Parsed page = page(edited);
        assertEquals(List.of("two", "box.cpio artifact"), page.rows("made").stream().map(row -> row.get(0)).toList());
        assertTrue(page.rows("made").get(0).get(5).contains("changed from 'other"), page.rows("made").toString());
        assertTrue(page.section("reused").contains("one"));
        assertTrue(page.text().contains("nothing was left to do"));
    }

    @Test
    void aFailureIsTheFirstThingOnThePageAlsoWhenTheRecipeIsWrongByNow() throws Exception {
        Desk desk = desk(SCRIPT.replace("remove '/b'", "remove '/nothing'"));
        assertEquals(1, desk.call("run", "box").status());
        desk("this is no recipe {");
        Parsed page = page(Desk.at(folder));
        assertTrue(page.section("failed").contains("two") && page.section("failed").contains("/nothing"),
            page.section("failed"));
        assertEquals("What was not begunbox.cpio", page.section("left"));
        desk(SCRIPT).call("run", "box");
        Parsed mended = page(Desk.at(folder));
        assertEquals("", mended.section("failed"));
        assertEquals(List.of("Failed failed: two/remove", "Done"),
            mended.rows("attempts").stream().map(row -> row.get(4)).toList());
        assertTrue(mended.section("earlier").contains("two/remove"));
    }

    @Test
    void anotherProcessMayBeBuilding() throws Exception {
        Desk desk = desk(SCRIPT);
        assertEquals(0, desk.call("run", "box").status());
        Path lock = folder.resolve(".rootbuild/box/lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            channel.lock(1L << 40, 1, false);
            assertEquals(3, page(desk).rows("made").size());
        }
    }

    @Test
    void whereNothingWasBuiltThatIsSaid() throws Exception {
        Said said = desk(SCRIPT).call("report", "box");
        assertEquals(1, said.status());
        assertTrue(said.errors().contains("there is nothing to report"), said.errors());
        assertFalse(Files.exists(folder.resolve("out")));
        assertEquals(2, desk(SCRIPT).call("report", "boks").status());
        assertEquals(2, desk(SCRIPT).call("report").status());
    }

    @Test
    void aFileThatIsNamedGetsThePage() throws Exception {
        Desk desk = desk(SCRIPT);
        assertEquals(0, desk.call("run", "box").status());
        assertEquals("reports/last.html\n", desk.call("report", "box", "-o", "reports/last.html").out());
        Parsed.of(Files.readString(folder.resolve("reports/last.html")));
    }
}
