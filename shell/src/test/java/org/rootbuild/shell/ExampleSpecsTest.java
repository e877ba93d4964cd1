package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Caller;
import org.rootbuild.console.Console;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/** The specifications beside the examples, as {@code rootbuild test examples} runs them; they need no network. */
class ExampleSpecsTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(180)
    void theExamplesAreWhatTheirSpecificationsSay() {
        Path examples = Path.of("..", "examples").toAbsolutePath().normalize();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), new Look(false, true), () -> 100);
        int status = Main.run(new Caller(InputStream.nullInputStream(), new PrintStream(printed, true,
            StandardCharsets.UTF_8), screen, false, new Console(),
            Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH")), folder, Clock.systemUTC(), List.of("test", examples.toString())));
        String report = printed.toString(StandardCharsets.UTF_8) + shown.toString(StandardCharsets.UTF_8);
        assertEquals(0, status, report);
        for (String spec : List.of("BusyboxSpec", "DebianDiskSpec", "DsmBootSpec", "DsmRelayoutSpec", "HelloSpec",
                "InitrdEditSpec", "TczSpec", "TinycoreRemasterSpec", "ToolchainSpec")) {
            assertTrue(report.contains(spec + "\n"), report);
        }
    }
}
