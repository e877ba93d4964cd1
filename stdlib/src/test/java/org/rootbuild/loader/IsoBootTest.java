package org.rootbuild.loader;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.fat.FatMaker;
import org.rootbuild.fat.FatOptions;
import org.rootbuild.filesystem.EditedTree;
import org.rootbuild.iso.BootCatalogue;
import org.rootbuild.iso.BootEntry;
import org.rootbuild.iso.BootImage;
import org.rootbuild.iso.BootSetup;
import org.rootbuild.iso.IsoFilesystem;
import org.rootbuild.iso.IsoMaker;
import org.rootbuild.iso.IsoOptions;
import org.rootbuild.iso.SystemArea;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;

/** ISOs of ours start a kernel under QEMU: from a CD and from a disk, by a BIOS and by UEFI, new ones and copies. */
class IsoBootTest {
    private static final long TIME = 1_700_000_000L;

    @TempDir
    Path folder;

    @Test
    void grubStartsFromADiskByABiosAndFromACdByUefi() throws Exception {
        Menu menu = menu("by-grub");
        GrubIso grub = new GrubIso(new GrubSettings(Optional.of(CoreImageTest.host()),
            GrubEfi.all(new FolderTree(Path.of("/")), "this host"), "", "boot/grub", "", List.of(), menu, TIME),
            "mark.uuid");
        Path iso = make(files(grub.additions()), setUp(BootEntry.bios(new BootImage.InTree(grub.biosImage().get()),
            true), grub.diskCode(), SystemArea.Patch.GRUB, grub.efiPartition()));
        starts(new TestMachine(folder).boot(iso, false, TestMachine.END), "by-grub");
        starts(new TestMachine(folder).bootCd(iso, true, TestMachine.END), "by-grub");
    }

    @Test
    void aChangedCopyOfAnIsoOfIsolinuxStartsFromACdAndFromADisk() throws Exception {
        FileTree host = new FolderTree(Path.of("/"));
        Isolinux isolinux = new Isolinux(host, "this host", host, "this host", "boot/isolinux", menu("by-isolinux"),
            TIME);
        Path iso = make(files(isolinux.additions()), setUp(BootEntry.bios(new BootImage.InTree(isolinux.image()),
            false), isolinux.diskCode(), SystemArea.Patch.ISOLINUX, Optional.empty()));
        Path copy = folder.resolve("copy.iso");
        try (FileVolume volume = FileVolume.forReading(iso)) {
            IsoFilesystem old = IsoFilesystem.open(volume).orElseThrow();
            EditedTree tree = new EditedTree(old.tree(), TIME);
            // It comes first, so that all else moves.
            tree.write("/a", Attributes.ofRoot(0644, TIME), Content.of(new byte[1 << 20]));
            make(tree, old.boot(), copy);
        }
        starts(new TestMachine(folder).bootCd(copy, false, TestMachine.END), "by-isolinux");
        starts(new TestMachine(folder).boot(copy, false, TestMachine.END), "by-isolinux");
    }

    private static void starts(String said, String word) {
        assertTrue(said.contains(word) && said.contains(TestMachine.END), said);
    }

    private static Menu menu(String word) {
        return new Menu(List.of(new MenuItem.Kernel("Linux", "/boot/vmlinuz", List.of("/boot/initrd.img"),
            new KernelArguments(List.of("console=ttyS0", word)))), 1, Optional.empty(), OptionalInt.of(115200));
    }

    private BootSetup setUp(BootEntry bios, byte[] code, SystemArea.Patch patch, Optional<FileTree> efi)
            throws Exception {
        List<BootEntry> entries = new ArrayList<>(List.of(bios));
        List<SystemArea.MbrSlot> slots = new ArrayList<>(List.of(new SystemArea.MbrSlot(1, 0x17, true,
            new SystemArea.Covers.Iso(64))));
        List<BootImage.Appended> appended = new ArrayList<>();
        if (efi.isPresent()) {
            FatMaker maker = new FatMaker(FatOptions.defaults());
            Path image = folder.resolve("esp.img");
            try (FileVolume volume = FileVolume.create(image, maker.neededBytes(efi.get()))) {
                maker.make(efi.get(), volume, Activity.SILENT);
            }
            BootImage.Appended esp = new BootImage.Appended(1, Content.of(Files.readAllBytes(image)));
            appended.add(esp);
            entries.add(BootEntry.efi(esp));
            slots.add(new SystemArea.MbrSlot(2, 0xEF, false, new SystemArea.Covers.Appended(1)));
        }
        return new BootSetup(Optional.of(new BootCatalogue(Optional.of("boot/boot.cat"), "", entries)),
            new SystemArea(code, patch, slots, List.of(), Optional.empty(), SystemArea.CYLINDER_BYTES, 16), appended,
            List.of());
    }

    private FileTree files(FileTree additions) throws Exception {
        EditedTree tree = new EditedTree(AddedFiles.at(TIME).build(), TIME);
        for (Entry one : additions.entries().filter(Entry.PlainFile.class::isInstance).toList()) {
            tree.write(one.path(), one.attributes(), ((Entry.PlainFile) one).content());
        }
        Attributes plain = Attributes.ofRoot(0644, TIME);
        tree.write("boot/vmlinuz", plain, Content.of(Files.readAllBytes(TestMachine.kernel())));
        tree.write("boot/initrd.img", plain, Content.of(Files.readAllBytes(new TestMachine(folder).initrd(""))));
        return tree;
    }

    private Path make(FileTree tree, BootSetup boot) throws Exception {
        return make(tree, boot, folder.resolve("new.iso"));
    }

    private static Path make(FileTree tree, BootSetup boot, Path iso) throws Exception {
        try (FileChannel out = FileChannel.open(iso, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new IsoMaker(IsoOptions.of("BOOTS", TIME), boot).make(tree, out, Activity.SILENT);
        }
        return iso;
    }
}
