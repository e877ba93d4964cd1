package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/**
 * Makes a FAT filesystem out of a file tree: folders first, then the files one behind the other in order of their
 * paths, so that everything is written once and from front to back.
 *
 * <p>Owners, groups, extended attributes and all of a mode but "nobody may write it" are dropped in silence, since FAT
 * has no place for them; a hard link becomes a file of its own, and a time before 1980 or after 2107 the nearest one
 * there is, which a note says. Whatever else FAT cannot hold is refused, all of it in one sentence. Times are those of
 * UTC, in steps of two seconds.
 */
public final class FatMaker implements FilesystemMaker {
    /** One thread reads while another one writes. */
    private static final int USUAL_THREADS = 2;

    private final FatOptions options;
    private final int threads;

    public FatMaker(FatOptions options) {
        this(options, USUAL_THREADS);
    }

    /** @param threads that write files side by side; the bytes are the same whatever their number */
    public FatMaker(FatOptions options, int threads) {
        this.options = options;
        this.threads = threads;
    }

    @Override
    public String kind() {
        return options.kind().map(FatKind::word).orElse("fat");
    }

    /**
     * {@inheritDoc} Of FAT32 it is one that all readers take for FAT32, which has 33 MiB at least; {@link #make} fills
     * a smaller volume too, and says in a note what comes of it.
     */
    @Override
    public long neededBytes(FileTree tree) throws IOException, InterruptedException {
        FatPlan plan = FatPlan.of(tree, options);
        FatSizing sizing = sizing(plan);
        return smallest(plan, sizing, true).map(FatGeometry::sizeBytes).orElseThrow(() -> tooMuch(plan));
    }

    private FatSizing sizing(FatPlan plan) {
        return new FatSizing(options, plan.root().count());
    }

    private Optional<FatGeometry> smallest(FatPlan plan, FatSizing sizing, boolean strict) {
        Optional<FatGeometry> best = Optional.empty();
        for (FatSizing.Shape shape : sizing.shapes()) {
            long clusters = plan.clusters(shape.clusterSectors() * options.sectorBytes(), shape.kind());
            Optional<FatGeometry> found = sizing.smallest(shape, clusters, strict);
            if (found.isPresent() && (best.isEmpty() || found.get().totalSectors() < best.get().totalSectors())) {
                best = found;
            }
        }
        return best;
    }

    private Failure tooMuch(FatPlan plan) {
        return new Failure("no " + kind() + " filesystem of these options can hold " + plan.files().size()
            + " files of " + plan.contentBytes() + " bytes",
            "Take a wider kind of FAT, larger clusters or more room in the root folder, or leave something out.");
    }

    @Override
    public void make(FileTree tree, Volume into, Activity activity) throws IOException, InterruptedException {
        FatPlan plan = FatPlan.of(tree, options);
        plan.notes().forEach(activity::note);
        FatGeometry geometry = choose(plan, into.sizeBytes(), activity);
        place(plan, geometry);
        BootSector boot = describe(geometry, plan);
        writeReserved(boot, used(plan, geometry), into);
        writeTables(plan, boot, into);
        ContentWriter writer = new ContentWriter(into, geometry, activity, plan.contentBytes());
        writer.folders(plan.folders());
        writer.files(plan.files(), threads);
    }

    private FatGeometry choose(FatPlan plan, long sizeBytes, Activity activity) throws Failure {
        FatSizing sizing = sizing(plan);
        long sectors = sizing.sectors(sizeBytes);
        Optional<FatGeometry> usual = sizing.usual(sectors);
        FatGeometry chosen;
        if (usual.isPresent() && fits(plan, usual.get())) {
            chosen = usual.get();
        } else {
            chosen = unusual(plan, sizing, sectors).orElseThrow(() -> tooSmall(plan, sizing, sizeBytes));
            activity.note("clusters of " + chosen.clusterBytes() + " bytes on " + chosen.kind().word()
                + " were taken, since the files do not fit into this volume with the usual ones");
        }
        if (chosen.kind() == FatKind.FAT32 && chosen.clusters() < FatKind.FAT32_CLUSTERS) {
            activity.note("this fat32 has only " + chosen.clusters() + " clusters; strict readers take fewer than "
                + FatKind.FAT32_CLUSTERS + " for fat16, so make it larger or take smaller clusters or fat16");
        }
        return chosen;
    }

    private static boolean fits(FatPlan plan, FatGeometry geometry) {
        return plan.clusters(geometry.clusterBytes(), geometry.kind()) <= geometry.clusters()
            && (geometry.kind() == FatKind.FAT32 || plan.root().count() <= geometry.rootEntries());
    }

    /** The largest clusters with which it fits; where alignment stands in the way, what needs the least is taken. */
    private Optional<FatGeometry> unusual(FatPlan plan, FatSizing sizing, long sectors) {
        Optional<FatGeometry> best = Optional.empty();
        for (FatSizing.Shape shape : sizing.shapes()) {
            Optional<FatGeometry> found = sizing.of(shape.kind(), shape.clusterSectors(), sectors)
                .filter(one -> fits(plan, one));
            if (found.isPresent() && (best.isEmpty() || rank(found.get()) > rank(best.get()))) {
                best = found;
            }
        }
        return best.or(() -> smallest(plan, sizing, false).filter(one -> one.totalSectors() <= sectors));
    }

    /** What no reader mistakes goes before what has large clusters. */
    private static int rank(FatGeometry geometry) {
        boolean plain = geometry.clusters() >= geometry.kind().fewestForAll();
        return geometry.clusterSectors() + (plain ? FatSizing.MOST_CLUSTER_SECTORS : 0);
    }

    private Failure tooSmall(FatPlan plan, FatSizing sizing, long sizeBytes) {
        return smallest(plan, sizing, true).map(least -> new Failure("the files need a " + kind() + " filesystem of "
            + least.sizeBytes() + " bytes, and there is room for " + sizeBytes,
            "Make the partition larger, or put less into it.")).orElseGet(() -> tooMuch(plan));
    }

    private static void place(FatPlan plan, FatGeometry geometry) {
        long next = FatGeometry.FIRST_CLUSTER;
        for (Planned.Folder folder : plan.folders()) {
            if (folder.parent == folder && geometry.kind() != FatKind.FAT32) {
                continue;
            }
            folder.firstCluster = (int) next;
            next += folderClusters(folder, geometry);
        }
        for (Planned.File file : plan.files()) {
            file.firstCluster = file.sizeBytes() == 0 ? 0 : (int) next;
            next += geometry.clustersOf(file.sizeBytes());
        }
    }

    static long folderClusters(Planned.Folder folder, FatGeometry geometry) {
        return folder.firstCluster == 0 ? 0 : Math.max(1, geometry.clustersOf(folder.sizeBytes()));
    }

    private BootSector describe(FatGeometry geometry, FatPlan plan) {
        Floppy floppy = Floppy.geometry(geometry.totalSectors(), geometry.sectorBytes());
        boolean fat32 = geometry.kind() == FatKind.FAT32;
        int reserved = geometry.reservedSectors();
        String label = options.label().map(BootSector::filled).orElse(BootSector.NO_LABEL);
        return new BootSector(geometry, options.media() < 0 ? floppy.media() : options.media(), floppy.trackSectors(),
            floppy.heads(), options.hiddenSectors(), options.volumeId(), label, fat32 && reserved > 1 ? 1 : 0,
            fat32 ? reserved > 7 ? 6 : reserved > 3 ? reserved - 2 : 0 : 0, plan.root().firstCluster, 0);
    }

    private static int used(FatPlan plan, FatGeometry geometry) {
        return (int) plan.clusters(geometry.clusterBytes(), geometry.kind());
    }

    private void writeReserved(BootSector boot, int used, Volume into) throws IOException {
        byte[] sector = options.bootSector().map(byte[]::clone).orElse(BootCode.plain(boot.geometry().kind()));
        boot.describeIn(sector);
        int sectorBytes = boot.geometry().sectorBytes();
        FsInfo info = new FsInfo(boot.geometry().clusters() - used, FatGeometry.FIRST_CLUSTER + used - 1);
        for (int at : boot.backupSector() > 0 ? new int[] {0, boot.backupSector()} : new int[] {0}) {
            into.write((long) at * sectorBytes, ByteBuffer.wrap(sector));
            if (boot.infoSector() > 0) {
                into.write((long) (at + boot.infoSector()) * sectorBytes, info.encoded());
            }
        }
    }

    private static void writeTables(FatPlan plan, BootSector boot, Volume into) throws IOException {
        FatGeometry geometry = boot.geometry();
        TableWriter tables = new TableWriter(into, geometry, boot.media());
        for (Planned.Folder folder : plan.folders()) {
            tables.chain(folderClusters(folder, geometry));
        }
        for (Planned.File file : plan.files()) {
            tables.chain(geometry.clustersOf(file.sizeBytes()));
        }
        tables.finish();
    }
}
