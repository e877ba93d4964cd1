package org.rootbuild.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rootbuild.partition.BootSector;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionFlag;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.partition.PartitionType;
import org.rootbuild.problem.Reason;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/** Finds what boots: code in boot sectors by the words that it prints, loaders of UEFI and menus by their names. */
final class SurveyBoots {
    private static final int SECTOR = 512;
    /** Where GRUB's boot.img says in which sector its core begins. */
    private static final int GRUB_CORE = 0x5C;
    private static final int OEM_NAME = 3;
    private static final List<List<String>> MENUS = List.of(List.of("boot", "grub", "grub.cfg"),
        List.of("grub", "grub.cfg"), List.of("boot", "grub2", "grub.cfg"), List.of("syslinux.cfg"),
        List.of("syslinux", "syslinux.cfg"), List.of("boot", "syslinux", "syslinux.cfg"), List.of("extlinux.conf"),
        List.of("extlinux", "extlinux.conf"), List.of("boot", "extlinux", "extlinux.conf"), List.of("loader",
            "loader.conf"));
    private static final List<List<String>> EFI_FOLDERS = List.of(List.of("efi", "boot"), List.of("efi", "linux"));

    private final Volume disk;
    private final Optional<PartitionTable> table;
    private final List<Surveyor.Found> places;
    private final List<String> notes;
    private final List<SurveyBoot> boots = new ArrayList<>();

    /** @param notes gets a sentence for each partition whose files cannot be looked for */
    SurveyBoots(Volume disk, Optional<PartitionTable> table, List<Surveyor.Found> places, List<String> notes) {
        this.disk = disk;
        this.table = table;
        this.places = places;
        this.notes = notes;
    }

    List<SurveyBoot> found() throws IOException {
        firstSector();
        flags();
        for (Surveyor.Found place : places) {
            bootSector(place);
            try {
                place.tree().ifPresent(tree -> files(place.partition(), tree));
            } catch (UncheckedIOException damaged) {
                notes.add(Surveyor.where(place.partition()) + ": " + Reason.of(damaged.getCause()));
            }
        }
        return boots;
    }

    private void add(String firmware, int partition, String what) {
        boots.add(new SurveyBoot(firmware, partition, what));
    }

    private static String text(Volume volume, long at, int count) throws IOException {
        return at < 0 || at > volume.sizeBytes() - count ? ""
            : new String(volume.read(at, count).array(), StandardCharsets.ISO_8859_1);
    }

    private void firstSector() throws IOException {
        String code = text(disk, 0, BootSector.CODE_BYTES);
        if (table.isEmpty() || code.isEmpty()) {
            return;
        } else if (isGrub(code)) {
            grubCore(code.getBytes(StandardCharsets.ISO_8859_1));
        } else if (code.contains("isolinux.bin missing or corrupt")) {
            add("bios", 0, "syslinux' isohdpfx.bin in the first sector: boots the CD's isolinux");
        } else if (code.contains("Multiple active partitions")) {
            add("bios", 0, "syslinux' " + (code.contains("Missing operating system") ? "mbr.bin" : "gptmbr.bin")
                + " in the first sector: boots the " + (table.get().kind().equals("mbr") ? "active" : "legacy-boot")
                + " partition");
        } else if (code.chars().anyMatch(one -> one != 0)) {
            add("bios", 0, "code that is not known here in the first sector");
        }
    }

    private static boolean isGrub(String code) {
        return code.contains("GRUB \0Geom") || code.contains("GRUB ") && code.contains("Hard Disk");
    }

    private void grubCore(byte[] code) throws IOException {
        long sector = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).getLong(GRUB_CORE);
        if (sector == 0) {
            // Made for ISOs, it looks for its core elsewhere: in the image that boots a CD.
            add("bios", 0, "GRUB's boot_hybrid.img in the first sector: boots the CD's image");
            return;
        }
        add("bios", 0, "GRUB's boot.img in the first sector");
        boolean sane = sector > 0 && sector < disk.sizeBytes() / SECTOR;
        // GRUB counts in sectors of 512 bytes whatever the disk's are.
        int within = sane ? partitionAt(sector * SECTOR) : 0;
        boolean there = sane && text(disk, sector * SECTOR, SECTOR).contains("loading");
        add("bios", within, there ? "GRUB's core image at sector " + sector : "boot.img looks for GRUB's core image at"
            + " sector " + sector + ", where there is none");
    }

    private int partitionAt(long at) {
        PartitionTable one = table.orElseThrow();
        return one.contentPartitions().stream().filter(part -> at >= part.firstSector() * one.sectorSize()
            && at < part.endSector() * one.sectorSize()).map(Partition::number).findFirst().orElse(0);
    }

    private void flags() {
        for (Partition one : table.map(PartitionTable::partitions).orElse(List.of())) {
            if (one.flags().has(PartitionFlag.ACTIVE)) {
                add("bios", one.number(), "is active");
            }
            if (one.flags().has(PartitionFlag.LEGACY_BOOT)) {
                add("bios", one.number(), "is flagged legacy-boot");
            }
            if (one.type().equals(PartitionType.BIOS_BOOT)) {
                add("bios", one.number(), "is a BIOS boot partition");
            }
        }
    }

    private void bootSector(Surveyor.Found place) throws IOException {
        String head = text(place.volume(), 0, SECTOR);
        boolean own = place.partition() > 0 || table.isEmpty();
        if (own && head.startsWith("SYSLINUX", OEM_NAME)) {
            add("bios", place.partition(), "syslinux in its boot sector");
        } else if (own && head.startsWith("EXTLINUX", OEM_NAME)) {
            add("bios", place.partition(), "extlinux in its boot sector");
        } else if (own && isGrub(head)) {
            add("bios", place.partition(), "GRUB in its boot sector");
        }
        new SurveyIso(place.volume(), place.partition()).boots(boots, notes);
    }

    private void files(int partition, FileTree tree) {
        for (List<String> folder : EFI_FOLDERS) {
            find(tree, folder).ifPresent(path -> tree.children(path).stream()
                .filter(entry -> entry.letter() == 'f' && entry.path().toLowerCase(Locale.ROOT).endsWith(".efi"))
                .forEach(entry -> add("uefi", partition, "\\" + entry.path().replace('/', '\\') + isEsp(partition))));
        }
        for (List<String> menu : MENUS) {
            find(tree, menu).ifPresent(path -> add(menu.get(0).equals("loader") ? "uefi" : "bios, uefi", partition,
                "a menu: /" + path));
        }
    }

    private String isEsp(int partition) {
        Optional<Partition> one = table.flatMap(all -> all.partition(partition));
        return one.isPresent() && !one.get().type().equals(PartitionType.ESP)
            ? " (its partition is of type '" + one.get().type() + "', not 'esp')" : "";
    }

    /** The path whose names these are, whatever their case is: FAT keeps both. */
    private static Optional<String> find(FileTree tree, List<String> names) {
        String path = "";
        for (String name : names) {
            Optional<String> next = tree.children(path).stream().map(Entry::path)
                .filter(child -> child.substring(child.lastIndexOf('/') + 1).equalsIgnoreCase(name)).findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            path = next.get();
        }
        return Optional.of(path);
    }
}
