package org.rootbuild.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rootbuild.event.SessionEvent;

class StatusLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Screen screen(boolean live, int width) {
        return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), new Look(live, false), () -> width);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void fetch(StatusLine status) throws InterruptedException {
        status.hear(new SessionEvent.NodeStarted("iso", "source", "", List.of(), 1));
        status.hear(new SessionEvent.StepStarted("iso", "fetch", 1, 1, "r.groovy:1:1"));
        for (int i = 0; i <= 100; i++) {
            status.hear(new SessionEvent.Progress("iso", "fetch", "fetching iso", i << 20, 200 << 20));
            Thread.sleep(10);
        }
    }

    @Test
    void itSaysHowFarHowFastAndHowLongAtMostTenTimesASecond() throws Exception {
        try (StatusLine status = new StatusLine(screen(true, 120))) {
            fetch(status);
        }
        List<String> drawn = Arrays.stream(written().split("\r")).filter(line -> line.contains("fetching")).toList();
        assertTrue(drawn.size() >= 2 && drawn.size() <= 20, drawn.size() + " drawings in about a second");
        String last = drawn.get(drawn.size() - 1);
        assertTrue(last.matches("\033\\[Ksource iso/fetch  fetching iso  \\[#+\\.+] \\d+ %  [0-9.]+ MiB/s"
            + "  .* left"), last);
        assertTrue(written().endsWith("\r\033[K"), "nothing is left of it");
    }

    @Test
    void itShowsTheLastLineThatTheStepWrote() throws Exception {
        try (StatusLine status = new StatusLine(screen(true, 60))) {
            status.hear(new SessionEvent.NodeStarted("sed:1", "pass", "r", List.of(), 3));
            status.hear(new SessionEvent.StepStarted("sed:1", "build", 2, 3, "r.groovy:1:1"));
            status.hear(new SessionEvent.Logged("sed:1", "build", "  CC       sed/execute.o"));
            Thread.sleep(300);
        }
        assertTrue(written().contains("pass sed:1/build (2/3)  CC       sed/execute.o"), written());
    }

    @Test
    void whatIsMadeAtTheSameTimeStandsSideBySide() throws Exception {
        try (StatusLine status = new StatusLine(screen(true, 120))) {
            for (String node : List.of("sed:1", "grep:1")) {
                status.hear(new SessionEvent.NodeStarted(node, "pass", "r", List.of(), 3));
                status.hear(new SessionEvent.StepStarted(node, "build", 2, 3, "r.groovy:1:1"));
            }
            Thread.sleep(300);
            status.hear(new SessionEvent.NodeEnded("sed:1", "pass", "done", 12, "", Optional.empty()));
            Thread.sleep(300);
        }
        assertTrue(written().contains("2 at once: sed:1/build (2/3)  0 ms  |  grep:1/build (2/3)  0 ms"), written());
        assertTrue(written().contains("pass grep:1/build (2/3)"), written());
    }

    @Test
    void itIsNeverWiderThanTheScreen() throws Exception {
        try (StatusLine status = new StatusLine(screen(true, 30))) {
            fetch(status);
        }
        assertTrue(Arrays.stream(written().split("\r\033\\[K")).allMatch(line -> line.length() < 30), written());
    }

    @Test
    void aScreenThatIsNotLiveShowsNothingOfIt() throws Exception {
        try (StatusLine status = new StatusLine(screen(false, 80))) {
            fetch(status);
        }
        assertEquals("", written());
    }

    @Test
    void linesScrollAboveIt() {
        Screen screen = screen(true, 80);
        screen.status("working");
        new Scroll(screen, Scroll.Detail.NODES).hear(new SessionEvent.NodeEnded("etc", "pass", "done", 12, "1 entry",
            Optional.empty()));
        assertTrue(written().endsWith("\r\033[K\033[32m+\033[0m pass etc  1 entry  \033[2m12 ms\033[0m\nworking"),
            written());
        assertFalse(written().contains("working\n"));
    }
}
