package org.rootbuild.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How things on disks are known by their first bytes: offsets from the kernel's headers ({@code magic.h},
 * {@code swap.h}, {@code squashfs_fs.h}, {@code btrfs_tree.h}, {@code xfs_format.h}, {@code erofs_fs.h},
 * {@code f2fs_fs.h}), ECMA-119 for ISO 9660, and the LUKS, LVM2, exFAT and NTFS descriptions.
 */
record SurveyKnown(Predicate<SurveySignature> isIt, Function<SurveySignature, SurveyContents> tell) {
    private static final int BTRFS = 64 << 10;
    private static final int ISO = 32 << 10;
    private static final int EXT = 1024;
    private static final int[] PAGES = {4096, 8192, 16384, 65536};

    static List<SurveyKnown> all() {
        return List.of(
            new SurveyKnown(s -> s.has(0, "LUKS\u00ba\u00be"), SurveyKnown::luks),
            new SurveyKnown(s -> lvm(s) >= 0, SurveyKnown::lvmContents),
            new SurveyKnown(s -> swapPage(s) > 0, SurveyKnown::swap),
            new SurveyKnown(s -> s.has(BTRFS + 64, "_BHRfS_M"), SurveyKnown::btrfs),
            new SurveyKnown(s -> s.has(0, "XFSB"), SurveyKnown::xfs),
            new SurveyKnown(s -> s.has(0, "hsqs"), s -> SurveyContents.of("squashfs").withSize(s.longAt(40))
                .withUsed(s.longAt(40))),
            new SurveyKnown(s -> s.uintAt(1024) == 0xE0F5E1E2L, s -> SurveyContents.of("erofs")
                .withUuid(s.uuid(1024 + 48)).withLabel(s.label(1024 + 64, 16, UTF_8))),
            new SurveyKnown(s -> s.uintAt(1024) == 0xF2F52010L, s -> SurveyContents.of("f2fs")
                .withUuid(s.uuid(1024 + 108)).withLabel(s.label(1024 + 124, 1024, UTF_16LE))),
            new SurveyKnown(s -> s.has(3, "NTFS    "), s -> SurveyContents.of("ntfs")
                .withUuid(String.format("%016X", s.longAt(72)))
                .withSize(SurveySignature.product(s.longAt(40), s.shortAt(11)))),
            new SurveyKnown(s -> s.has(3, "EXFAT   "), s -> SurveyContents.of("exfat").withUuid(s.serial(100))
                .withSize(SurveySignature.product(s.longAt(72), 1L << (s.byteAt(108) & 31)))),
            new SurveyKnown(s -> s.has(ISO + 1, "CD001"), SurveyKnown::iso),
            new SurveyKnown(s -> s.has(ISO, "JFS1"), s -> SurveyContents.of("jfs").withUuid(s.uuid(ISO + 136))),
            new SurveyKnown(s -> s.has(0, "ER") && s.has(512, "PM"), s -> SurveyContents.of("apple-partition-map")),
            new SurveyKnown(s -> s.uintAt(512) == 0x82564557L || s.uintAt(64) == 0x82564557L,
                s -> SurveyContents.of("bsd-disklabel")),
            new SurveyKnown(s -> s.shortAt(508) == 0xBEDA, s -> SurveyContents.of("sun-disklabel")),
            new SurveyKnown(s -> s.shortAt(EXT + 56) == 0xEF53, SurveyKnown::ext),
            new SurveyKnown(SurveyKnown::isFat, SurveyKnown::fat));
    }

    private static SurveyContents luks(SurveySignature s) {
        SurveyContents found = SurveyContents.of("luks").withUuid(s.label(168, 40, US_ASCII));
        boolean second = s.byteAt(7) == 2;
        return second ? found.withLabel(s.label(24, 48, UTF_8)) : found;
    }

    /** Where the label of an LVM2 physical volume is: in one of the first four sectors. */
    private static int lvm(SurveySignature s) {
        for (int at = 0; at < 2048; at += 512) {
            if (s.has(at, "LABELONE") && s.has(at + 24, "LVM2 001")) {
                return at;
            }
        }
        return -1;
    }

    private static SurveyContents lvmContents(SurveySignature s) {
        int label = lvm(s);
        int at = label + Math.min(s.intAt(label + 20) & 0x7FFFFFFF, 448);
        String id = s.label(at, 32, US_ASCII);
        return id.length() < 32 ? SurveyContents.of("lvm") : SurveyContents.of("lvm").withUuid(String.join("-",
            id.substring(0, 6), id.substring(6, 10), id.substring(10, 14), id.substring(14, 18), id.substring(18, 22),
            id.substring(22, 26), id.substring(26))).withSize(s.longAt(at + 32));
    }

    private static int swapPage(SurveySignature s) {
        for (int page : PAGES) {
            if (s.has(page - 10, "SWAPSPACE2")) {
                return page;
            }
        }
        return 0;
    }

    private static SurveyContents swap(SurveySignature s) {
        return SurveyContents.of("swap").withUuid(s.uuid(1036)).withLabel(s.label(1052, 16, UTF_8))
            .withSize(SurveySignature.product(s.uintAt(1028) + 1, swapPage(s)));
    }

    private static SurveyContents btrfs(SurveySignature s) {
        return SurveyContents.of("btrfs").withUuid(s.uuid(BTRFS + 32)).withLabel(s.label(BTRFS + 299, 256, UTF_8))
            .withSize(s.longAt(BTRFS + 112)).withUsed(s.longAt(BTRFS + 120));
    }

    private static SurveyContents xfs(SurveySignature s) {
        long block = s.bigIntAt(4);
        return SurveyContents.of("xfs").withUuid(s.uuid(32)).withLabel(s.label(108, 12, UTF_8))
            .withSize(SurveySignature.product(s.bigLongAt(8), block))
            .withUsed(SurveySignature.product(s.bigLongAt(8) - s.bigLongAt(144), block));
    }

    private static SurveyContents iso(SurveySignature s) {
        SurveyContents found = SurveyContents.of("iso9660").withLabel(s.label(ISO + 40, 32, US_ASCII))
            .withSize(SurveySignature.product(s.uintAt(ISO + 80), s.shortAt(ISO + 128)));
        // When it was last changed names it; when it was made, where that is not said.
        String changed = s.label(ISO + 830, 16, US_ASCII);
        String named = changed.matches("0*") ? s.label(ISO + 813, 16, US_ASCII) : changed;
        return named.matches("\\d{16}") ? found.withUuid(named.replaceFirst(
            "(....)(..)(..)(..)(..)(..)(..)", "$1-$2-$3-$4-$5-$6-$7")) : found;
    }

    private static SurveyContents ext(SurveySignature s) {
        boolean journal = (s.intAt(EXT + 92) & 0x4) != 0;
        boolean four = (s.intAt(EXT + 96) & ~0x3F) != 0 || (s.intAt(EXT + 100) & ~0x7) != 0;
        boolean wide = (s.intAt(EXT + 96) & 0x80) != 0;
        long block = 1024L << (s.intAt(EXT + 24) & 15);
        long blocks = s.uintAt(EXT + 4) | (wide ? s.uintAt(EXT + 336) << 32 : 0);
        long free = s.uintAt(EXT + 12) | (wide ? s.uintAt(EXT + 344) << 32 : 0);
        return SurveyContents.of(four ? "ext4" : journal ? "ext3" : "ext2").withUuid(s.uuid(EXT + 104))
            .withLabel(s.label(EXT + 120, 16, UTF_8)).withSize(SurveySignature.product(blocks, block))
            .withUsed(SurveySignature.product(blocks - free, block));
    }

    private static boolean isFat(SurveySignature s) {
        int sector = s.shortAt(11);
        boolean shaped = Integer.bitCount(sector) == 1 && sector >= 512 && sector <= 4096
            && Integer.bitCount(s.byteAt(13)) == 1 && (s.byteAt(16) == 1 || s.byteAt(16) == 2) && s.shortAt(14) > 0;
        return shaped && (s.byteAt(0) == 0xEB || s.byteAt(0) == 0xE9) && (s.shortAt(22) > 0 || s.uintAt(36) > 0);
    }

    /** The kind follows from the number of clusters and from nothing else (Microsoft's FAT specification, 3.5). */
    private static SurveyContents fat(SurveySignature s) {
        int sector = s.shortAt(11);
        long sectors = s.shortAt(19) > 0 ? s.shortAt(19) : s.uintAt(32);
        long table = s.shortAt(22) > 0 ? s.shortAt(22) : s.uintAt(36);
        long root = (s.shortAt(17) * 32L + sector - 1) / sector;
        long clusters = (sectors - s.shortAt(14) - s.byteAt(16) * table - root) / s.byteAt(13);
        boolean large = s.shortAt(22) == 0;
        int label = large ? 71 : 43;
        String name = s.label(label, 11, US_ASCII);
        SurveyContents found = SurveyContents.of(large ? "fat32" : clusters < 4085 ? "fat12" : "fat16")
            .withUuid(s.serial(large ? 67 : 39)).withSize(SurveySignature.product(sectors, sector));
        return name.equals("NO NAME") ? found : found.withLabel(name);
    }
}
