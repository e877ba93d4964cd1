package org.rootbuild.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.HostLacks;

class ProcessesTest {
    private static final Tools TOOLS = new Tools("/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");

    @TempDir
    Path folder;

    private final Processes processes = new Processes(TOOLS);

    @AfterEach
    void end() {
        processes.close();
    }

    @Test
    void outputArrivesByLineAndTheLastOnesAreKept() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        Finished done = processes.run(sh("printf 'one\\r\\ntwo\\nthr'; echo ee >&2; printf 'caf\\303\\251'").keeping(2),
            heard::add);
        assertEquals(List.of("one", "two", "three", "café"), heard);
        assertEquals(List.of("three", "café"), done.lastLines());
        assertEquals(0, done.status());
    }

    @Test
    void argumentsAreNotReadByAShellAndTheEnvironmentIsExactlyTheGivenOne() throws Exception {
        Finished echo = processes.run(Command.of(TOOLS.find("printf"), "%s|", "a b", "$HOME", "*", "é"), line -> { });
        assertEquals(List.of("a b|$HOME|*|é|"), echo.lastLines());
        Finished env = processes.run(Command.of(TOOLS.find("env")).environment(Map.of("A", "1")), line -> { });
        assertEquals(List.of("A=1"), env.lastLines());
    }

    @Test
    void aBadStatusIsAFailureWithTheCommandItsStatusAndItsLastLines() {
        CommandFailed failed = assertThrows(CommandFailed.class,
            () -> processes.run(sh("echo first; echo 'no space left' >&2; exit 7"), line -> { }));
        assertEquals(7, failed.status().orElseThrow());
        assertEquals(List.of("first", "no space left"), failed.lastLines());
        assertTrue(failed.getMessage().contains("sh -c"), failed.getMessage());
        assertTrue(failed.getMessage().contains("exit status 7:\n    first\n    no space left"), failed.getMessage());
    }

    @Test
    void aStatusCanBeDeclaredGood() throws Exception {
        assertEquals(1, processes.run(sh("exit 1").accepting(0, 1), line -> { }).status());
    }

    @Test
    void aTimeLimitEndsTheWholeTree() throws Exception {
        CommandFailed late = assertThrows(CommandFailed.class, () -> processes.run(
            sh("echo waiting; (echo $$; exec sleep 61.25) & wait").within(Duration.ofMillis(400)), line -> { }));
        assertTrue(late.getMessage().contains("400 ms"), late.getMessage());
        assertEquals("waiting", late.lastLines().get(0));
        assertGone("61.25");
    }

    @Test
    void anInterruptEndsTheWholeTree() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Thread caller = new Thread(() -> {
            try {
                processes.run(sh("sleep 62.25 & echo started; wait"), heard::add);
            } catch (Exception stopped) {
                end.complete(stopped);
            }
        });
        caller.start();
        assertEquals("started", heard.poll(10, TimeUnit.SECONDS));
        caller.interrupt();
        assertTrue(end.get(10, TimeUnit.SECONDS) instanceof InterruptedException);
        assertGone("62.25");
    }

    @Test
    void aProcessOutlivesTheThreadThatAskedForItButNotItsProcesses() throws Exception {
        CompletableFuture<Running> started = new CompletableFuture<>();
        Thread shortLived = new Thread(() -> {
            try {
                started.complete(processes.start(Command.of(TOOLS.find("sleep"), "63.25"), false));
            } catch (Exception failed) {
                started.completeExceptionally(failed);
            }
        });
        shortLived.start();
        Running tool = started.get(10, TimeUnit.SECONDS);
        shortLived.join();
        assertTrue(tool.await(Duration.ofMillis(300)).isEmpty(), "it must still run");
        processes.close();
        assertFalse(tool.isAlive());
        assertGone("63.25");
    }

    @Test
    void aToolThatLeavesAChildBehindHoldsNobodyUp() throws Exception {
        long start = System.nanoTime();
        processes.run(sh("sleep 64.25 & echo done"), line -> { });
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
    }

    @Test
    void aJvmKilledWithSignal9LeavesNeitherItsToolsNorTheirChildren() throws Exception {
        Process jvm = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
            System.getProperty("java.class.path"), StartsAndWaits.class.getName(), "65.25")
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertEquals("started", jvm.inputReader().readLine());
        assertEquals(4, countOf("65.25"), "the starting point: unshare, sh and two sleeps");
        jvm.destroyForcibly().waitFor();
        assertGone("65.25");
    }

    @Test
    void aFailingListenerEndsTheToolInsteadOfBlockingIt() {
        IllegalStateException failed = assertThrows(IllegalStateException.class, () -> processes.run(
            sh("while :; do echo 66.25; done"), line -> {
                throw new IllegalArgumentException("listener");
            }));
        assertEquals("listener", failed.getCause().getMessage());
    }

    @Test
    void endlessOutputWithoutLineEndsDoesNotFillTheMemory() throws Exception {
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        processes.run(sh("head -c 1000000 /dev/zero"), line -> lengths.add(line.length()));
        assertTrue(lengths.stream().allMatch(length -> length <= 16_384));
        assertEquals(1_000_000, lengths.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void aMissingToolNamesThePackagesThatHoldIt() {
        HostLacks lacks = assertThrows(HostLacks.class, () -> new Tools(folder.toString()).find("sgdisk"));
        assertTrue(lacks.getMessage().contains("'sgdisk'"));
        for (String command : List.of("apt-get install gdisk", "dnf install gdisk", "apk add sgdisk",
            "brew install gptfdisk")) {
            assertTrue(lacks.remedy().contains(command), lacks.remedy());
        }
        assertTrue(new Tools("").lookUp("sh").isEmpty());
        assertThrows(IllegalArgumentException.class, () -> TOOLS.lookUp("../sh"));
    }

    @Test
    void whatCannotBeStartedIsSaidBeforeTheStart() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        assertThrows(HostLacks.class, () -> processes.run(Command.of(text), line -> { }));
        assertThrows(HostLacks.class, () -> processes.run(sh("true").in(folder.resolve("nowhere")), line -> { }));
    }

    @Test
    void aCommandIsShownAsItWouldBeTyped() {
        assertEquals("/bin/x a 'b c' 'it'\\''s' ''", Command.of(Path.of("/bin/x"), "a", "b c", "it's", "").typed());
        assertThrows(IllegalArgumentException.class, () -> Command.of(Path.of("x")));
        assertThrows(IllegalArgumentException.class, () -> Command.of(Path.of("/x"), "a\0b"));
    }

    private static Command sh(String script) throws HostLacks {
        return Command.of(TOOLS.find("sh"), "-c", script).environment(Map.of("PATH", TOOLS.searchPath()));
    }

    /** Waits shortly for the kernel to have ended every process with this word in its command line. */
    private static void assertGone(String word) throws Exception {
        for (int i = 0; i < 200 && countOf(word) > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(0, countOf(word));
    }

    private static long countOf(String word) throws Exception {
        Process ps = new ProcessBuilder("ps", "-e", "-o", "args=").start();
        try (var lines = ps.inputReader().lines()) {
            return lines.filter(line -> line.contains("sleep " + word)).count();
        }
    }

    /** The child JVM of the kill test. */
    static final class StartsAndWaits {
        public static void main(String[] arguments) throws Exception {
            Processes processes = new Processes(TOOLS);
            String sleeps = "sleep " + arguments[0] + " & sleep " + arguments[0] + " & echo started; wait";
            Running tool = processes.start(sh(sleeps), true);
            System.out.println(new String(tool.output().readNBytes(7)));
            Thread.sleep(60_000);
        }
    }
}
