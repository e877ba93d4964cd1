package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

/**
 * The articles' disks on stand-ins of the same shape, with packages from the Debian mirror that this host's apt uses:
 * looked at by the tools of others, booted in a real QEMU, and put together by a real mdadm there.
 */
class DsmExamplesTest {
    private static final long SECTOR = 512;
    private static final long SYSTEM = 2101248;
    private static final long SWAP = 7081728;
    private static final long DATA = 11536384;
    private static final long OLD_SYSTEM = 2048;
    private static final long OLD_SWAP = 4982528;
    private static final long OLD_DATA = 9437184;
    private static final long SYSTEM_SECTORS = 4980480;
    private static final long SWAP_SECTORS = 4194304;

    @TempDir
    static Path folder;
    private static Run boot;
    private static Run relayout;
    private static Run edit;

    @BeforeAll
    static void buildOnce() throws Exception {
        boot = run("dsm-boot");
        relayout = run("dsm-relayout", "before.img", "after starts");
        edit = run("initrd-edit", "-P", "disk=" + boot.out("617kvmboot.img"));
    }

    @Test
    void theBootDiskStartsItsKernelWithBothInitramfs() {
        assertEquals(0, boot.status(), boot::screen);
        for (String line : List.of("with mac1=52540066761B", "Drivers of extra.lzma: 8", "mdadm - v",
            "DSM is not installed")) {
            assertTrue(boot.screen().contains("the console showed '" + line + "'"), boot::screen);
        }
    }

    @Test
    void theBootDiskIsWhatFdiskAndMkfsWouldHaveMade() throws Exception {
        Path disk = boot.out("617kvmboot.img");
        assertEquals(32 << 20, Files.size(disk));
        assertTrue(said(0, "sfdisk", "-d", disk.toString()).matches(
            "(?s).*\\.img1 : start= +2048, size= +63488, type=e, bootable\\s+"));
        String fat = disk + "@@1M";
        assertTrue(said(0, "mtype", "-i", fat, "::/boot/grub/grub.cfg").contains("set mac1=52540066761B\n"));
        said(0, "mcopy", "-n", "-i", fat, "::/boot/grub/DS3615xs/extra.lzma", folder.resolve("extra.lzma").toString());
        assertEquals(-1, Files.mismatch(boot.out("extra.lzma"), folder.resolve("extra.lzma")));
        assertTrue(shell(0, "xz -dc --format=lzma < extra.lzma | cpio -it 2>&1").contains("etc/mdadm.conf\n"));
        wholeFat(disk, 63488);
    }

    @Test
    void theEditedExtraLzmaFindsTheArraysThatTheOldOneDidNotFind() {
        assertEquals(0, edit.status(), edit::screen);
        for (String line : List.of("DSM is not installed", "with mac1=525400C91827", "Array md0 : active raid1",
            "System: majorversion=\"6\"")) {
            assertTrue(edit.screen().contains("the console showed '" + line), edit::screen);
        }
    }

    @Test
    void nothingButTheTwoPlacesOfTheEditedDiskChanged() throws Exception {
        String listed = " | cpio -itv --quiet --numeric-uid-gid";
        for (Run run : List.of(boot, edit)) {
            String side = run == boot ? "old" : "new";
            shell(0, "mkdir " + side + " && mcopy -s -n -m -i '" + run.out("617kvmboot.img") + "@@1M' :: " + side
                + " && cd " + side + " && xz -dc --format=lzma boot/grub/DS3615xs/extra.lzma > ../" + side + ".cpio"
                + " && cpio -idm --quiet -D .. < ../" + side + ".cpio 'etc/mdadm.conf' && mv ../etc/mdadm.conf ../"
                + side + ".conf");
        }
        assertEquals("Files old/boot/grub/DS3615xs/extra.lzma and new/boot/grub/DS3615xs/extra.lzma differ\n"
            + "Files old/boot/grub/grub.cfg and new/boot/grub/grub.cfg differ\n", shell(0, "diff -rq old new || true"));
        assertEquals("< set mac1=52540066761B\n> set mac1=525400C91827\n", shell(0,
            "{ diff old/boot/grub/grub.cfg new/boot/grub/grub.cfg || true; } | grep '^[<>]'")
            .replaceAll("(?m)^([<>]) +", "$1 "));
        assertEquals(shell(0, "grep -v mdadm.conf <(cat old.cpio" + listed + ")"),
            shell(0, "grep -v mdadm.conf <(cat new.cpio" + listed + ")"), "all other entries, in their order");
        assertEquals("""
            ARRAY /dev/md0 metadata=0.90 UUID=5d279172:1ed20bf2:3017a5a8:c86610be
            ARRAY /dev/md1 metadata=0.90 UUID=188d0705:2995b6c6:3017a5a8:c86610be
            """, shell(0, "cat new.conf"));
        assertNotEquals(shell(0, "cat old.conf"), shell(0, "cat new.conf"));
        said(0, "cmp", "-n", "440", boot.out("617kvmboot.img").toString(), edit.out("617kvmboot.img").toString());
        wholeFat(edit.out("617kvmboot.img"), 63488);
    }

    @Test
    void linuxPutsTheThreeArraysOfTheNewLayoutTogether() {
        assertEquals(0, relayout.status(), relayout::screen);
        for (String line : List.of("System: majorversion=\"6\"", "Swap: 1", "Volume: 42 files",
            "Letter: 1026:100 600, from before")) {
            assertTrue(relayout.screen().contains("the console showed '" + line + "'"), relayout::screen);
        }
    }

    @Test
    void everyPartitionIsWhereTheArticleHasIt() throws Exception {
        String table = said(0, "sfdisk", "-d", relayout.out("after.img").toString()).replaceAll("(?m)^.*img", "");
        assertEquals("""
            1 : start=        2048, size=     2097152, type=e, bootable
            2 : start=     2101248, size=     4980480, type=fd
            3 : start=     7081728, size=     4194304, type=fd
            4 : start=    11536384, size=    30406656, type=fd
            """, table.substring(table.indexOf("1 :")));
        assertTrue(said(0, "parted", "-s", relayout.out("after.img").toString(), "unit", "s", "print").matches(
            "(?s).* 1 +2048s +2099199s .*boot.* 2 +2101248s +7081727s .*raid.* 3 +7081728s +11276031s .*raid"
                + ".* 4 +11536384s +41943039s .*raid.*"));
        assertEquals(20L << 30, Files.size(relayout.out("after.img")));
        String blocks = said(0, "stat", "-c", "%b", relayout.out("after.img").toString());
        long allocated = Long.parseLong(blocks.strip()) * SECTOR;
        assertTrue(allocated < 64 << 20, "allocated: " + allocated);
        wholeFat(relayout.out("after.img"), 2097152);
    }

    @Test
    void systemAndSwapAreTheSectorsOfBeforeWithTheirSuperblocks() throws Exception {
        same(OLD_SYSTEM, SYSTEM, SYSTEM_SECTORS);
        same(OLD_SWAP, SWAP, SWAP_SECTORS);
        member(SYSTEM, SYSTEM_SECTORS, "system");
        oldMember("system", "5d279172:1ed20bf2:3017a5a8:c86610be", 0);
        member(SWAP, SWAP_SECTORS, "swap");
        oldMember("swap", "188d0705:2995b6c6:3017a5a8:c86610be", 1);
        try (RandomAccessFile damaged = new RandomAccessFile(folder.resolve("swap").toFile(), "rw")) {
            damaged.seek(damaged.length() - (64 << 10) + 40);
            damaged.write(0x55);
        }
        assertFalse(said(0, "mdadm", "-E", folder.resolve("swap").toString()).contains("- correct"));
    }

    @Test
    void theDataIsANewFilesystemInANewMemberWithTheOldFiles() throws Exception {
        // mdadm reads the head of the member and its size.
        shell(0, "dd if='" + relayout.out("after.img") + "' of=data bs=1M skip=" + DATA / 2048 + " count=8 status=none"
            + " && truncate -s $((30406656 * 512)) data");
        String said = said(0, "mdadm", "-E", folder.resolve("data").toString());
        for (String line : List.of("Version : 1.2\n", "Array UUID : 61203c7b:83ed31ed:29334798:82e3a353\n",
            "Name : yunnas:2\n", "Raid Level : raid1\n", "Raid Devices : 1\n", "Array State : A (")) {
            assertTrue(said.contains(line), said);
        }
        long offset = Long.parseLong(said.replaceAll("(?s).*Data Offset : (\\d+) sectors.*", "$1"));
        String before = relayout.out("before.img") + "?offset=" + (OLD_DATA + dataOffset(OLD_DATA)) * SECTOR;
        String after = relayout.out("after.img") + "?offset=" + (DATA + offset) * SECTOR;
        assertEquals(offset, dataOffset(DATA));
        said(0, "e2fsck", "-fn", after);
        for (String side : List.of("before", "after")) {
            Files.createDirectories(folder.resolve(side));
            said(0, "debugfs", "-R", "rdump / " + folder.resolve(side), side.equals("before") ? before : after);
        }
        shell(0, "diff -r --no-dereference before after && test $(find after -type f | wc -l) = 42");
        // debugfs gives links the time of now.
        String list = "find . -type l -printf '%P l %U:%G %l\\n' -o -printf '%P %y %m %U:%G %T@\\n' | sort";
        assertEquals(shell(0, "cd before && " + list), shell(0, "cd after && " + list));
    }

    @Test
    void e2fsckRefusesADamagedCopyOfTheData() throws Exception {
        shell(0, "cp --sparse=always '" + relayout.out("after.img") + "' damaged.img");
        long at = (DATA + dataOffset(DATA)) * SECTOR;
        try (RandomAccessFile damaged = new RandomAccessFile(folder.resolve("damaged.img").toFile(), "rw")) {
            damaged.seek(at + 4096);
            damaged.write(new byte[4096]);
        }
        Process fsck = new ProcessBuilder("e2fsck", "-fn", folder.resolve("damaged.img") + "?offset=" + at)
            .redirectErrorStream(true).start();
        fsck.getInputStream().readAllBytes();
        assertTrue(fsck.waitFor(60, TimeUnit.SECONDS));
        assertNotEquals(0, fsck.exitValue());
    }

    /** Of a member of version 1.2: Linux' {@code md_p.h} has it at byte 128 of the superblock, which is at 4096. */
    private static long dataOffset(long start) throws Exception {
        Path disk = start == DATA ? relayout.out("after.img") : relayout.out("before.img");
        return Long.parseLong(said(0, "od", "-An", "-t", "u8", "-j", String.valueOf(start * SECTOR + 4096 + 128),
            "-N", "8", disk.toString()).strip());
    }

    private static void same(long before, long after, long sectors) throws Exception {
        said(0, "cmp", "-n", String.valueOf(sectors * SECTOR), "-i", before * SECTOR + ":" + after * SECTOR,
            relayout.out("before.img").toString(), relayout.out("after.img").toString());
    }

    /** A file as long as a partition, with the end of it, where a superblock of version 0.90 is. */
    private static void member(long start, long sectors, String name) throws Exception {
        int tail = 256;
        shell(0, "truncate -s " + sectors * SECTOR + " " + name + " && dd if='" + relayout.out("after.img")
            + "' of=" + name + " bs=512 skip=" + (start + sectors - tail) + " seek=" + (sectors - tail)
            + " count=" + tail + " conv=notrunc status=none");
    }

    private static void oldMember(String name, String uuid, int minor) throws Exception {
        String said = said(0, "mdadm", "-E", folder.resolve(name).toString());
        for (String line : List.of("Version : 0.90.00\n", "UUID : " + uuid, "Raid Level : raid1\n",
            "Raid Devices : 2\n", "Preferred Minor : " + minor + "\n", "- correct\n")) {
            assertTrue(said.contains(line), said);
        }
    }

    private static void wholeFat(Path disk, long sectors) throws Exception {
        shell(0, "dd if='" + disk + "' of=fat bs=1M skip=1 count=" + sectors / 2048 + " conv=sparse status=none"
            + " && truncate -s " + sectors * SECTOR + " fat && fsck.fat -n fat && rm fat");
    }

    private record Run(int status, String screen, Path folder) {
        Path out(String name) {
            return folder.resolve(name);
        }
    }

    private static Run run(String example, String... targets) {
        Path recipe = Path.of("..", "examples", example).toAbsolutePath().normalize();
        Path out = folder.resolve("out-" + example);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("ROOTBUILD_STORE", folder.resolve("store").toString());
        List<String> words = new ArrayList<>(List.of("run", recipe.toString(), "--out", out.toString(),
            "--state", folder.resolve("state-" + example).toString()));
        words.addAll(List.of(targets));
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), new Look(false, true),
            () -> 100);
        int status = Main.run(new Caller(InputStream.nullInputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), screen, false,
            new Console(), environment, folder, Clock.systemUTC(), words));
        return new Run(status, shown.toString(StandardCharsets.UTF_8), out);
    }

    private static String shell(int status, String script) throws Exception {
        return said(status, "bash", "-euo", "pipefail", "-c", script);
    }

    private static String said(int status, String... words) throws Exception {
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(status, process.exitValue(), text);
        return text;
    }
}
