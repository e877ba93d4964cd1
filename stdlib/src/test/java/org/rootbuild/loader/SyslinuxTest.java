package org.rootbuild.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;

/** syslinux beside its own installer, and started by SeaBIOS. */
class SyslinuxTest {
    private static final Path LIB = Path.of("/usr/lib/syslinux");

    @TempDir
    Path folder;

    private byte[] fat;
    private SyslinuxFiles files;

    @BeforeEach
    void install() throws Exception {
        TestMachine.run(folder, "sh", "-c", "truncate -s 2M fat.img && mkfs.vfat -F 12 fat.img >/dev/null"
            + " && syslinux --install fat.img && mcopy -n -i fat.img ::ldlinux.sys ldlinux.sys");
        fat = Files.readAllBytes(folder.resolve("fat.img"));
        files = SyslinuxFiles.of(Files.readAllBytes(folder.resolve("ldlinux.sys")), Arrays.copyOf(fat, 512),
            UnifiedKernelTest.content(LIB.resolve("modules/bios/ldlinux.c32")),
            Files.readAllBytes(LIB.resolve("mbr/mbr.bin")), Files.readAllBytes(LIB.resolve("mbr/gptmbr.bin")));
    }

    @Test
    void inTheSamePlaceTheImageHasTheSameBytesAsFromItsInstaller() throws Exception {
        byte[] theirs = files.image();
        int first = 0;
        while (!Arrays.equals(fat, first * 512, first * 512 + theirs.length, theirs, 0, theirs.length)) {
            first++;
        }
        // Without being told a folder its installer leaves the name empty.
        SyslinuxImage ours = new SyslinuxImage(files, "");
        long[] places = LongStream.range(first, first + ours.sectors()).toArray();
        assertArrayEquals(theirs, ours.at(places));
        Arrays.setAll(places, i -> 1000 + 2L * i);
        assertThrows(Failure.class, () -> new SyslinuxImage(files, "/" + "x".repeat(300) + "/"));
        assertTrue(!Arrays.equals(theirs, ours.at(places)));
    }

    @Test
    void itIsStartedFromExt2OnAnMbrAndFromFatOnAGpt() throws Exception {
        TestMachine machine = new TestMachine(folder);
        Path initrd = machine.initrd("one");
        Path ext = new TestDisk(Files.createDirectory(folder.resolve("ext")), 96).mbr()
            .partition("root", "start=2048, type=83, bootable", "ext2")
            .file("root", "boot/vmlinuz", TestMachine.kernel()).file("root", "boot/initrd.img", initrd).write(loader());
        Path fat32 = new TestDisk(Files.createDirectory(folder.resolve("fat")), 96)
            .partition("root", "type=linux, attrs=LegacyBIOSBootable", "fat32")
            .file("root", "boot/vmlinuz", TestMachine.kernel()).file("root", "boot/initrd.img", initrd).write(loader());
        for (Path disk : List.of(ext, fat32)) {
            String console = machine.boot(disk, false, TestMachine.END);
            assertTrue(console.contains("console=ttyS0 x=\"y z\" q=$a;'b"), console);
            assertTrue(console.contains("EXTRA<one>"), console);
        }
    }

    @Test
    void aPartitionThatNoBiosWouldStartIsRefused() throws Exception {
        TestDisk disk = new TestDisk(folder, 16).mbr().partition("root", "type=83", "ext2");
        Failure failure = assertThrows(Failure.class, () -> disk.write(loader()));
        assertEquals("Write active: true for it.", failure.remedy());
    }

    @Test
    void whatItCannotReadIsRefused() throws Exception {
        for (String kind : List.of("btrfs", "xfs", "")) {
            Target target = new Target("root", 1, true, 512, kind, Optional.empty(), Optional.empty(),
                AddedFiles.at(0).build());
            Failure failure = assertThrows(Failure.class, () -> loader().additions(List.of(target)));
            assertTrue(failure.remedy().contains("or use GRUB"), failure.remedy());
        }
    }

    /** It reads the extents of ext4 in blocks of 4 KiB only, also of those that mke2fs made. */
    @Test
    void ext4OfSmallBlocksIsRefused() throws Exception {
        TestDisk disk = new TestDisk(folder, 16).mbr().partition("root", "type=83, bootable", "ext4");
        Failure failure = assertThrows(Failure.class, () -> disk.write(loader()));
        assertTrue(failure.remedy().contains("blockSize: 4.KiB"), failure.remedy());
    }

    @Test
    void filesOfAnotherFormAreRefused() {
        assertThrows(Failure.class, () -> SyslinuxFiles.of(new byte[512], files.bootSector(), files.core(), files.mbr(),
            files.gptMbr()));
        assertThrows(Failure.class, () -> SyslinuxFiles.of(new byte[60 * 512], files.bootSector(), files.core(),
            files.mbr(), files.gptMbr()));
    }

    private Syslinux loader() throws Exception {
        Menu menu = new Menu(List.of(new MenuItem.Kernel("Linux", "/boot/vmlinuz", List.of("/boot/initrd.img"),
            KernelArguments.of(List.of("console=ttyS0 x=\"y z\" q=$a;'b")))), 0, Optional.empty(), OptionalInt.empty());
        return new Syslinux(files, "root", "boot/extlinux", menu, 0);
    }
}
