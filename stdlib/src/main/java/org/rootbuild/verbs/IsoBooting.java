package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.rootbuild.disk.StableIds;
import org.rootbuild.disk.TreeUnion;
import org.rootbuild.fat.FatMaker;
import org.rootbuild.fat.FatOptions;
import org.rootbuild.iso.BootCatalogue;
import org.rootbuild.iso.BootEntry;
import org.rootbuild.iso.BootImage;
import org.rootbuild.iso.BootSetup;
import org.rootbuild.iso.SystemArea;
import org.rootbuild.loader.GrubEfi;
import org.rootbuild.loader.GrubFiles;
import org.rootbuild.loader.GrubIso;
import org.rootbuild.loader.GrubSettings;
import org.rootbuild.loader.Isolinux;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.partition.PartitionType;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.StepContext;
import org.rootbuild.volume.FileVolume;

/** Puts the boot loaders of a new ISO among its files, and says what makes it bootable. */
final class IsoBooting {
    /** Of the appended EFI system partition. */
    private static final int ESP = 1;
    /** Where the first partition begins: behind what an MBR and a GPT take. */
    private static final int INNER_BLOCK = 16;
    private static final int INNER_SECTOR = INNER_BLOCK * 4;
    private static final int ISO_TYPE = 0x17;
    private static final int ESP_TYPE = 0xEF;
    /** Windows' "basic data", which is what others say of the filesystem of an ISO. */
    private static final UUID DATA = UUID.fromString("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7");

    private final StepContext context;
    private final TreeUnion union;
    private final StableIds ids;
    private final List<BootEntry> entries = new ArrayList<>();
    private Optional<String> folder = Optional.empty();
    private byte[] code = new byte[0];
    private SystemArea.Patch patch = SystemArea.Patch.NONE;
    private Optional<BootImage.Appended> esp = Optional.empty();

    IsoBooting(StepContext context, TreeUnion union) {
        this.context = context;
        this.union = union;
        this.ids = new StableIds(context.arguments().text(Iso.SEED));
    }

    BootSetup setUp() throws IOException, InterruptedException {
        for (Value one : context.arguments().list(Iso.LOADERS)) {
            Fields said = ((Value.Group) one).fields();
            if (said.text(IsoLoaderWords.KIND).equals(IsoLoaderWords.ISOLINUX)) {
                isolinux(said);
            } else {
                grub(said);
            }
        }
        if (entries.isEmpty()) {
            return BootSetup.NONE;
        }
        esp.ifPresent(image -> entries.add(BootEntry.efi(image)));
        return new BootSetup(Optional.of(new BootCatalogue(folder.map(one -> one + "/boot.cat"), "", entries)), area(),
            esp.stream().toList(), List.of());
    }

    private void isolinux(Fields said) throws IOException {
        Value.Ref files = said.ref(IsolinuxOptions.FROM);
        Value.Ref modules = said.ref(IsolinuxOptions.MODULES);
        Isolinux loader = new Isolinux(BootFiles.tree(context, files, IsoLoaderWords.ISOLINUX_FILES),
            BootFiles.shown(files), BootFiles.tree(context, modules, IsoLoaderWords.SYSLINUX_FILES),
            BootFiles.shown(modules), said.text(IsolinuxOptions.FOLDER),
            MenuFields.menu(said.group(IsoLoaderWords.MENU)), context.epochSeconds());
        union.add(loader.additions());
        bios(loader.image(), false, loader.diskCode(), SystemArea.Patch.ISOLINUX);
        folder = Optional.of(said.text(IsolinuxOptions.FOLDER));
    }

    private void grub(Fields said) throws IOException, InterruptedException {
        Optional<GrubFiles> bios = Optional.empty();
        if (said.find(GrubOptions.BIOS).isPresent()) {
            Value.Ref files = said.ref(GrubOptions.BIOS);
            bios = Optional.of(new GrubFiles(BootFiles.tree(context, files, IsoLoaderWords.GRUB_BIOS_FILES),
                GrubFiles.BIOS, BootFiles.shown(files)));
        }
        List<GrubEfi> efi = List.of();
        if (said.find(GrubOptions.EFI).isPresent()) {
            Value.Ref files = said.ref(GrubOptions.EFI);
            efi = GrubEfi.all(BootFiles.tree(context, files, IsoLoaderWords.GRUB_EFI_FILES), BootFiles.shown(files));
        }
        GrubIso loader = new GrubIso(new GrubSettings(bios, efi, "", said.text(GrubOptions.FOLDER), "",
            said.texts(GrubOptions.MODULES), MenuFields.menu(said.group(IsoLoaderWords.MENU)), context.epochSeconds()),
            ids.uuid("iso") + ".uuid");
        union.add(loader.additions());
        if (loader.biosImage().isPresent()) {
            bios(loader.biosImage().get(), true, loader.diskCode(), SystemArea.Patch.GRUB);
        }
        folder = folder.or(() -> Optional.of(said.text(GrubOptions.FOLDER)));
        Optional<FileTree> partition = loader.efiPartition();
        if (partition.isPresent()) {
            esp = Optional.of(new BootImage.Appended(ESP, BootFiles.content(fat(partition.get()))));
        }
    }

    private void bios(String image, boolean grub, byte[] diskCode, SystemArea.Patch told) {
        // A firmware takes the initial entry for that of a BIOS, so it goes before others.
        entries.add(0, BootEntry.bios(new BootImage.InTree(image), grub));
        code = diskCode;
        patch = told;
    }

    private Path fat(FileTree tree) throws IOException, InterruptedException {
        FatMaker maker = new FatMaker(FatOptions.defaults().withVolumeId(ids.number("esp")));
        Path image = context.scratch().resolve("esp.img");
        try (FileVolume volume = FileVolume.create(image, maker.neededBytes(tree))) {
            maker.make(tree, volume, context.activity());
        }
        return image;
    }

    private SystemArea area() {
        String table = context.arguments().text(IsoNewOptions.TABLE);
        if (table.equals(Iso.NONE)) {
            return SystemArea.EMPTY;
        }
        SystemArea.Covers iso = new SystemArea.Covers.Iso(INNER_SECTOR);
        List<SystemArea.MbrSlot> mbr = new ArrayList<>();
        List<SystemArea.GptSlot> gpt = new ArrayList<>();
        if (table.equals(Iso.GPT)) {
            // Beside the protective one: some BIOSes boot no disk without an active partition, and others overlook
            // one of type 0.
            mbr.add(new SystemArea.MbrSlot(2, 0, true, new SystemArea.Covers.Nothing()));
            gpt.add(new SystemArea.GptSlot(1, DATA, Optional.of(ids.uuid("partition iso")), "ISO9660", 0, iso));
            esp.ifPresent(image -> gpt.add(new SystemArea.GptSlot(2, PartitionType.ESP.gptId().orElseThrow(),
                Optional.of(ids.uuid("partition esp")), "ESP", 0, new SystemArea.Covers.Appended(ESP))));
        } else {
            mbr.add(new SystemArea.MbrSlot(1, ISO_TYPE, true, iso));
            esp.ifPresent(image -> mbr.add(new SystemArea.MbrSlot(2, ESP_TYPE, false,
                new SystemArea.Covers.Appended(ESP))));
        }
        return new SystemArea(code, patch, mbr, gpt, Optional.of(ids.uuid("disk")), SystemArea.CYLINDER_BYTES,
            INNER_BLOCK);
    }
}
