package org.rootbuild.iso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.iso.IsoWork.about;
import static org.rootbuild.iso.IsoWork.boot;
import static org.rootbuild.iso.IsoWork.run;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes ISOs of xorriso, genisoimage and grub-mkrescue bootable. */
class IsoBootTest {
    private static final String ISOLINUX = " -c boot/isolinux/boot.cat -b boot/isolinux/isolinux.bin -no-emul-boot"
        + " -boot-load-size 4 -boot-info-table";
    private static final String HYBRID = "xorriso -as mkisofs -quiet -R -J -V CD -isohybrid-mbr"
        + " /usr/lib/ISOLINUX/isohdpfx.bin";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        run(folder, "mkdir -p cd/boot/isolinux cd/boot/grub; cp /usr/lib/ISOLINUX/isolinux.bin"
            + " /usr/lib/syslinux/modules/bios/ldlinux.c32 cd/boot/isolinux/; echo prompt 1 > cd/boot/isolinux/"
            + "isolinux.cfg; truncate -s 1440K esp.img; mkfs.vfat -n ESP esp.img; cp esp.img cd/boot/grub/efi.img");
    }

    private BootSetup of(String command) throws Exception {
        run(folder, command);
        return boot(folder.resolve("cd.iso"));
    }

    private static BootEntry isolinux() {
        return new BootEntry(BootEntry.Platform.X86, true, BootEntry.Emulation.NONE, 0, 0, 4, "",
            new BootImage.InTree("boot/isolinux/isolinux.bin"), true, false);
    }

    private static BootEntry efi() {
        return BootEntry.efi(new BootImage.InTree("boot/grub/efi.img"));
    }

    @Test
    void anIsoWithoutBootHasNone() throws Exception {
        assertEquals(BootSetup.NONE, of("genisoimage -quiet -R -o cd.iso cd"));
    }

    @Test
    void isolinuxOfGenisoimageIsOneEntry() throws Exception {
        BootSetup setup = of("genisoimage -quiet -R -J" + ISOLINUX + " -o cd.iso cd");
        assertEquals(List.of(isolinux()), setup.entries());
        assertEquals("boot/isolinux/boot.cat", setup.catalogue().orElseThrow().path().orElseThrow());
        assertEquals(SystemArea.EMPTY, setup.systemArea());
        assertEquals(List.of(), setup.notKept());
    }

    @Test
    void aHybridLikeDebiansTellsItsPartitionsByWhatTheyCover() throws Exception {
        BootSetup setup = of(HYBRID + ISOLINUX + " -eltorito-alt-boot -e boot/grub/efi.img -no-emul-boot"
            + " -isohybrid-gpt-basdat -o cd.iso cd");
        assertEquals(List.of(isolinux(), efi()), setup.entries());
        SystemArea area = setup.systemArea();
        assertEquals(SystemArea.Patch.ISOLINUX, area.patch());
        assertEquals(List.of(new SystemArea.MbrSlot(1, 0, true, new SystemArea.Covers.Whole(0)),
            new SystemArea.MbrSlot(2, 0xEF, false, new SystemArea.Covers.Entry(1))), area.mbr());
        assertEquals(List.of(new SystemArea.Covers.Whole(0), new SystemArea.Covers.Entry(1)),
            area.gpt().stream().map(SystemArea.GptSlot::covers).toList());
        assertEquals(SystemArea.CYLINDER_BYTES, area.alignment());
        assertEquals(List.of(), setup.notKept());
    }

    @Test
    void anAppendedImageIsFoundBehindTheFiles() throws Exception {
        BootSetup setup = of(HYBRID + " -partition_offset 16" + ISOLINUX + " -append_partition 2 0xef esp.img"
            + " -appended_part_as_gpt -eltorito-alt-boot -e --interval:appended_partition_2:all:: -no-emul-boot"
            + " -o cd.iso cd");
        assertEquals(1, setup.appended().size());
        assertArrayEquals(Files.readAllBytes(folder.resolve("esp.img")), readAppended());
        assertTrue(setup.entries().get(1).image() instanceof BootImage.Appended one && one.number() == 1);
        assertEquals(16, setup.systemArea().innerBlock());
        assertEquals(List.of(new SystemArea.Covers.Iso(64), new SystemArea.Covers.Appended(1)),
            setup.systemArea().gpt().stream().map(SystemArea.GptSlot::covers).toList());
        assertEquals(List.of(), setup.notKept());
    }

    private byte[] readAppended() throws Exception {
        try (var volume = org.rootbuild.volume.FileVolume.forReading(folder.resolve("cd.iso"))) {
            return IsoFilesystem.open(volume).orElseThrow().boot().appended().get(0).content().bytes();
        }
    }

    @Test
    void grubsRescueImageIsToldItsPlaceAsGrubWantsIt() throws Exception {
        BootSetup setup = of("grub-mkrescue -o cd.iso cd");
        BootEntry bios = setup.entries().get(0);
        assertEquals(new BootImage.InTree("boot/grub/i386-pc/eltorito.img"), bios.image());
        assertTrue(bios.grubBootInfo() && bios.bootInfoTable());
        assertEquals(BootEntry.efi(new BootImage.InTree("efi.img")), setup.entries().get(1));
        assertEquals(SystemArea.Patch.GRUB, setup.systemArea().patch());
        assertTrue(setup.systemArea().gpt().stream().anyMatch(one -> one.covers()
            .equals(new SystemArea.Covers.Entry(1))));
        assertTrue(setup.notKept().contains("its Apple partition map is lost"), setup.notKept().toString());
    }

    @Test
    void anEmulatedFloppyAndAHiddenImageAreFound() throws Exception {
        BootSetup setup = of("genisoimage -quiet -R -b boot/grub/efi.img -c boot.cat -hide efi.img"
            + " -o cd.iso cd");
        BootEntry entry = setup.entries().get(0);
        assertEquals(BootEntry.Emulation.FLOPPY_1440, entry.emulation());
        assertTrue(entry.image() instanceof BootImage.Hidden, entry.toString());
        assertEquals(1440 << 10, ((BootImage.Hidden) entry.image()).content().sizeBytes());
    }

    /** What the reader finds is enough for the writer: xorriso reports the same of both. */
    @Test
    void whatWasReadBootsAnotherIsoInTheSameWay() throws Exception {
        run(folder, HYBRID + ISOLINUX + " -eltorito-alt-boot -e boot/grub/efi.img -no-emul-boot -o cd.iso cd");
        try (var volume = org.rootbuild.volume.FileVolume.forReading(folder.resolve("cd.iso"))) {
            IsoFilesystem iso = IsoFilesystem.open(volume).orElseThrow();
            IsoMaker maker = new IsoMaker(iso.options(), iso.boot());
            try (var out = FileChannel.open(folder.resolve("again.iso"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
                maker.make(iso.tree(), out, org.rootbuild.event.Activity.SILENT);
            }
        }
        String report = " -report_el_torito plain -report_system_area plain";
        String first = run(folder, "xorriso -indev cd.iso" + report);
        String again = run(folder, "xorriso -indev again.iso" + report);
        for (String word : List.of("El Torito cat path", "El Torito img path", "El Torito img opts",
            "System area summary")) {
            assertEquals(about(first, word), about(again, word));
            assertTrue(!about(first, word).isEmpty(), word);
        }
    }
}
