package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Caller;
import org.rootbuild.console.Console;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/** The main job, on real input: packages from the Debian mirror that this host's apt uses, booted in a real QEMU. */
class HelloExampleTest {
    private static final Path RECIPE = Path.of("..", "examples", "hello", "hello.groovy").toAbsolutePath().normalize();

    @TempDir
    static Path folder;
    private static Run first;

    @BeforeAll
    static void buildOnce() throws Exception {
        first = run("first", Map.of());
    }

    @Test
    void itBuildsVerifiesAndBoots() {
        assertEquals(0, first.status(), first::screen);
        for (String firmware : List.of("bios", "uefi")) {
            assertTrue(first.screen().contains("the console showed 'Hello from rootbuild' under " + firmware), first::screen);
        }
        assertEquals(List.of(first.out("vmlinuz"), first.out("initramfs.cpio.gz"), first.out("hello.img")),
            first.printed().lines().map(folder::resolve).toList());
    }

    @Test
    void cpioReadsTheInitramfsWithItsDevicesAndOwners() throws Exception {
        String listing = listing(first.out("initramfs.cpio.gz"));
        assertTrue(listing.matches("(?s).*\\ncrw-------\\s+1 root\\s+root\\s+5,\\s+1 .* dev/console\\n.*"), listing);
        assertTrue(listing.contains("usr/bin/sh -> busybox"), listing);
        assertTrue(listing.matches("(?s).*\\n-rwxr-xr-x\\s+1 root\\s+root .* init\\n.*"), listing);
    }

    @Test
    void cpioRefusesAnInitramfsThatIsCutOff() throws Exception {
        byte[] whole = Files.readAllBytes(first.out("initramfs.cpio.gz"));
        Path damaged = folder.resolve("damaged.cpio.gz");
        Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
        Process cpio = list(damaged);
        cpio.getInputStream().readAllBytes();
        assertTrue(cpio.waitFor(60, TimeUnit.SECONDS));
        assertFalse(cpio.exitValue() == 0, "cpio took a damaged archive");
    }

    @Test
    void theDiskIsWholeForTheToolsOfOthers() throws Exception {
        Path disk = first.out("hello.img");
        assertTrue(said(0, "sgdisk", "-v", disk.toString()).contains("No problems found"));
        Path boot = folder.resolve("boot.fat");
        said(0, "dd", "if=" + disk, "of=" + boot, "bs=1M", "skip=2", "status=none");
        said(0, "fsck.fat", "-n", boot.toString());
        assertTrue(said(0, "mdir", "-b", "-i", boot.toString(), "::/EFI/BOOT").contains("BOOTX64.EFI"));
        said(0, "mcopy", "-i", boot.toString(), "::/vmlinuz", folder.resolve("back").toString());
        assertEquals(-1, Files.mismatch(first.out("vmlinuz"), folder.resolve("back")));
    }

    @Test
    void theKernelIsAKernel() throws Exception {
        byte[] kernel = Files.readAllBytes(first.out("vmlinuz"));
        assertEquals("HdrS", new String(kernel, 0x202, 4, StandardCharsets.US_ASCII));
    }

    @Test
    void aSecondRunReusesEverythingAndSaysSo() throws Exception {
        Run again = run("first", Map.of());
        assertEquals(0, again.status(), again::screen);
        assertTrue(again.screen().contains("everything was reused"), again::screen);
    }

    @Test
    void anotherFolderWithAnotherStoreGivesTheSameBytes() throws Exception {
        Run other = run("second", Map.of());
        assertEquals(0, other.status(), other::screen);
        for (String name : List.of("vmlinuz", "initramfs.cpio.gz", "hello.img")) {
            assertEquals(-1, Files.mismatch(first.out(name), other.out(name)), name);
        }
    }

    @Test
    void withoutQemuTheBootIsSkippedAndSaysWhatToInstall() throws Exception {
        Run without = run("first", Map.of("PATH", folder.toString()), "-P", "greeting=Hello without a machine");
        assertEquals(0, without.status(), without::screen);
        assertTrue(without.screen().contains("qemu-system-x86"), without::screen);
        assertTrue(without.screen().contains("skipped"), without::screen);
    }

    private record Run(int status, String printed, String screen, Path folder) {
        Path out(String name) {
            return folder.resolve("out").resolve(name);
        }
    }

    private static Run run(String name, Map<String, String> changed, String... more) {
        Path own = folder.resolve(name);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(changed);
        environment.put("ROOTBUILD_STORE", own.resolve("store").toString());
        List<String> words = new ArrayList<>(List.of("run", RECIPE.toString(), "--out", own.resolve("out").toString(),
            "--state", own.resolve("state").toString()));
        words.addAll(List.of(more));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), new Look(false, true), () -> 100);
        int status = Main.run(new Caller(InputStream.nullInputStream(), out, screen, false,
            new Console(), environment, folder,
            Clock.systemUTC(), words));
        return new Run(status, printed.toString(StandardCharsets.UTF_8), shown.toString(StandardCharsets.UTF_8), own);
    }

    private static Process list(Path initramfs) throws Exception {
        return new ProcessBuilder("bash", "-o", "pipefail", "-c", "gzip -dc \"$1\" | cpio -itv", "list",
            initramfs.toString()).redirectErrorStream(true).start();
    }

    private static String said(int status, String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(status, process.exitValue(), text);
        return text;
    }

    private static String listing(Path initramfs) throws Exception {
        Process cpio = list(initramfs);
        String text = new String(cpio.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(cpio.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, cpio.exitValue(), text);
        return "\n" + text;
    }
}
