package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Caller;
import org.rootbuild.console.Console;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/** A Debian that is installed, put on a disk and booted for real, with packages of the mirror that this host's apt uses. */
class DebianDiskExampleTest {
    private static final Path RECIPE = Path.of("..", "examples", "debian-disk", "debian-disk.groovy")
        .toAbsolutePath().normalize();
    private static final int ROOT_MIB = 34;

    @TempDir
    static Path folder;
    private static Run built;
    private static Path disk;
    private static Path filesystem;

    @BeforeAll
    @Timeout(1200)
    static void buildOnce() throws Exception {
        built = run("run", RECIPE.toString(), "-P", "hostname=box", "-P", "password=a secret$6", "--out",
            folder.resolve("out").toString());
        disk = folder.resolve("out/debian.img");
        filesystem = folder.resolve("root.ext4");
        if (built.status() == 0) {
            said(0, "dd", "if=" + disk, "of=" + filesystem, "bs=1M", "skip=" + ROOT_MIB, "conv=sparse", "status=none");
        }
    }

    /** JUnit would warn of each link in the store. */
    @AfterAll
    static void removeStore() throws Exception {
        said(0, "rm", "-rf", folder.resolve("store").toString());
    }

    @Test
    void rootLogsInOnTheSerialConsoleUnderBothFirmwares() {
        assertEquals(0, built.status(), built::screen);
        for (String firmware : List.of("bios", "uefi")) {
            assertTrue(built.screen().contains("the console showed 'Password:' under " + firmware), built::screen);
            assertTrue(built.screen().contains("the console showed 'root@box:~#' under " + firmware), built::screen);
        }
    }

    @Test
    void theTableAndTheFilesystemAreWholeForTheToolsOfOthers() throws Exception {
        assertTrue(said(0, "sgdisk", "-v", disk.toString()).contains("No problems found"));
        said(0, "e2fsck", "-fn", filesystem.toString());
    }

    @Test
    void theseToolsRefuseADamagedDisk() throws Exception {
        Path damaged = Files.copy(filesystem, folder.resolve("damaged.ext4"));
        try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
            file.seek(4096);
            file.write(new byte[4096]);
        }
        Process check = start("e2fsck", "-fn", damaged.toString());
        check.getInputStream().readAllBytes();
        assertTrue(check.waitFor(60, TimeUnit.SECONDS));
        assertFalse(check.exitValue() == 0, "e2fsck took a filesystem without descriptors");
    }

    @Test
    void theSystemIsWhatTheRecipeSaysAndKnowsNothingOfTheHost() throws Exception {
        assertEquals("box", shown("/etc/hostname").strip());
        assertTrue(shown("/etc/shadow").lines().anyMatch(line -> line.matches("root:\\$6\\$[^$]{16}\\$[^:]{86}:.*")), "root has no password");
        assertTrue(shown("/etc/fstab").contains("LABEL=root"));
        assertTrue(shown("/boot/grub/grub.cfg").contains("console=ttyS0,115200"));
        for (String absent : List.of("/etc/.resolv.conf.systemd-resolved.bak", "/etc/apt/sources.list",
            "/var/lib/dbus/machine-id")) {
            assertTrue(debugfs("stat " + absent).contains("File not found"), absent);
        }
        assertEquals("", shown("/etc/machine-id").strip());
    }

    @Test
    void theOtherFormatsHoldTheSameDisk() throws Exception {
        Path out = folder.resolve("out");
        said(0, "qemu-img", "compare", disk.toString(), out.resolve("debian.qcow2").toString());
        said(0, "bash", "-c", "cd \"$1\" && sha256sum -c debian.img.zst.sha256 && zstd -dc debian.img.zst | cmp - debian.img",
            "compare", out.toString());
        said(0, "bmaptool", "copy", "--bmap", out.resolve("debian.img.bmap").toString(),
            out.resolve("debian.img.zst").toString(), folder.resolve("copied").toString());
        said(0, "cmp", disk.toString(), folder.resolve("copied").toString());
    }

    @Test
    @Timeout(600)
    void onALargerDiskTheRootFilesystemGrowsByItself() throws Exception {
        Path large = Files.copy(folder.resolve("out/debian.qcow2"), folder.resolve("large.qcow2"));
        said(0, "qemu-img", "resize", "-q", large.toString(), "5G");
        Path recipe = Files.writeString(folder.resolve("grow.groovy"), """
            recipe 'grow'
            boot('grows') {
                disk local('large.qcow2')
                expect 'box login:', within: 10.minutes
                send 'root\\n'
                expect 'Password:'
                send 'a secret$6\\n'
                expect 'root@box:~#', within: 2.minutes
                send 'echo it is $(systemctl is-system-running --wait), of $(df --output=size -BG / | tail -1)\\n'
                expect 'it is running, of 5G', within: 5.minutes
            }
            """);
        Run grown = run("run", recipe.toString(), "--on-error", "stop");
        assertEquals(0, grown.status(), grown::screen);
    }

    @Test
    void aSecondRunReusesEverything() throws Exception {
        Run again = run("run", RECIPE.toString(), "-P", "hostname=box", "-P", "password=a secret$6", "--out",
            folder.resolve("out").toString());
        assertEquals(0, again.status(), again::screen);
        assertTrue(again.screen().contains("everything was reused"), again::screen);
    }

    private static String shown(String file) throws Exception {
        return debugfs("cat " + file);
    }

    private static String debugfs(String request) throws Exception {
        return said(0, "debugfs", "-R", request, filesystem.toString()).replaceFirst("debugfs [0-9.]+ .*\\n", "");
    }

    private record Run(int status, String screen) {
    }

    private static Run run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", folder.resolve("store").toString(), "--state", folder.resolve("state").toString()));
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), new Look(false, true), () -> 100);
        int status = Main.run(new Caller(InputStream.nullInputStream(), out, screen, false,
            new Console(), System.getenv(), folder,
            Clock.systemUTC(), all));
        return new Run(status, shown.toString(StandardCharsets.UTF_8));
    }

    private static Process start(String... words) throws Exception {
        return new ProcessBuilder(words).redirectErrorStream(true).start();
    }

    private static String said(int status, String... words) throws Exception {
        Process process = start(words);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        assertEquals(status, process.exitValue(), text);
        return text;
    }
}
