package org.rootbuild.loader;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.image.DiskRelayout;
import org.rootbuild.image.Relayout;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.Start;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;

/** Disks with GRUB that were laid out anew, started by a BIOS. */
class RelayoutBootTest {
    private static final long MIB = 1 << 20;
    private static final String SAID = "GRUB-FOUND-ITS-MENU";

    @TempDir
    Path folder;

    private static GrubLoader grub() throws Exception {
        Menu menu = new Menu(List.of(new MenuItem.Raw("menuentry 'one' {\n\techo " + SAID + "\n\tsleep"
            + " 1\n\thalt\n}")), 0,
            Optional.empty(), OptionalInt.of(115200));
        return new GrubLoader(new GrubSettings(Optional.of(CoreImageTest.host()), List.of(), "root", "boot/grub", "esp",
            List.of(), menu, 0));
    }

    private Path relaid(Path disk, long bytes, Relayout.Change... changes) throws Exception {
        Path laid = Files.createTempDirectory(folder, "laid").resolve("disk.img");
        try (FileVolume from = FileVolume.forReading(disk)) {
            DiskRelayout relayout = DiskRelayout.of(from,
                new Relayout(OptionalLong.of(bytes), List.of(changes), false));
            try (FileVolume to = FileVolume.create(laid, relayout.diskBytes())) {
                relayout.write(to, Activity.SILENT);
            }
        }
        return laid;
    }

    private static Relayout.Change change(String partition, long start, long bytes) {
        return new Relayout.Change(partition, Optional.of(new Start.AtByte(start)),
            Optional.of(new Extent.Bytes(bytes)));
    }

    private void boots(Path disk) throws Exception {
        String console = new TestMachine(folder).boot(disk, false, SAID);
        assertTrue(console.contains(SAID), console);
    }

    @Test
    void aGptWhoseBiosBootPartitionAndRootWereMovedAndMadeSmallerBoots() throws Exception {
        Path disk = new TestDisk(folder, 96).partition("bios", "size=4MiB,"
            + " type=21686148-6449-6E6F-744E-656564454649", "")
            .partition("root", "size=70MiB, type=linux", "ext4").write(grub());
        Path laid = relaid(disk, 64 * MIB, change("2", MIB, 40 * MIB), change("1", 50 * MIB, MIB));
        TestMachine.run(folder, "sgdisk", "-v", laid.toString());
        boots(laid);
        // Without the new numbers it would not: the witness can say no.
        Path broken = Files.copy(laid, folder.resolve("broken.img"));
        TestMachine.run(folder, "dd", "if=" + disk, "of=" + broken, "bs=1", "skip=92", "seek=92", "count=8",
            "conv=notrunc");
        assertTrue(GrubPlaces.read(FileVolume.forReading(broken), 0).isEmpty());
    }

    @Test
    void anMbrWithGrubInItsGapBootsAndIsRefusedWithoutAGap() throws Exception {
        Path disk = new TestDisk(folder, 64).mbr().partition("root", "start=2048, type=83, bootable", "ext2")
            .write(grub());
        boots(relaid(disk, 40 * MIB, change("1", 8 * MIB, 30 * MIB)));
        Failure failure = assertThrows(Failure.class, () -> relaid(disk, 40 * MIB, change("1", 512 * 20, 30 * MIB)));
        assertTrue(failure.getMessage().contains("GRUB would not start"), failure.getMessage());
    }
}
