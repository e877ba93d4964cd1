package org.rootbuild.fat;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/** Judges a first sector: no FAT, a FAT, or a damaged one. */
final class BootCheck {
    private BootCheck() {
    }

    /**
     * Empty when the sector is none of FAT.
     *
     * @throws Failure when it says that it is FAT, but also what cannot be
     */
    static Optional<BootSector> read(ByteBuffer sector, long volumeBytes) throws Failure {
        if (!BootSector.signed(sector) || (sector.get(0) & 0xff) != 0xeb && (sector.get(0) & 0xff) != 0xe9) {
            return Optional.empty();
        }
        BootSector boot = BootSector.read(sector);
        Optional<String> problem = problem(boot);
        if (problem.isPresent() && BootSector.claims(sector)) {
            throw Damage.found("its boot sector " + problem.get());
        }
        if (problem.isPresent()) {
            return Optional.empty();
        }
        FatGeometry geometry = boot.geometry();
        if (geometry.sizeBytes() > volumeBytes) {
            throw new Failure("the FAT filesystem is cut off: it has " + geometry.sizeBytes() + " bytes, and "
                + volumeBytes + " are there", "Get the image again, or make the partition as large as it was.");
        }
        return Optional.of(boot);
    }

    private static Optional<String> problem(BootSector boot) {
        FatGeometry geometry = boot.geometry();
        int sector = geometry.sectorBytes();
        int cluster = geometry.clusterSectors();
        boolean fat32 = geometry.kind() == FatKind.FAT32;
        if (sector < 512 || sector > 4096 || Integer.bitCount(sector) != 1) {
            return Optional.of("says that sectors have " + sector + " bytes");
        } else if (Integer.bitCount(cluster) != 1) {
            return Optional.of("says that clusters have " + cluster + " sectors");
        } else if (geometry.reservedSectors() == 0) {
            return Optional.of("has no reserved sectors");
        } else if (geometry.tables() == 0 || geometry.tableSectors() == 0) {
            return Optional.of("has no table");
        } else if (boot.media() != 0xf0 && boot.media() < 0xf8) {
            return Optional.of(String.format("has the media byte 0x%02x", boot.media()));
        } else if (fat32 != (geometry.rootEntries() == 0)) {
            return Optional.of("says that the root folder has " + geometry.rootEntries() + " entries");
        } else if (geometry.clusters() < 1 || geometry.clusters() > geometry.kind().mostClusters() + 1) {
            return Optional.of("leaves " + geometry.clusters() + " clusters");
        } else if (geometry.kind().tableBytes(geometry.clusters() + 2L) > geometry.tableBytes()) {
            return Optional.of("has a table that is too short for " + geometry.clusters() + " clusters");
        } else if (fat32 && !geometry.has(boot.rootCluster())) {
            return Optional.of("puts the root folder into cluster " + boot.rootCluster());
        }
        return boot.activeTable() < geometry.tables() ? Optional.empty()
            : Optional.of("says that table " + boot.activeTable() + " is in use");
    }
}
