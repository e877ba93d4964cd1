package org.rootbuild.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionFlag;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Syslinux for a BIOS on FAT, or extlinux on ext2, ext3 and ext4, which are one program: its image is a file of the
 * partition, whose place is looked up after the partition was made and written into the boot sector and into the image.
 */
public final class Syslinux implements Loader {
    private static final int SECTOR_BYTES = 512;
    private static final int PARAMETERS_AT = 0x0b;
    private static final int CODE_AT = 0x5a;
    private static final int SEARCH_BYTES = 1 << 20;
    private static final String IMAGE = "/ldlinux.sys";

    private static final List<String> EXT = List.of("ext2", "ext3", "ext4");
    private static final int EXT_SUPERBLOCK = 1024;
    private static final int EXTENTS = 0x40;
    private static final int USUAL_BLOCK_LOG = 2;

    private final SyslinuxFiles files;
    private final String on;
    private final String folder;
    private final Menu menu;
    private final long epochSeconds;

    /**
     * @param on     name of the partition with the kernels
     * @param folder of syslinux's files there, such as {@code boot/extlinux}
     * @throws Failure when the menu cannot be written
     */
    public Syslinux(SyslinuxFiles files, String on, String folder, Menu menu, long epochSeconds) throws Failure {
        this.files = Objects.requireNonNull(files);
        this.on = Objects.requireNonNull(on);
        this.folder = Objects.requireNonNull(folder);
        this.menu = Objects.requireNonNull(menu);
        this.epochSeconds = epochSeconds;
        Complaints.none(problems(menu));
    }

    /** What is wrong with a menu for syslinux. */
    public static List<Failure> problems(Menu menu) {
        return SyslinuxConfig.problems(menu);
    }

    @Override
    public Map<String, FileTree> additions(List<Target> partitions) throws IOException {
        Target target = Target.named(on, partitions);
        if (!target.isFat() && !EXT.contains(target.filesystemKind())) {
            throw new Failure("syslinux is to be on the partition '" + on + "', which has "
                + (target.filesystemKind().isEmpty() ? "no filesystem" : target.filesystemKind()),
                "Give it FAT, ext2, ext3 or ext4, or use GRUB.");
        }
        if (target.sectorSize() != SECTOR_BYTES) {
            throw new Failure("syslinux cannot be started from a disk with sectors of " + target.sectorSize()
                + " bytes",
                "Make the disk with sectors of 512 bytes, or boot it with UEFI.");
        }
        return Map.of(on, AddedFiles.at(epochSeconds)
            .file(folder + IMAGE, Content.of(image().marked())).file(folder + "/ldlinux.c32", files.core())
            .file(folder + "/extlinux.conf", Content.of(SyslinuxConfig.of(menu))).build());
    }

    private SyslinuxImage image() throws Failure {
        return new SyslinuxImage(files, "/" + folder + "/");
    }

    @Override
    public void install(Volume disk, PartitionTable table, List<Target> partitions) throws IOException {
        Target target = Target.named(on, partitions);
        Partition partition = table.partition(target.number()).orElseThrow(() -> new Failure(
            "the disk has no partition " + target.number(), "Report this."));
        PartitionFlag needed = target.gpt() ? PartitionFlag.LEGACY_BOOT : PartitionFlag.ACTIVE;
        if (!partition.flags().has(needed)) {
            throw new Failure("the partition '" + on + "' is not marked as the one that a BIOS starts",
                target.gpt() ? "Write flags: ['legacy-boot'] for it." : "Write active: true for it.");
        }
        Volume volume = table.open(disk, partition);
        if (!target.isFat()) {
            checkBlocks(volume);
        }
        SyslinuxImage image = image();
        long[] places = places(volume, image);
        byte[] bytes = image.at(places);
        for (int i = 0; i < places.length; i++) {
            volume.write(places[i] * SECTOR_BYTES, ByteBuffer.wrap(bytes, i * SECTOR_BYTES, SECTOR_BYTES));
        }
        writeBootSector(volume, target, partition, image, places[0]);
        disk.write(0, ByteBuffer.wrap(target.gpt() ? files.gptMbr() : files.mbr()));
    }

    /** Syslinux 6.04 misreads extents where blocks are smaller: "I/O error", whoever made the filesystem. */
    private void checkBlocks(Volume volume) throws IOException {
        ByteBuffer block = volume.read(EXT_SUPERBLOCK, EXT_SUPERBLOCK).order(ByteOrder.LITTLE_ENDIAN);
        if ((block.getInt(0x60) & EXTENTS) != 0 && block.getInt(0x18) != USUAL_BLOCK_LOG) {
            throw new Failure("syslinux cannot read large files from the partition '" + on + "', whose ext4 has"
                + " blocks of " + (1024L << block.getInt(0x18)) + " bytes",
                "Write ext4(blockSize: 4.KiB) for it, or give it ext2 or ext3.");
        }
    }

    /** FAT has its parameters in that sector; ext leaves it alone, so the code gets parameters of its own. */
    private void writeBootSector(Volume volume, Target target, Partition partition, SyslinuxImage image, long first)
            throws IOException {
        ByteBuffer sector = volume.read(0, SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(0, files.bootSector(), 0, PARAMETERS_AT);
        sector.put(CODE_AT, files.bootSector(), CODE_AT, SECTOR_BYTES - CODE_AT);
        if (!target.isFat()) {
            long count = partition.sectorCount();
            sector.put(PARAMETERS_AT, new byte[CODE_AT - PARAMETERS_AT]);
            sector.putShort(PARAMETERS_AT, (short) SECTOR_BYTES).putShort(0x18, (short) 63).putShort(0x1a, (short) 255)
                .putInt(0x1c, (int) partition.firstSector())
                .putInt(0x20, (int) Math.min(count, 0xffffffffL));
        }
        image.pointTo(sector, first);
        volume.write(0, sector);
    }

    /** Where the filesystem put the image, which may be in pieces; files begin at multiples of 512 bytes at least. */
    private long[] places(Volume volume, SyslinuxImage image) throws IOException {
        long[] places = new long[image.sectors()];
        Arrays.fill(places, -1);
        long at = 0;
        for (Optional<Range> data = volume.nextData(at); data.isPresent(); data = volume.nextData(at)) {
            at = Math.max(at, data.get().at() / SECTOR_BYTES * SECTOR_BYTES);
            int count = (int) (Math.min(SEARCH_BYTES, volume.sizeBytes() - at) / SECTOR_BYTES * SECTOR_BYTES);
            if (count == 0) {
                break;
            }
            byte[] block = volume.read(at, count).array();
            for (int i = 0; i < count; i += SECTOR_BYTES) {
                int number = image.numberOf(block, i);
                if (number >= 0) {
                    places[number] = once(places[number], (at + i) / SECTOR_BYTES);
                }
            }
            at += count;
        }
        if (Arrays.stream(places).anyMatch(place -> place < 0)) {
            throw new Failure("ldlinux.sys was not found on the partition '" + on + "'",
                "Use a filesystem that keeps files as they are, or GRUB.");
        }
        return places;
    }

    private long once(long before, long place) throws Failure {
        if (before >= 0) {
            throw new Failure("ldlinux.sys is twice on the partition '" + on + "'", "Put it there once.");
        }
        return place;
    }
}
