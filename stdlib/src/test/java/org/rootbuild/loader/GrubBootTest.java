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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Range;

/** GRUB in front of the first partition, beside what grub-bios-setup writes. */
class GrubBootTest {
    @TempDir
    Path folder;

    @Test
    void itWritesTheSameBytesAsGrubBiosSetup() throws Exception {
        CoreImage core = CoreImage.of(CoreImageTest.host(), List.of("biosdisk", "part_msdos", "ext2"),
            "(,msdos1)/boot/grub", Optional.empty());
        Path ours = disk("start=2048, type=83, bootable");
        Path theirs = Files.copy(ours, folder.resolve("theirs.img"));
        try (FileVolume volume = FileVolume.forWriting(ours)) {
            GrubBoot.install(volume, CoreImageTest.host().read("boot.img"), core, new Range(512, 2047 * 512),
                "the gap");
        }
        biosSetup(theirs, core);
        assertEquals(-1, Files.mismatch(theirs, ours));
        TestMachine.run(folder, "sfdisk", "--verify", ours.toString());
    }

    /** It wants its files on a disk that it knows, so they are on a small one, mounted for the moment. */
    private void biosSetup(Path disk, CoreImage core) throws Exception {
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.copy(Path.of("/usr/lib/grub/i386-pc/boot.img"), files.resolve("boot.img"));
        Files.write(files.resolve("core.img"), core.bytes());
        TestMachine.run(folder, "sh", "-euc", """
            truncate -s 4M fs.img
            mke2fs -q -t ext2 -d files fs.img
            loop=$(losetup -f --show fs.img)
            trap 'umount mnt || true; losetup -d "$loop"' EXIT
            mkdir mnt
            mount -o ro "$loop" mnt
            printf '(hd0) %s\\n(hd1) %s\\n' "$1" "$loop" > device.map
            /usr/lib/grub/i386-pc/grub-bios-setup --no-rs-codes --skip-fs-probe -m device.map -d mnt '(hd0)'
            """, "sh", disk.toString());
    }

    @Test
    void aGapThatIsTooSmallIsRefusedWithBothSizes() throws Exception {
        Failure failure = assertThrows(Failure.class, () -> install("start=40, type=83", List.of("normal")));
        assertTrue(failure.getMessage().matches("GRUB's core.img takes \\d+ sectors of 512 bytes, and the gap"
            + " before the"
            + " first partition has 39"), failure.getMessage());
        assertTrue(failure.remedy().contains("1 MiB"), failure.remedy());
    }

    @Test
    void theOldGapOf62SectorsIsEnoughForWhatItTakesToReadExt() throws Exception {
        Path disk = install("start=63, type=83", List.of());
        assertEquals((byte) 0x55, Files.readAllBytes(disk)[510]);
        assertArrayEquals(new byte[100], Arrays.copyOfRange(Files.readAllBytes(disk), 63 * 512, 63 * 512 + 100));
    }

    @Test
    void aGptWithoutABiosBootPartitionIsRefused() throws Exception {
        Path disk = folder.resolve("gpt.img");
        TestMachine.run(folder, "sh", "-c", "truncate -s 8M " + disk + " && printf 'label: gpt\\ntype=linux\\n' |"
            + " sfdisk"
            + " -q " + disk);
        Failure failure = assertThrows(Failure.class, () -> installOn(disk, List.of(), true, "ext4"));
        assertTrue(failure.getMessage().contains("no BIOS boot partition"), failure.getMessage());
        assertTrue(failure.remedy().contains("type: 'bios-boot'"), failure.remedy());
    }

    @Test
    void sectorsOf4096BytesAndFilesystemsThatGrubCannotReadAreRefused() throws Exception {
        GrubLoader loader = loader(List.of());
        Failure wide = assertThrows(Failure.class, () -> loader.additions(List.of(target(4096, "ext4", true))));
        assertTrue(wide.getMessage().contains("sectors of 4096 bytes"), wide.getMessage());
        Failure swap = assertThrows(Failure.class, () -> loader.additions(List.of(target(512, "swap", true))));
        assertEquals("GRUB is to be on the partition 'root', which has swap", swap.getMessage());
        Failure none = assertThrows(Failure.class, () -> loader.additions(List.of()));
        assertTrue(none.getMessage().contains("'root', which the disk does not have"), none.getMessage());
    }

    private Path install(String line, List<String> modules) throws Exception {
        return installOn(disk(line), modules, false, "ext2");
    }

    private Path installOn(Path disk, List<String> modules, boolean gpt, String kind) throws Exception {
        try (FileVolume volume = FileVolume.forWriting(disk)) {
            loader(modules).install(volume, PartitionTable.read(volume, 512).orElseThrow(),
                List.of(target(512, kind, gpt)));
        }
        return disk;
    }

    private static GrubLoader loader(List<String> modules) throws Exception {
        Menu menu = new Menu(List.of(new MenuItem.Raw("true")), 1, Optional.empty(), OptionalInt.empty());
        return new GrubLoader(new GrubSettings(Optional.of(CoreImageTest.host()), List.of(), "root", "boot/grub",
            "esp", modules,
            menu, 0));
    }

    private static Target target(int sectorSize, String kind, boolean gpt) {
        return new Target("root", 1, gpt, sectorSize, kind, Optional.empty(), Optional.empty(),
            AddedFiles.at(0).build());
    }

    private Path disk(String line) throws Exception {
        Path disk = folder.resolve("disk.img");
        TestMachine.run(folder, "sh", "-c", "truncate -s 8M " + disk + " && printf 'label: dos\\n" + line
            + "\\n' | sfdisk"
            + " -q " + disk);
        return disk;
    }
}
