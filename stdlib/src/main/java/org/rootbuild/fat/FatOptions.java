package org.rootbuild.fat;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a FAT filesystem is to be made. What is left empty, or 0 where 0 makes no sense, is chosen by size as
 * {@code mkfs.vfat} does.
 *
 * @param kind            empty: FAT12 or FAT16 below 512 MiB, FAT32 from there on
 * @param label           1 to 11 characters; see {@link #labelProblem}
 * @param volumeId        0 to 0xffffffff, shown as {@code 1234-ABCD}
 * @param clusterBytes    a power of two, from one sector to 128 sectors
 * @param sectorBytes     512, 1024, 2048 or 4096
 * @param hiddenSectors   sectors of the disk before the partition, which some boot code needs
 * @param epochSeconds    time of the label, the one thing that no entry of the tree stands for
 * @param media           0xf8 for a disk, 0xf0 and 0xf9 to 0xff for others; -1: by size
 * @param tables          how many copies of the table, 1 to 4
 * @param rootEntries     room in the root folder of FAT12 and FAT16; 0: by size
 * @param reservedSectors before the first table; 0: 1, or 32 for FAT32
 * @param aligned         whether tables and data begin at whole clusters
 * @param bootSector      512 bytes whose boot code is taken; what describes the filesystem in them is replaced
 * @param links           what becomes of symbolic links
 * @param omitSpecial     whether devices, pipes and sockets are left out instead of refused
 */
public record FatOptions(Optional<FatKind> kind, Optional<String> label, long volumeId, OptionalInt clusterBytes,
                         int sectorBytes, long hiddenSectors, long epochSeconds, int media, int tables, int rootEntries,
                         int reservedSectors, boolean aligned, Optional<byte[]> bootSector, Links links,
                         boolean omitSpecial) {
    /** What becomes of symbolic links, which FAT does not know. */
    public enum Links {
        /** They are refused, all by name. */
        REFUSE,
        /** A link to a plain file of the tree becomes a copy of that file; others are refused. */
        FOLLOW,
        /** They are left out. */
        OMIT
    }

    private static final String NOT_IN_LABELS = "*?.,;:/\\|+=<>[]\"";
    private static final int LABEL_LIMIT = 11;
    private static final int MOST_SECTORS_IN_CLUSTER = 128;

    public FatOptions {
        label.flatMap(FatOptions::labelProblem).ifPresent(FatOptions::refuse);
        check(volumeId >= 0 && volumeId <= 0xffffffffL, "volume id " + volumeId);
        check(power(sectorBytes) && sectorBytes >= 512 && sectorBytes <= 4096, "sector size " + sectorBytes);
        int cluster = clusterBytes.orElse(sectorBytes);
        check(power(cluster) && cluster >= sectorBytes && cluster <= sectorBytes * MOST_SECTORS_IN_CLUSTER,
            "cluster size " + cluster + " with sectors of " + sectorBytes);
        check(hiddenSectors >= 0 && hiddenSectors <= 0xffffffffL, "hidden sectors " + hiddenSectors);
        check(media == -1 || media == 0xf0 || media >= 0xf8 && media <= 0xff, "media byte " + media);
        check(tables >= 1 && tables <= 4, "number of tables " + tables);
        check(rootEntries >= 0 && rootEntries <= 65520, "root entries " + rootEntries);
        check(reservedSectors >= 0 && reservedSectors <= 65535, "reserved sectors " + reservedSectors);
        check(bootSector.map(bytes -> bytes.length).orElse(512) == 512, "boot sector that is not of 512 bytes");
    }

    /** Kind and cluster size by size, no label, id 0, sectors of 512 bytes, time 1980. */
    public static FatOptions defaults() {
        return new FatOptions(Optional.empty(), Optional.empty(), 0, OptionalInt.empty(), 512, 0, 0, -1, 2, 0, 0, true,
            Optional.empty(), Links.REFUSE, false);
    }

    /** Why this can be no label, as a clause; empty when it can. Lower-case letters are kept as they are. */
    public static Optional<String> labelProblem(String label) {
        if (label.isBlank() || label.length() > LABEL_LIMIT) {
            return Optional.of("the label '" + label + "' has not 1 to " + LABEL_LIMIT + " characters");
        }
        boolean fits = label.chars().allMatch(one -> one >= ' ' && one < 0x7f && NOT_IN_LABELS.indexOf(one) < 0);
        if (!fits || label.startsWith(" ")) {
            return Optional.of("the label '" + label + "' holds a character that no label of FAT can hold (only ASCII,"
                + " without " + NOT_IN_LABELS + " and without a blank in front)");
        }
        return Optional.empty();
    }

    /** The number behind {@code 1234-ABCD} or {@code 1234ABCD}, in either case; empty when it is no such text. */
    public static OptionalLong volumeId(String text) {
        String digits = text.toLowerCase(Locale.ROOT).replaceFirst("^(.{4})-", "$1");
        return digits.matches("[0-9a-f]{8}") ? OptionalLong.of(Long.parseLong(digits, 16)) : OptionalLong.empty();
    }

    public FatOptions withKind(FatKind changed) {
        return new FatOptions(Optional.of(changed), label, volumeId, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, media, tables, rootEntries, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withLabel(String changed) {
        return new FatOptions(kind, Optional.of(changed), volumeId, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, media, tables, rootEntries, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withVolumeId(long changed) {
        return new FatOptions(kind, label, changed, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, media, tables, rootEntries, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withClusterBytes(int changed) {
        return new FatOptions(kind, label, volumeId, OptionalInt.of(changed), sectorBytes, hiddenSectors,
            epochSeconds, media, tables, rootEntries, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withSectorBytes(int changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, changed, hiddenSectors,
            epochSeconds, media, tables, rootEntries, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withHiddenSectors(long changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, changed,
            epochSeconds, media, tables, rootEntries, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withEpochSeconds(long changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, hiddenSectors,
            changed, media, tables, rootEntries, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withMedia(int changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, changed, tables, rootEntries, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withTables(int changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, media, changed, rootEntries, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withRootEntries(int changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, media, tables, changed, reservedSectors, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withReservedSectors(int changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, media, tables, rootEntries, changed, aligned, bootSector, links, omitSpecial);
    }

    public FatOptions withAligned(boolean changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, media, tables, rootEntries, reservedSectors, changed, bootSector, links, omitSpecial);
    }

    public FatOptions withBootSector(byte[] changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, hiddenSectors, epochSeconds, media,
            tables, rootEntries, reservedSectors, aligned, Optional.of(changed.clone()), links, omitSpecial);
    }

    public FatOptions withLinks(Links changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, media, tables, rootEntries, reservedSectors, aligned, bootSector, changed, omitSpecial);
    }

    public FatOptions withOmitSpecial(boolean changed) {
        return new FatOptions(kind, label, volumeId, clusterBytes, sectorBytes, hiddenSectors,
            epochSeconds, media, tables, rootEntries, reservedSectors, aligned, bootSector, links, changed);
    }

    private static boolean power(int number) {
        return number > 0 && Integer.bitCount(number) == 1;
    }

    private static void check(boolean fits, String what) {
        if (!fits) {
            refuse("no FAT can have the " + what);
        }
    }

    private static void refuse(String sentence) {
        throw new IllegalArgumentException(sentence);
    }
}
