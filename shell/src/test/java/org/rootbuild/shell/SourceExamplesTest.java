package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Caller;
import org.rootbuild.console.Console;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/** The examples that build from source, with tarballs from the Debian mirror that this host's apt uses. */
class SourceExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    @Timeout(1200)
    void aSmallLinuxIsBuiltFromSourceAndBoots() throws Exception {
        Run run = run("run", EXAMPLES.resolve("busybox/busybox.groovy").toString());
        assertEquals(0, run.status(), run.screen());
        assertTrue(run.screen().contains("the console showed 'A Linux from source, with '"), run.screen());
        try (Stream<Path> out = Files.list(folder.resolve("out"))) {
            assertEquals(2, out.count());
        }
    }

    @Test
    @Timeout(1200)
    void theToolchainBeginsWithALinkerOfItsOwn() throws Exception {
        String recipe = EXAMPLES.resolve("toolchain/toolchain.groovy").toString();
        Run run = run("run", recipe, "--until", "binutils:1");
        assertEquals(0, run.status(), run.screen());
        assertTrue(run.screen().contains("pass binutils:1") && run.screen().contains("Stopped before"), run.screen());
        Run inspected = run("inspect", recipe, "binutils:1", "--files");
        assertTrue(inspected.printed().contains("/mnt/lfs/tools/bin/x86_64-lfs-linux-gnu-ld"), inspected.printed());
    }

    private record Run(int status, String screen, String printed) {
    }

    private Run run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", folder.resolve("store").toString(), "--state", folder.resolve("state").toString()));
        if (words[0].equals("run")) {
            all.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), new Look(false, true), () -> 100);
        int status = Main.run(new Caller(InputStream.nullInputStream(), out, screen, false,
            new Console(), System.getenv(), folder,
            Clock.systemUTC(), all));
        return new Run(status, shown.toString(StandardCharsets.UTF_8), printed.toString(StandardCharsets.UTF_8));
    }
}
