package org.rootbuild.sandbox;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.sandbox.Ground.With;

/** As root. What other users get is in {@link RootlessSandboxTest}, what attacks get in {@link EscapeTest}. */
class SandboxTest {
    @TempDir
    Path folder;

    private Ground ground;

    @BeforeEach
    void begin() throws IOException {
        ground = new Ground(folder);
    }

    @AfterEach
    void end() {
        ground.close();
    }

    @Test
    void whatAProgramWritesGoesToTheChangesAloneAndTheHostStaysAsItWas() throws Exception {
        List<String> before = hostFiles();
        ground.bash("echo new > /usr/bin/new-program; rm /usr/bin/env; chmod 700 /etc/passwd; mkdir /usr/lib/deep;"
            + " echo x > /var/x; echo kept > kept; mv /usr/bin/gzip /usr/bin/renamed");
        assertEquals(before, hostFiles());
        assertEquals("new\n", Files.readString(ground.overHost("usr/bin/new-program")));
        assertEquals("character special file 0 0",
            Ground.said("stat", "-c", "%F %t %T", ground.overHost("usr/bin/env").toString()).get(0));
        assertEquals("x\n", Files.readString(ground.upper("var/x")));
        assertEquals(List.of("kept"), ground.bash("cat kept; test ! -e /usr/bin/env; test -d /usr/lib/deep"));
        assertEquals(List.of("build", "var"), names(ground.upper("")), "no mount point became part of the layer");
        assertEquals(List.of(), names(ground.scratch));
        assertEquals(List.of(), names(ground.changes.resolve("work")));
        Path touched = Files.writeString(Path.of("/usr/bin/rootbuild-check-of-the-check"), "");
        try {
            assertFalse(before.equals(hostFiles()), "the comparison must see a new file");
        } finally {
            Files.delete(touched);
        }
    }

    @Test
    void nothingIsMountedAfterwardsAndNoPlaceIsLeft() throws Exception {
        String before = Files.readString(Path.of("/proc/self/mountinfo"));
        ground.bash("test $(wc -l < /proc/self/mountinfo) -gt 10");
        assertThrows(JobFailed.class, () -> ground.bash("kill -9 $$"));
        assertThrows(JobFailed.class, () -> ground.bash("sleep 9", With.nothing().limit(Duration.ofMillis(500))));
        assertEquals(before, Files.readString(Path.of("/proc/self/mountinfo")));
        assertEquals(List.of(), names(ground.scratch));
    }

    @Test
    void theEnvironmentTheUmaskTheFolderAndTheStandardInputAreThoseOfTheJob() throws Exception {
        With with = With.nothing().environment(Map.of("PATH", "/usr/bin", "A", "b c='\"$", "Z", "")).umask(027)
            .folder("/build/a/ü b");
        assertEquals(List.of("A=b c='\"$", "PATH=/usr/bin", "Z="), ground.run(List.of("env"), with).stream().sorted()
            .toList());
        assertEquals(List.of("/build/a/ü b", "0027", "nothing to read"),
            ground.bash("pwd; umask; if ! read -r x; then echo nothing to read; fi; cat", with));
        assertEquals("drwxr-x---", Ground.said("stat", "-c", "%A", ground.upper("build/a/ü b").toString()).get(0));
        assertEquals(List.of("/usr/share"), ground.bash("pwd", With.nothing().folder("/usr/share")));
        Failure missing = assertThrows(Failure.class, () -> ground.bash("true", With.nothing().folder("/opt/none")));
        assertTrue(missing.getMessage().contains("no such folder"), missing.getMessage());
    }

    @Test
    void aFolderThatALinkLeadsToIsNeverMadeOnTheHost() throws Exception {
        Path bait = Files.createDirectory(folder.resolve("bait"));
        ground.bash("ln -s " + bait + " /build/link");
        assertThrows(Failure.class, () -> ground.bash("true", With.nothing().folder("/build/link/deep")));
        assertEquals(List.of(), names(bait));
    }

    @Test
    void aProgramSeesItsOwnProcessesNamesAndDevicesOnly() throws Exception {
        assertEquals(List.of("rootbuild"), ground.bash("uname -n"));
        assertTrue(Integer.parseInt(ground.bash("ls -d /proc/[0-9]* | wc -l").get(0)) < 6);
        assertEquals("fd full null ptmx pts random shm stderr stdin stdout tty urandom zero",
            String.join(" ", ground.bash("ls /dev")));
        ground.bash("echo x > /dev/null; head -c 3 /dev/zero | cmp -n 3 /dev/zero -;"
            + " head -c 3 /dev/urandom > /dev/shm/x; echo y > /dev/full && exit 1; test -e /dev/fd/0;"
            + " test -d /sys/class; script -qc true /dev/null;"
            + " test -z \"$(ls -A /tmp /run | grep -v :)\"; test $(stat -c %a /tmp) = 1777; cat < /dev/null");
        assertThrows(JobFailed.class, () -> ground.bash("echo answer > /dev/tty"), "there must be no terminal");
    }

    @Test
    void whatGoesOnBehindDiesWithTheProgramAndIsBuriedMeanwhile() throws Exception {
        assertEquals(List.of("0"), ground.bash("(setsid sleep 71.25 &); for i in 1 2 3 4; do (sleep 0.01 &); done;"
            + " sleep 0.3; ps -e -o stat= | grep -c Z || true"));
        assertEquals(0, Ground.sleepers("71.25"));
    }

    @Test
    void aTimeLimitEndsAllThatRunsAndSaysSo() throws Exception {
        JobFailed late = assertThrows(JobFailed.class, () -> ground.bash("(setsid sleep 72.25 &) ; echo waiting; wait;"
            + " sleep 72.25", With.nothing().limit(Duration.ofMillis(900))));
        assertTrue(late.getMessage().contains("time limit of 900 ms"), late.getMessage());
        assertEquals(List.of("waiting"), late.lastLines());
        assertTrue(late.status().isEmpty());
        assertEquals(0, Ground.sleepers("72.25"));
    }

    @Test
    void aJvmKilledWithSignal9LeavesNothingRunning() throws Exception {
        Process jvm = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
            System.getProperty("java.class.path"), Ground.class.getName(), folder.toString(),
            "setsid sleep 73.25 & sleep 73.25 & sleep 0.2; echo started; wait").start();
        assertEquals("started", jvm.inputReader().readLine());
        assertTrue(Ground.said("ps", "-e", "-o", "args=").contains("sleep 73.25"), "the starting point");
        jvm.destroyForcibly().waitFor();
        assertEquals(0, Ground.sleepers("73.25"));
    }

    @Test
    void aMemoryLimitIsKeptAndNamed() throws Exception {
        With limited = With.nothing().memory(64L << 20);
        assertTrue(ground.bash("true", limited).get(0).contains("65536 KiB"), ground.heard.toString());
        JobFailed failed = assertThrows(JobFailed.class,
            () -> ground.bash("head -c 300000000 /dev/zero | tail -c 299999999 > /dev/null", limited));
        assertTrue(failed.getMessage().contains("memory limit of 64 MiB"), failed.getMessage());
        ground.bash("head -c 300000000 /dev/zero | tail -c 299999999 > /dev/null", With.nothing().memory(1L << 30));
    }

    @Test
    void anExitStatusASignalAndAMissingProgramAreToldApart() throws Exception {
        JobFailed status = assertThrows(JobFailed.class, () -> ground.bash("echo last words >&2; exit 7"));
        assertEquals(7, status.status().orElseThrow());
        assertEquals(List.of("last words"), status.lastLines());
        JobFailed signal = assertThrows(JobFailed.class, () -> ground.bash("kill -SEGV $$"));
        assertEquals(139, signal.status().orElseThrow());
        assertTrue(signal.getMessage().contains("signal 11 (SEGV)"), signal.getMessage());
        JobFailed pipe = assertThrows(JobFailed.class, () -> ground.bash("yes | head -1"));
        assertTrue(pipe.getMessage().contains("signal 13 (PIPE)"), pipe.getMessage());
        assertTrue(pipe.remedy().contains("grep -q"), pipe.remedy());
        JobFailed dead = assertThrows(JobFailed.class, () -> ground.bash("exit 255"));
        assertTrue(dead.getMessage().endsWith("ended with exit status 255"), dead.getMessage());
        JobFailed missing = assertThrows(JobFailed.class, () -> ground.run(List.of("no-such"), With.nothing()));
        assertTrue(missing.getMessage().contains("cannot run 'no-such'"), missing.getMessage());
        assertTrue(missing.remedy().contains("/usr/bin:/bin"), missing.remedy());
        JobFailed unknown = assertThrows(JobFailed.class, () -> ground.bash("frobnicate --now"));
        assertTrue(unknown.remedy().startsWith("There is no 'frobnicate' in the root (PATH is "), unknown.remedy());
        JobFailed other = assertThrows(JobFailed.class, () -> ground.bash("exit 127"));
        assertTrue(other.remedy().startsWith("Read its last lines"), other.remedy());
    }

    @Test
    void aProgramThatFindsTheDiskFullIsToldToMakeRoom() throws Exception {
        JobFailed full = assertThrows(JobFailed.class, () -> ground.bash("echo x > /dev/full"));
        assertTrue(full.remedy().contains("Make room"), full.remedy());
    }

    @Test
    void aFailureTellsHowTheProgramWasRun() throws Exception {
        With with = With.nothing().environment(Map.of("PATH", "/usr/bin", "CFLAGS", "-O2 -g"));
        JobFailed failed = assertThrows(JobFailed.class,
            () -> ground.run(JobShell.BEST.words("echo \"it's me\"\nfalse"), with));
        assertEquals("running bash -euo pipefail -c 'echo \"it'\\''s me\" … ended with exit status 1",
            failed.getMessage());
        assertEquals(List.of("bash -euo pipefail -c 'echo \"it'\\''s me\"", "false'"), failed.details().get(0).lines());
        assertEquals(List.of("command", "exit status", "folder", "environment"),
            failed.details().stream().map(detail -> detail.title()).toList());
        assertEquals(List.of("CFLAGS='-O2 -g'", "PATH=/usr/bin"), failed.details().get(3).lines());
    }

    @Test
    void muchOutputPassesThrough() throws Exception {
        long[] length = {0};
        ground.sandbox.run(With.nothing().job(List.of("head", "-c", "100000000", "/dev/zero")), ground.stage(),
            ground.scratch, line -> length[0] += line.length());
        assertEquals(100_000_000, length[0]);
    }

    private static List<String> hostFiles() throws Exception {
        return Ground.said("find", "/usr/bin", "/usr/sbin", "/etc/passwd", "/usr/lib", "-maxdepth", "1", "-printf",
            "%p %y %m %U %G %s %T@ %C@ %l\n");
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> all = Files.list(of)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
