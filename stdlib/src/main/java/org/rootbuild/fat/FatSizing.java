package org.rootbuild.fat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses kind, cluster size and table size for a number of sectors, as mkfs.vfat 4.2 does ({@code -v} shows it). */
final class FatSizing {
    static final int MOST_CLUSTER_SECTORS = 128;
    private static final int USUAL_ROOT_ENTRIES = 512;
    private static final int USUAL_CLUSTER_SECTORS = 4;
    private static final int FAT32_RESERVED = 32;
    /** Sectors up to which tables and data are not aligned. */
    private static final long TINY_SECTORS = 8192;
    private static final long FAT32_FROM_BYTES = 512L << 20;
    private static final long MOST_SECTORS = 0xffffffffL;

    private final FatOptions options;
    private final int rootSlots;

    /** @param rootSlots entries that the root folder of FAT12 and FAT16 must at least have room for */
    FatSizing(FatOptions options, int rootSlots) {
        this.options = options;
        this.rootSlots = rootSlots;
    }

    long sectors(long sizeBytes) {
        return Math.min(MOST_SECTORS, sizeBytes / options.sectorBytes());
    }

    /** What mkfs.vfat would make of it; empty where it would refuse. */
    Optional<FatGeometry> usual(long sectors) {
        Floppy floppy = Floppy.of(sectors * options.sectorBytes());
        boolean large = floppy == Floppy.NONE && sectors * options.sectorBytes() >= FAT32_FROM_BYTES;
        Optional<FatKind> kind = options.kind().or(() -> large ? Optional.of(FatKind.FAT32) : Optional.empty());
        int first = kind.filter(one -> one == FatKind.FAT32).isPresent() ? fat32Cluster(sectors)
            : floppy == Floppy.NONE ? USUAL_CLUSTER_SECTORS : floppy.clusterSectors();
        int fixed = options.clusterBytes().orElse(0) / options.sectorBytes();
        int last = fixed > 0 ? fixed : MOST_CLUSTER_SECTORS;
        for (int cluster = fixed > 0 ? fixed : first; cluster <= last; cluster *= 2) {
            Optional<FatGeometry> found = widest(kind, cluster, sectors);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Of FAT12 and FAT16, where the kind is open, the one with more clusters. */
    private Optional<FatGeometry> widest(Optional<FatKind> kind, int cluster, long sectors) {
        if (kind.isPresent()) {
            return of(kind.get(), cluster, sectors);
        }
        Optional<FatGeometry> narrow = of(FatKind.FAT12, cluster, sectors);
        Optional<FatGeometry> wide = of(FatKind.FAT16, cluster, sectors);
        boolean takeWide = wide.isPresent() && (narrow.isEmpty() || wide.get().clusters() > narrow.get().clusters());
        return takeWide ? wide : narrow;
    }

    /** The sizes of fatgen103, counted in sectors of 512 bytes whatever the sectors are, as mkfs.vfat counts. */
    private static int fat32Cluster(long sectors) {
        long mebibytes = sectors / 2048;
        return mebibytes > 32 * 1024 ? 64 : mebibytes > 16 * 1024 ? 32 : mebibytes > 8 * 1024 ? 16
            : mebibytes > 260 ? 8 : 1;
    }

    /** Empty where so many sectors do not make a number of clusters that this kind can have. */
    Optional<FatGeometry> of(FatKind kind, int cluster, long sectors) {
        boolean fat32 = kind == FatKind.FAT32;
        int unit = options.aligned() && sectors > TINY_SECTORS ? cluster : 1;
        int usualReserved = fat32 ? FAT32_RESERVED : 1;
        long reserved = up(options.reservedSectors() == 0 ? usualReserved : options.reservedSectors(), unit);
        int sectorBytes = options.sectorBytes();
        long rootSectors = fat32 ? 0
            : up(FatGeometry.ceil((long) rootEntries(sectors) * FatGeometry.ENTRY_BYTES, sectorBytes), unit);
        long left = sectors - reserved - rootSectors;
        if (left <= 0 || rootSectors * sectorBytes / FatGeometry.ENTRY_BYTES > 0xffff) {
            return Optional.empty();
        }
        // A cluster takes its own bytes and half a byte to four bytes in each table.
        long halves = (long) kind.bits() / 4 * options.tables();
        long estimate = (2 * left * sectorBytes + 2 * halves) / (2L * cluster * sectorBytes + halves);
        long table = up(FatGeometry.ceil(kind.tableBytes(estimate + 2), sectorBytes), unit);
        long clusters = (left - options.tables() * table) / cluster;
        if (clusters < kind.fewestClusters() || clusters > kind.mostClusters() || !fat32 && table > 0xffff) {
            return Optional.empty();
        }
        return Optional.of(new FatGeometry(kind, sectorBytes, cluster, (int) reserved, options.tables(),
            (int) (rootSectors * sectorBytes / FatGeometry.ENTRY_BYTES), table, sectors, (int) clusters));
    }

    private int rootEntries(long sectors) {
        if (options.rootEntries() > 0) {
            return options.rootEntries();
        }
        Floppy floppy = Floppy.of(sectors * options.sectorBytes());
        return Math.max(rootSlots, floppy == Floppy.NONE ? USUAL_ROOT_ENTRIES : floppy.rootEntries());
    }

    private static long up(long number, int unit) {
        return FatGeometry.ceil(number, unit) * unit;
    }

    /** Every kind and cluster size that the options allow. */
    List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        int fixed = options.clusterBytes().orElse(0) / options.sectorBytes();
        for (FatKind kind : options.kind().map(List::of).orElse(List.of(FatKind.values()))) {
            for (int cluster = 1; cluster <= MOST_CLUSTER_SECTORS; cluster *= 2) {
                if (fixed == 0 || fixed == cluster) {
                    shapes.add(new Shape(kind, cluster));
                }
            }
        }
        return shapes;
    }

    /**
     * The smallest one of this shape that has at least so many clusters; empty when the kind cannot have so many.
     *
     * @param strict whether it is to have as many as every reader expects of its kind
     */
    Optional<FatGeometry> smallest(Shape shape, long neededClusters, boolean strict) {
        int fewest = strict ? shape.kind().fewestForAll() : shape.kind().fewestClusters();
        long clusters = Math.max(neededClusters, fewest);
        if (clusters > shape.kind().mostClusters()) {
            return Optional.empty();
        }
        long tables = options.tables() * FatGeometry.ceil(shape.kind().tableBytes(clusters + 2), options.sectorBytes());
        long least = 1 + tables + clusters * shape.clusterSectors();
        // Reserved sectors, alignment and what the estimate of the table's size adds, well rounded up.
        long slack = options.reservedSectors() + 64 + 16L * shape.clusterSectors() + tables / 64
            + FatGeometry.ceil(0xffffL * FatGeometry.ENTRY_BYTES, options.sectorBytes());
        for (long sectors = least; sectors <= Math.min(MOST_SECTORS, least + slack); sectors++) {
            Optional<FatGeometry> found = of(shape.kind(), shape.clusterSectors(), sectors);
            if (found.isPresent() && found.get().clusters() >= clusters) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A kind and a cluster size. */
    record Shape(FatKind kind, int clusterSectors) {
    }
}
