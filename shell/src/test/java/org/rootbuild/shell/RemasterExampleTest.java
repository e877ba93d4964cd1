package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Caller;
import org.rootbuild.console.Console;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/**
 * A CD of Tiny Core's shape is remastered: looked at by the tools of others, and booted in a real QEMU as an ISO and as a
 * disk, with one extension inside the initramfs and one that is loaded on boot.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RemasterExampleTest {
    @TempDir
    static Path folder;
    private static Run first;

    @BeforeAll
    static void buildOnce() throws Exception {
        Run fixture = run("tinycore-remaster/fixture", "fixture", List.of("CorePure64.iso", "mirror.tar",
            "kernel-version"));
        assertEquals(0, fixture.status(), fixture::screen);
        Files.createDirectories(folder.resolve("mirror"));
        said(0, "tar", "-xf", fixture.out("mirror.tar").toString(), "-C", folder.resolve("mirror").toString());
        first = remaster();
    }

    @Test
    void bothResultsBootAndShowAnExtensionInsideAndOneLoadedOnBoot() {
        assertEquals(0, first.status(), first::screen);
        for (String line : List.of("dropbear is a link: 1", "/tmp/tcloop/nginx/usr/local/sbin/nginx",
                "A page of nginx, loaded on boot")) {
            assertEquals(3, first.screen().split("the console showed '" + java.util.regex.Pattern.quote(line), -1).length,
                first.screen());
        }
    }

    @Test
    void theIsoIsTheOldOneButForWhatWasChanged() throws Exception {
        String old = said(0, "xorriso", "-indev", iso().toString(), "-report_el_torito", "plain");
        String now = said(0, "xorriso", "-indev", first.out("kiosk.iso").toString(), "-report_el_torito", "plain");
        assertTrue(now.contains("El Torito boot img :   1  BIOS  y   none"), now);
        assertEquals(boot(old), boot(now));
        Path menu = folder.resolve("menu");
        said(0, "xorriso", "-osirrox", "on", "-indev", first.out("kiosk.iso").toString(), "-extract",
            "/boot/isolinux/isolinux.cfg", menu.toString());
        assertEquals(2, Files.readString(menu).split("console=tty0 console=ttyS0,115200", -1).length - 1);
        Path list = folder.resolve("onboot.lst");
        said(0, "xorriso", "-osirrox", "on", "-indev", first.out("kiosk.iso").toString(), "-extract",
            "/cde/onboot.lst", list.toString());
        assertEquals("tree.tcz\nnginx.tcz\n", Files.readString(list));
    }

    private static String boot(String report) {
        return report.lines().filter(line -> line.startsWith("El Torito boot img")).map(line ->
            line.replaceAll("\\d+$", "")).toList().toString();
    }

    @Test
    void theNewInitramfsHoldsTheExtensionTheIndexesAndTheFiles() throws Exception {
        Path packed = first.out("kiosk.gz");
        said(0, "bash", "-c", "mkdir x && cd x && zcat '" + packed + "' | cpio -idm --quiet");
        Path tree = folder.resolve("x");
        assertTrue(Files.isRegularFile(tree.resolve("usr/local/sbin/dropbear")));
        assertEquals("kiosk\n", Files.readString(tree.resolve("etc/hostname")));
        String local = Files.readString(tree.resolve("opt/bootlocal.sh"));
        assertTrue(local.indexOf("/usr/local/tce.installed/dropbear") < local.indexOf("init.d/dropbear start"), local);
        String kernel = Files.readString(folder.resolve("out-fixture/kernel-version")).strip();
        assertTrue(Files.readString(tree.resolve("lib/modules/" + kernel + "/modules.dep")).contains("/virtio_blk.ko"));
        assertTrue(said(0, "ldconfig", "-r", tree.toString(), "-p").contains("libtomcrypt.so.1"));
        assertNotEquals(0, exit("bash", "-c", "head -c 100000 '" + packed + "' | zcat > /dev/null"));
    }

    @Test
    void theDiskIsWhatPartedAndMkfsWouldHaveMade() throws Exception {
        String table = said(0, "sfdisk", "-d", first.out("kiosk.img").toString());
        assertTrue(table.matches("(?s).*kiosk\\.img1 : start= +2048, .*type=83, bootable\\s+"), table);
        String place = first.out("kiosk.img") + "?offset=1048576";
        said(0, "e2fsck", "-fn", place);
        assertTrue(said(0, "dumpe2fs", "-h", place).contains("has_journal"));
        String files = said(0, "debugfs", "-R", "ls -p /tce/optional", place);
        assertTrue(files.contains("/nginx.tcz/") && files.contains("/openssl.tcz/"), files);
        said(0, "bash", "-c", "debugfs -R 'cat /tce/optional/nginx.tcz' '" + place + "' 2> /dev/null > nginx.tcz"
            + " && cmp nginx.tcz mirror/11.x/x86_64/tcz/nginx.tcz && unsquashfs -l nginx.tcz");
        assertNotEquals(0, exit("bash", "-c", "head -c 5000 nginx.tcz > cut.tcz && unsquashfs -l cut.tcz"));
    }

    @Test
    void aChangedFileReachesItsOwnPassAndTheResults() throws Exception {
        Run second = remaster("-P", "hostname=other", "kiosk.iso", "kiosk.img");
        assertEquals(0, second.status(), second::screen);
        assertTrue(second.screen().contains("✓ pass kiosk:files"), second::screen);
        assertFalse(second.screen().contains("✓ pass kiosk:inside"), second::screen);
        assertTrue(second.screen().contains(": 4 made"), second::screen);
    }

    private static Path iso() {
        return folder.resolve("out-fixture/CorePure64.iso");
    }

    private static Run remaster(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("-P", "iso=" + iso(), "-P", "mirror=" + folder.resolve("mirror"),
            "-P", "kernel=" + Files.readString(folder.resolve("out-fixture/kernel-version")).strip()));
        words.addAll(List.of(more));
        return run("tinycore-remaster", more.length == 0 ? "remaster" : "again", words);
    }

    private record Run(int status, String screen, Path folder) {
        Path out(String name) {
            return folder.resolve(name);
        }
    }

    private static Run run(String example, String called, List<String> more) {
        Path recipe = Path.of("..", "examples").resolve(example).toAbsolutePath().normalize();
        Path out = folder.resolve("out-" + called);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("ROOTBUILD_STORE", folder.resolve("store").toString());
        List<String> words = new ArrayList<>(List.of("run", recipe.toString(), "--out", out.toString(),
            "--state", folder.resolve("state-" + example.replace('/', '-')).toString()));
        words.addAll(more);
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), new Look(false, true),
            () -> 200);
        int status = Main.run(new Caller(InputStream.nullInputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), screen, false,
            new Console(), environment, folder, Clock.systemUTC(), words));
        return new Run(status, shown.toString(StandardCharsets.UTF_8), out);
    }

    private static int exit(String... words) throws Exception {
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static String said(int status, String... words) throws Exception {
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(status, process.exitValue(), text);
        return text;
    }
}
