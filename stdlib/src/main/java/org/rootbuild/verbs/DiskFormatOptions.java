package org.rootbuild.verbs;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.rootbuild.disk.StableIds;
import org.rootbuild.fat.FatKind;
import org.rootbuild.fat.FatOptions;
import org.rootbuild.mkfs.BtrfsOptions;
import org.rootbuild.mkfs.SquashfsKept;
import org.rootbuild.mkfs.SquashfsOptions;
import org.rootbuild.mkfs.SwapOptions;
import org.rootbuild.mkfs.XfsOptions;
import org.rootbuild.model.Fields;

/**
 * What the makers of filesystems are told, out of what the recipe said. Used while a recipe is read, to find what
 * cannot be, and again when the disk is made. Every method throws an {@link IllegalArgumentException} with a sentence.
 *
 * @param said         the fields of a {@link DiskFormat}
 * @param partition    the name of the partition
 * @param ids          for what the recipe does not name
 * @param epochSeconds the time of everything
 */
record DiskFormatOptions(Fields said, String partition, StableIds ids, long epochSeconds) {
    static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Map<String, FatKind> FAT = Map.of("fat12", FatKind.FAT12, "fat16", FatKind.FAT16, "fat32",
        FatKind.FAT32);

    String kind() {
        return said.text(DiskFormat.KIND);
    }

    boolean isFat() {
        return kind().startsWith("fat");
    }

    String label() {
        return said.findText(DiskFormats.LABEL).orElse("");
    }

    UUID uuid() {
        return said.findText(DiskFormats.UUID).map(DiskFormatOptions::uuid)
            .orElseGet(() -> ids.uuid("filesystem " + partition));
    }

    static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new DiskMistake("'" + text + "' is no UUID", "Write it like 0fc63daf-8483-4772-8e79-3d69d8477de4.");
        }
        return UUID.fromString(text);
    }

    /** As {@code blkid} prints it; empty where the kind of filesystem has none. */
    Optional<String> shownId() {
        if (isFat()) {
            String digits = String.format("%08X", volumeId());
            return Optional.of(digits.substring(0, 4) + "-" + digits.substring(4));
        }
        return kind().equals("squashfs") ? Optional.empty() : Optional.of(uuid().toString());
    }

    private long volumeId() {
        Optional<String> given = said.findText(DiskFormats.ID);
        if (given.isEmpty()) {
            return ids.number("filesystem " + partition);
        }
        OptionalLong number = FatOptions.volumeId(given.get());
        return number.orElseThrow(() -> new DiskMistake("'" + given.get() + "' is no serial number of a FAT"
            + " filesystem", "Write it like 1234-ABCD."));
    }

    /** @param sectorSize of the disk */
    FatOptions fat(int sectorSize, long hiddenSectors) {
        FatOptions options = FatOptions.defaults().withVolumeId(volumeId()).withEpochSeconds(epochSeconds)
            .withSectorBytes(sectorSize).withHiddenSectors(Math.min(hiddenSectors, 0xffffffffL))
            .withOmitSpecial(said.flag("omitSpecial"));
        if (FAT.containsKey(kind())) {
            options = options.withKind(FAT.get(kind()));
        }
        if (!label().isEmpty()) {
            options = options.withLabel(label());
        }
        Optional<Integer> cluster = number("clusterSize");
        options = cluster.isPresent() ? options.withClusterBytes(cluster.get()) : options;
        Optional<Integer> tables = number("tables");
        options = tables.isPresent() ? options.withTables(tables.get()) : options;
        Optional<Integer> entries = number("rootEntries");
        options = entries.isPresent() ? options.withRootEntries(entries.get()) : options;
        return options.withLinks(links());
    }

    private FatOptions.Links links() {
        String links = said.findText("links").orElse("refuse");
        return switch (links) {
            case "refuse" -> FatOptions.Links.REFUSE;
            case "follow" -> FatOptions.Links.FOLLOW;
            case "omit" -> FatOptions.Links.OMIT;
            default -> throw new DiskMistake("'links:' is '" + links + "'", "It is refuse, follow or omit.");
        };
    }

    Optional<Integer> number(String name) {
        return said.findWhole(name).map(number -> {
            if (number < 0 || number > Integer.MAX_VALUE) {
                throw new DiskMistake("'" + name + ":' cannot be " + number, "Make it smaller.");
            }
            return number.intValue();
        });
    }

    SwapOptions swap() {
        return new SwapOptions(label(), uuid(), number("pageSize").orElse(4096));
    }

    SquashfsOptions squashfs() {
        Optional<Integer> level = number("level");
        return new SquashfsOptions(said.findText("compress").orElse("zstd"),
            level.isPresent() ? OptionalInt.of(level.get()) : OptionalInt.empty(), number("blockSize").orElse(1 << 17),
            said.flag("exportable"), epochSeconds, squashfsKept());
    }

    private SquashfsKept squashfsKept() {
        String times = said.findText("times").orElse("capped");
        return new SquashfsKept(unlessDenied("xattrs"), unlessDenied("owners"), switch (times) {
            case "capped" -> SquashfsKept.Times.UP_TO_MAKING;
            case "exact" -> SquashfsKept.Times.EXACT;
            case "epoch" -> SquashfsKept.Times.OF_MAKING;
            default -> throw new DiskMistake("'times:' is '" + times + "'", "It is capped, exact or epoch.");
        }, unlessDenied("fragments"), said.texts("filters"));
    }

    private boolean unlessDenied(String name) {
        return said.find(name).isEmpty() || said.flag(name);
    }

    BtrfsOptions btrfs() {
        return new BtrfsOptions(label(), uuid(), said.texts("subvolumes"));
    }

    XfsOptions xfs() {
        return new XfsOptions(label(), uuid(), epochSeconds);
    }
}
