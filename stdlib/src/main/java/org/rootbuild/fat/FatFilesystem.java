package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.JoinedRanges;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * A FAT filesystem that is there already. Clusters that belong to nothing are left alone; a chain that goes in a
 * circle, leads out of the filesystem, or shares a cluster with another one is damage. Limits: 1,000,000 names, paths of
 * 4,096 characters. Not safe for use by several threads.
 */
public final class FatFilesystem implements Filesystem {
    private final Volume volume;
    private final BootSector boot;
    private final Facts facts;

    private FatFilesystem(Volume volume, BootSector boot, Facts facts) {
        this.volume = volume;
        this.boot = boot;
        this.facts = facts;
    }

    /**
     * The filesystem on the volume; empty when it is not FAT.
     *
     * @throws Failure when it is FAT, but damaged or cut off
     */
    public static Optional<FatFilesystem> open(Volume volume) throws IOException {
        if (volume.sizeBytes() < BootSector.BYTES) {
            return Optional.empty();
        }
        Optional<BootSector> found = BootCheck.read(volume.read(0, BootSector.BYTES), volume.sizeBytes());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        BootSector boot = found.get();
        return Optional.of(new FatFilesystem(volume, boot, facts(volume, boot)));
    }

    private static Facts facts(Volume volume, BootSector boot) throws IOException {
        FatGeometry geometry = boot.geometry();
        Optional<String> written = Optional.of(boot.label().stripTrailing())
            .filter(text -> !text.isEmpty() && !text.equals(BootSector.NO_LABEL.stripTrailing()));
        Optional<String> label = FatScan.label(volume, boot, new FatTable(volume, boot)).or(() -> written);
        Optional<String> id = boot.volumeId() < 0 ? Optional.empty()
            : Optional.of(String.format("%04X-%04X", boot.volumeId() >> 16, boot.volumeId() & 0xffff));
        long free = FreeClusters.count(volume, boot);
        return new Facts(geometry.kind().word(), label, id, geometry.sizeBytes(), free * geometry.clusterBytes());
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public FileTree tree() throws IOException {
        return FatTree.of(volume, boot, new FatScan(volume, boot, new FatTable(volume, boot)).read());
    }

    /**
     * Changes that reach the volume at once. Names are looked up whatever their case, as FAT does, and stay as they
     * were spelt first; a short name stays with its entry until that is renamed.
     */
    @Override
    public Edit edit() throws IOException {
        return FatEdit.of(volume, boot);
    }

    /** The reserved sectors, all tables, the root folder, and the clusters that the table does not call free. */
    @Override
    public List<Range> inUse() throws IOException {
        FatGeometry geometry = boot.geometry();
        JoinedRanges ranges = new JoinedRanges();
        ranges.add(new Range(0, geometry.dataAt()));
        BitSet used = FreeClusters.used(volume, boot);
        for (int first = used.nextSetBit(0); first >= 0; first = used.nextSetBit(used.nextClearBit(first))) {
            long clusters = used.nextClearBit(first) - first;
            ranges.add(new Range(geometry.clusterAt(first), clusters * geometry.clusterBytes()));
        }
        return ranges.list();
    }

    /**
     * What makes one like this at another size: kind, label, id, sectors, number of tables, room of the root folder and
     * boot code. How large clusters are is left open, since it depends on the size.
     *
     * @param hiddenSectors sectors of the disk before the new one
     */
    public FatOptions options(long hiddenSectors) throws IOException {
        FatGeometry geometry = boot.geometry();
        FatOptions like = FatOptions.defaults().withKind(geometry.kind()).withSectorBytes(geometry.sectorBytes())
            .withVolumeId(Math.max(0, boot.volumeId())).withHiddenSectors(hiddenSectors).withMedia(boot.media())
            .withTables(geometry.tables()).withRootEntries(geometry.rootEntries())
            .withReservedSectors(geometry.reservedSectors()).withBootSector(bootSector());
        return named(like);
    }

    /** The same where that kind of FAT cannot have the size: another kind, with the names of this one. */
    public FatOptions optionsOfAnyKind(long hiddenSectors) {
        return named(FatOptions.defaults().withSectorBytes(boot.geometry().sectorBytes())
            .withVolumeId(Math.max(0, boot.volumeId())).withHiddenSectors(hiddenSectors).withMedia(boot.media()));
    }

    private FatOptions named(FatOptions options) {
        return facts.label().filter(text -> FatOptions.labelProblem(text).isEmpty()).map(options::withLabel)
            .orElse(options);
    }

    /** Of a cluster. */
    public int clusterBytes() {
        return boot.geometry().clusterBytes();
    }

    BootSector boot() {
        return boot;
    }

    /** The first 512 bytes: boot code and description of the filesystem. */
    public byte[] bootSector() throws IOException {
        return volume.read(0, BootSector.BYTES).array();
    }

    /**
     * Takes the boot code of 512 bytes such as {@code ldlinux.bss} of syslinux; the description of the filesystem is
     * kept. FAT32's backup of the sector gets it too.
     */
    public void writeBootCode(byte[] sector) throws IOException {
        if (sector.length != BootSector.BYTES) {
            throw new IllegalArgumentException("a boot sector has 512 bytes, not " + sector.length);
        }
        int code = BootSector.codeAt(boot.geometry().kind());
        byte[] changed = bootSector();
        // The jump and the maker's name, then everything behind the description, with the signature at its end.
        System.arraycopy(sector, 0, changed, 0, 11);
        System.arraycopy(sector, code, changed, code, BootSector.BYTES - 2 - code);
        writeSectors(changed);
    }

    /** Says how many sectors of the disk come before the partition; needed when it was moved. */
    public void writeHiddenSectors(long sectors) throws IOException {
        byte[] changed = bootSector();
        ByteBuffer.wrap(changed).putInt(28, Integer.reverseBytes((int) sectors));
        writeSectors(changed);
    }

    private void writeSectors(byte[] sector) throws IOException {
        volume.write(0, ByteBuffer.wrap(sector));
        int backup = boot.backupSector();
        if (backup > 0 && backup < boot.geometry().reservedSectors()) {
            volume.write((long) backup * boot.geometry().sectorBytes(), ByteBuffer.wrap(sector));
        }
    }

    /**
     * Where the bytes of a plain file lie on the volume, in order, as a boot loader wants to know it.
     *
     * @throws Failure when there is no such file
     */
    public List<Range> placesOf(String path) throws IOException {
        FatTable table = new FatTable(volume, boot);
        FatNode node = new FatScan(volume, boot, table).read();
        for (String name : TreePath.of(path).split("/")) {
            node = node.childInAnyCase(name).orElseThrow(() -> new Failure("there is no file " + path
                + " on the FAT filesystem", "Write it there first."));
        }
        if (node.isFolder()) {
            throw new Failure(path + " is a folder of the FAT filesystem", "Name a plain file.");
        }
        return ranges(node, table);
    }

    private List<Range> ranges(FatNode node, FatTable table) throws IOException {
        List<Range> ranges = new ArrayList<>();
        int size = boot.geometry().clusterBytes();
        int cluster = node.cluster();
        for (long left = node.record().sizeBytes(); left > 0; left -= size) {
            Range part = new Range(boot.geometry().clusterAt(cluster), Math.min(left, size));
            Range last = ranges.isEmpty() ? new Range(0, 0) : ranges.get(ranges.size() - 1);
            if (!ranges.isEmpty() && last.end() == part.at()) {
                ranges.set(ranges.size() - 1, new Range(last.at(), last.lengthBytes() + part.lengthBytes()));
            } else {
                ranges.add(part);
            }
            cluster = left > size ? table.following(cluster) : cluster;
        }
        return ranges;
    }
}
