package org.rootbuild.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.problem.Detail;

class EventLinesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final String HEAD = "{\"v\":1,\"at\":\"1970-01-01T00:00:00Z\",\"event\":";
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private List<String> lines(SessionEvent... events) {
        EventLines lines = new EventLines(bytes, CLOCK, sentence -> { });
        List.of(events).forEach(lines::hear);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void everyEventHasTheFormThatIsDocumented() {
        assertEquals(List.of(
            HEAD + "\"planned\",\"recipe\":\"r\",\"toRun\":1,\"toReuse\":2}",
            HEAD + "\"node-started\",\"node\":\"p\",\"kind\":\"pass\",\"root\":\"s\","
                + "\"reasons\":[\"new\"],\"steps\":3}",
            HEAD + "\"step-started\",\"node\":\"p\",\"step\":\"write\",\"number\":1,\"of\":3,"
                + "\"location\":\"r.groovy:1:2\"}",
            HEAD + "\"progress\",\"node\":\"p\",\"step\":\"write\",\"what\":\"w\",\"doneBytes\":5}",
            HEAD + "\"noted\",\"node\":\"p\",\"step\":\"\",\"sentence\":\"\\\"\\u001B\"}",
            HEAD + "\"logged\",\"node\":\"p\",\"step\":\"write\",\"line\":\"é\"}",
            HEAD + "\"step-ended\",\"node\":\"p\",\"step\":\"write\",\"millis\":7}",
            HEAD + "\"node-ended\",\"node\":\"a\",\"kind\":\"artifact\",\"state\":\"done\",\"millis\":8,"
                + "\"detail\":\"\",\"output\":\"/out/a\"}",
            HEAD + "\"stored\",\"node\":\"p\",\"fingerprint\":\"f\",\"touched\":false,\"sizeBytes\":5,\"added\":1,"
                + "\"changed\":2,\"removed\":3}",
            HEAD + "\"stored\",\"node\":\"a\",\"fingerprint\":\"f\",\"touched\":true,\"sizeBytes\":5,\"sha256\":\"d\"}",
            HEAD + "\"node-failed\",\"node\":\"p\",\"step\":\"write\",\"location\":\"r.groovy:1:2\",\"message\":\"m\","
                + "\"remedy\":\"R.\",\"details\":[{\"title\":\"Command\",\"lines\":[\"make\"]}],"
                + "\"log\":\"/l\",\"lastLines\":[\"x\"]}",
            HEAD + "\"ended\",\"outcome\":\"done\",\"millis\":9}"),
            lines(new SessionEvent.Planned("r", 1, 2),
                new SessionEvent.NodeStarted("p", "pass", "s", List.of("new"), 3),
                new SessionEvent.StepStarted("p", "write", 1, 3, "r.groovy:1:2"),
                new SessionEvent.Progress("p", "write", "w", 5, -1),
                new SessionEvent.Noted("p", "", "\"\033"), new SessionEvent.Logged("p", "write", "é"),
                new SessionEvent.StepEnded("p", "write", 7),
                new SessionEvent.NodeEnded("a", "artifact", "done", 8, "", Optional.of(Path.of("/out/a"))),
                new SessionEvent.Stored("p", "f", false, 5, 1, 2, 3, Optional.empty()),
                new SessionEvent.Stored("a", "f", true, 5, 0, 0, 0, Optional.of("d")),
                new SessionEvent.NodeFailed("p", "write", "r.groovy:1:2", "m", "R.",
                    List.of(new Detail("Command", List.of("make"))), Path.of("/l"), List.of("x")),
                new SessionEvent.Ended("done", 9)));
    }

    @Test
    void progressIsThinnedOutButItsLastWordIsKept() {
        SessionEvent[] events = new SessionEvent[1_001];
        for (int i = 0; i < 1_000; i++) {
            events[i] = new SessionEvent.Progress("p", "s", "w", i, 1_000);
        }
        events[1_000] = new SessionEvent.StepEnded("p", "s", 1);
        List<String> lines = lines(events);
        assertTrue(lines.size() < 50, lines.size() + " lines");
        assertTrue(lines.get(lines.size() - 2).contains("\"doneBytes\":999"), lines.get(lines.size() - 2));
    }

    @Test
    void aFullDiskIsToldOnceAndTheSessionGoesOn() {
        List<String> told = new ArrayList<>();
        EventLines lines = new EventLines(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        }, CLOCK, told::add);
        lines.hear(new SessionEvent.Planned("r", 1, 2));
        lines.hear(new SessionEvent.Ended("done", 9));
        assertEquals(List.of("the events are no longer written: No space left on device"), told);
    }
}
