package org.rootbuild.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

class GuestTest {
    private static final Tools TOOLS = new Tools("/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    private static final Ovmf OVMF = new Ovmf(Path.of("/"));
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Processes processes = new Processes(TOOLS);
    private final Heard heard = new Heard();

    @AfterEach
    void end() {
        processes.close();
    }

    @Test
    void expectationsAreMetInOrderWithoutALineEndAndAcrossReads() throws Exception {
        Path kernel = new TinyGuest().print("boot\r\nlog").awaitKey().print("in: ").awaitKey().printKey()
            .print("\r\ndone\r\n").halt().write(folder.resolve("k"));
        try (Guest guest = start(kernel)) {
            guest.expect("log", LONG);
            guest.send("x");
            guest.expect(Pattern.compile("^in: $"), LONG);
            guest.send("z");
            assertEquals("z", guest.expect(Pattern.compile("([a-z])\ndone"), LONG).group(1));
        }
        assertEquals("boot\r\nlogin: z\r\ndone\r\n", Files.readString(folder.resolve("log/console")));
        assertEquals(List.of("boot", "login: z", "done"), heard.lines);
    }

    @Test
    void aTextSplitInTwoHalvesIsFoundAndOneAlreadySeenIsNotFoundAgain() throws Exception {
        Path kernel = new TinyGuest().print("rea").awaitKey().print("dy").halt().write(folder.resolve("k"));
        try (Guest guest = start(kernel)) {
            Thread typist = new Thread(() -> {
                try {
                    Thread.sleep(300);
                    guest.send("\n");
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            });
            typist.start();
            guest.expect("ready", LONG);
            typist.join();
            assertThrows(Failure.class, () -> guest.expect("ready", Duration.ofMillis(200)));
        }
    }

    @Test
    void coloursAndCarriageReturnsDoNotHideAText() throws Exception {
        Path kernel = new TinyGuest().print("\033[0;1;32mlo\033[0mgin\r:\033]0;title\007 caf\u00e9").halt()
            .write(folder.resolve("k"));
        try (Guest guest = start(kernel)) {
            guest.expect("login: café", LONG);
        }
    }

    @Test
    void aSilentMachineIsAFailureThatSaysWhatWasExpectedAndForHowLong() throws Exception {
        try (Guest guest = start(new TinyGuest().halt().write(folder.resolve("k")))) {
            Failure late = assertThrows(Failure.class, () -> guest.expect("login:", Duration.ofMillis(700)));
            assertTrue(late.getMessage().contains("('login:'), but 0.7 s passed"), late.getMessage());
            assertTrue(late.getMessage().contains("it printed nothing"), late.getMessage());
            assertTrue(late.getMessage().contains(folder.resolve("log/console").toString()), late.getMessage());
        }
    }

    @Test
    void aTripleFaultIsAFailureWithTheLastFifteenLines() throws Exception {
        TinyGuest talkative = new TinyGuest();
        for (int i = 1; i <= 20; i++) {
            talkative.print("line " + i + "\n");
        }
        try (Guest guest = start(talkative.tripleFault().write(folder.resolve("k")))) {
            Failure reset = assertThrows(Failure.class, () -> guest.expect("login:", LONG));
            assertTrue(reset.getMessage().contains("switched itself off or reset"), reset.getMessage());
            assertTrue(reset.getMessage().contains("line 6\n") && reset.getMessage().contains("line 20\n"));
            assertFalse(reset.getMessage().contains("line 5\n"), reset.getMessage());
        }
    }

    @Test
    void aKernelPanicEndsTheWaitingAtOnce() throws Exception {
        Path kernel = new TinyGuest().print("VFS: no root\nKernel panic - not syncing: VFS: Unable to mount root fs\n")
            .halt().write(folder.resolve("k"));
        try (Guest guest = start(kernel)) {
            long start = System.nanoTime();
            Failure panic = assertThrows(Failure.class, () -> guest.expect("login:", LONG));
            assertTrue(panic.getMessage().contains("'Kernel panic - not syncing: VFS: Unable"), panic.getMessage());
            assertTrue(System.nanoTime() - start < 10_000_000_000L);
        }
    }

    @Test
    void aPanicCanItselfBeExpected() throws Exception {
        Path kernel = new TinyGuest().print("Kernel panic - not syncing: asked for\n").halt()
            .write(folder.resolve("k"));
        try (Guest guest = start(kernel)) {
            guest.expect("Kernel panic", LONG);
        }
    }

    @Test
    void aMachineThatSwitchesItselfOffCanBeWaitedFor() throws Exception {
        Path kernel = new TinyGuest().print("bye").awaitKey().powerOff().halt().write(folder.resolve("k"));
        try (Guest guest = start(kernel)) {
            guest.expect("bye", LONG);
            assertThrows(Failure.class, () -> guest.awaitEnd(Duration.ofMillis(200)));
            guest.send("\n");
            guest.awaitEnd(LONG);
            Failure gone = assertThrows(Failure.class, () -> {
                for (int i = 0; i < 100; i++) {
                    guest.send("more");
                }
            });
            assertTrue(gone.getMessage().contains("has ended"));
        }
    }

    @Test
    void whatQemuComplainsAboutIsInTheFailure() throws Exception {
        Path kernel = Files.writeString(folder.resolve("k"), "this is no kernel at all ".repeat(100));
        try (Guest guest = start(kernel)) {
            Failure refused = assertThrows(Failure.class, () -> guest.expect("login:", LONG));
            assertTrue(refused.getMessage().contains("QEMU ended with exit status 1"), refused.getMessage());
            assertTrue(refused.getMessage().contains("    qemu: "), refused.getMessage());
        }
    }

    @Test
    void whatIsMissingIsSaidBeforeTheStart() throws Exception {
        Failure noKernel = assertThrows(Failure.class, () -> start(folder.resolve("nothing")));
        assertTrue(noKernel.getMessage().contains("kernel"), noKernel.getMessage());
        Tools none = new Tools(folder.toString());
        Qemu qemu = new Qemu(processes, none, probe(none), OVMF);
        HostLacks lacks = assertThrows(HostLacks.class,
            () -> qemu.start(Machine.booting(folder.resolve("k")), folder, folder.resolve("l"), heard));
        assertTrue(lacks.remedy().contains("apt-get install qemu-system-x86"), lacks.remedy());
    }

    @Test
    void aFullDiskUnderTheLogIsAFailure() throws Exception {
        Path kernel = new TinyGuest().print("hello").halt().write(folder.resolve("k"));
        Qemu qemu = new Qemu(processes, TOOLS, probe(TOOLS), OVMF);
        try (Guest guest = qemu.start(emulated(kernel), folder, Path.of("/dev/full"), heard)) {
            Failure full = assertThrows(Failure.class, () -> guest.expect("never", LONG));
            assertTrue(full.getMessage().contains("/dev/full"), full.getMessage());
        }
    }

    @Test
    void aJvmKilledWithSignal9LeavesNoQemu() throws Exception {
        Path kernel = new TinyGuest().print("up\n").halt().write(folder.resolve("k"));
        Process jvm = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
            System.getProperty("java.class.path"), BootsAndWaits.class.getName(), kernel.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long pid = Long.parseLong(jvm.inputReader().readLine());
        Optional<ProcessHandle> qemu = ProcessHandle.of(pid);
        assertTrue(qemu.isPresent() && qemu.get().info().command().orElse("").contains("qemu"), "the starting point");
        jvm.destroyForcibly().waitFor();
        Path process = Path.of("/proc/" + pid + "/stat");
        for (int i = 0; i < 300 && runs(process); i++) {
            Thread.sleep(10);
        }
        assertFalse(runs(process));
    }

    @Test
    void aMachineIsCheckedWhenItIsDescribed() {
        Machine machine = Machine.booting(folder.resolve("k"));
        assertThrows(IllegalArgumentException.class, () -> machine.memoryMiB(0));
        assertThrows(IllegalArgumentException.class, () -> machine.cpus(0));
        assertThrows(IllegalArgumentException.class, () -> machine.commandLine("a\nb"));
        assertThrows(IllegalArgumentException.class, () -> machine.commandLine("a".repeat(2048)));
    }

    private Guest start(Path kernel) throws Exception {
        return new Qemu(processes, TOOLS, probe(TOOLS), OVMF).start(emulated(kernel), folder,
            folder.resolve("log/console"), heard);
    }

    private AcceleratorProbe probe(Tools tools) {
        return AcceleratorProbe.ofThisHost(processes, tools, folder.resolve("verdict"));
    }

    private static Machine emulated(Path kernel) {
        return Machine.booting(kernel).memoryMiB(16).acceleration(Acceleration.TCG);
    }

    /** A process that is dead but not yet seen off by its parent does not run. */
    private static boolean runs(Path stat) throws Exception {
        try {
            return !Files.readString(stat).contains(") Z ");
        } catch (java.io.IOException gone) {
            return false;
        }
    }

    /** The child JVM of the kill test. */
    static final class BootsAndWaits {
        public static void main(String[] arguments) throws Exception {
            Path kernel = Path.of(arguments[0]);
            Processes processes = new Processes(TOOLS);
            AcceleratorProbe probe = AcceleratorProbe.ofThisHost(processes, TOOLS, kernel.resolveSibling("v"));
            Guest guest = new Qemu(processes, TOOLS, probe, OVMF)
                .start(emulated(kernel), kernel.getParent(), kernel.resolveSibling("childlog"), new Heard());
            guest.expect("up", LONG);
            System.out.println(guest.qemuPid());
            Thread.sleep(60_000);
        }
    }
}
