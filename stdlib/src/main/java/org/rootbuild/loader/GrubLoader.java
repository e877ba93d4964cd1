package org.rootbuild.loader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.partition.PartitionType;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * GRUB 2 on a disk, for a BIOS, for UEFI, or for both. Both show the one grub.cfg on the partition that holds it:
 * core.img looks there by the partition's number, the program for UEFI is sent there by a grub.cfg beside it on the EFI
 * system partition.
 */
public final class GrubLoader implements Loader {
    /** Which module reads a filesystem. */
    private static final Map<String, String> READERS = Map.ofEntries(Map.entry("fat12", "fat"),
        Map.entry("fat16", "fat"), Map.entry("fat32", "fat"), Map.entry("ext2", "ext2"), Map.entry("ext3", "ext2"),
        Map.entry("ext4", "ext2"), Map.entry("btrfs", "btrfs"), Map.entry("xfs", "xfs"),
        Map.entry("squashfs", "squash4"));

    private final GrubSettings grub;

    /** @throws Failure when the menu cannot be written for GRUB; everything that is wrong with it is said */
    public GrubLoader(GrubSettings grub) throws Failure {
        this.grub = Objects.requireNonNull(grub);
        Complaints.none(problems(grub.menu()));
    }

    /** What is wrong with a menu for GRUB. */
    public static List<Failure> problems(Menu menu) {
        return GrubConfig.problems(menu);
    }

    @Override
    public Map<String, FileTree> additions(List<Target> partitions) throws IOException {
        Target on = Target.named(grub.on(), partitions);
        reader(on);
        Map<String, AddedFiles.Builder> added = new LinkedHashMap<>();
        AddedFiles.Builder files = AddedFiles.at(grub.epochSeconds());
        added.put(on.name(), files);
        files.file(grub.inFolder("grub.cfg"), Content.of(GrubConfig.of(grub.menu())));
        if (grub.bios().isPresent()) {
            requireSmallSectors(on);
            grub.addLoadable(grub.bios().get(), files);
        }
        if (!grub.efi().isEmpty()) {
            Target esp = EfiPartition.named(grub.esp(), partitions);
            addEfi(added.computeIfAbsent(esp.name(), name -> AddedFiles.at(grub.epochSeconds())), on, esp);
        }
        Map<String, FileTree> built = new LinkedHashMap<>();
        added.forEach((name, builder) -> built.put(name, builder.build()));
        return built;
    }

    private void addEfi(AddedFiles.Builder files, Target on, Target esp) throws Failure {
        List<String> prefixes = new ArrayList<>();
        for (GrubEfi one : grub.efi()) {
            files.file(one.architecture().removablePath(), one.program());
            boolean itself = on.name().equals(esp.name()) && grub.folder().equalsIgnoreCase(one.prefix());
            if (!itself && !prefixes.contains(one.prefix())) {
                prefixes.add(one.prefix());
                files.file(one.prefix() + "/grub.cfg", Content.of(pointer(on)));
            }
        }
    }

    /** Finds the partition whichever disks are there besides: by its UUID, else its label, else by the file itself. */
    private String pointer(Target on) {
        return grub.pointer(on.uuid().map(uuid -> "--fs-uuid --set=root " + GrubConfig.quoted(uuid))
            .or(() -> on.label().map(label -> "--label --set=root " + GrubConfig.quoted(label)))
            .orElseGet(() -> "--file --set=root " + GrubConfig.quoted("/" + grub.inFolder("grub.cfg"))));
    }

    private static String reader(Target on) throws Failure {
        String module = READERS.get(on.filesystemKind());
        if (module == null) {
            throw new Failure("GRUB is to be on the partition '" + on.name() + "', which has "
                + (on.filesystemKind().isEmpty() ? "no filesystem" : on.filesystemKind()),
                "Give it ext4, ext2, FAT, XFS or btrfs.");
        }
        return module;
    }

    private static void requireSmallSectors(Target on) throws Failure {
        if (on.sectorSize() != CoreImage.SECTOR_BYTES) {
            throw new Failure("GRUB cannot be started by a BIOS from a disk with sectors of " + on.sectorSize()
                + " bytes: its boot.img and core.img count in sectors of 512",
                "Make the disk with sectors of 512 bytes, or boot it with UEFI only: leave 'bios:' out.");
        }
    }

    @Override
    public void install(Volume disk, PartitionTable table, List<Target> partitions) throws IOException {
        if (grub.bios().isEmpty()) {
            return;
        }
        Target on = Target.named(grub.on(), partitions);
        requireSmallSectors(on);
        Range room = room(table);
        GrubBoot.install(disk, grub.bios().get().read("boot.img"), core(on), room,
            on.gpt() ? "the BIOS boot partition" : "the gap before the first partition");
    }

    /** What takes it to get at the folder; all else is loaded from there. */
    private CoreImage core(Target on) throws IOException {
        List<String> modules = new ArrayList<>(List.of("biosdisk", on.gpt() ? "part_gpt" : "part_msdos", reader(on)));
        modules.addAll(grub.modules());
        return CoreImage.of(grub.bios().orElseThrow(), modules, "(," + on.grubName() + ")/" + grub.folder(),
            Optional.empty());
    }

    private static Range room(PartitionTable table) throws Failure {
        int sectorSize = table.sectorSize();
        if (table.kind().equals("gpt")) {
            return table.partitions().stream().filter(one -> one.type().equals(PartitionType.BIOS_BOOT)).findFirst()
                .map(one -> one.bytes(sectorSize)).orElseThrow(() -> new Failure(
                    "a GPT leaves no gap for GRUB's core.img, and there is no BIOS boot partition",
                    "Add one: partition('bios', size: 1.MiB, type: 'bios-boot')."));
        }
        long first = table.partitions().stream().mapToLong(Partition::firstSector).min()
            .orElse(table.diskSectors());
        return new Range(sectorSize, Math.max(0, first - 1) * sectorSize);
    }
}
