package org.rootbuild.fat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Volume;

/**
 * Reads all folders of a filesystem and follows every chain once. No cluster may belong to two of them, so that what is
 * read is never more than the volume holds, whatever stands on it.
 */
final class FatScan {
    private static final int MOST_NAMES = 1_000_000;
    private static final long MOST_PATH_CHARACTERS = 64L << 20;

    private final Volume volume;
    private final FatGeometry geometry;
    private final BootSector boot;
    private final FatTable table;
    private final BitSet claimed = new BitSet();
    private final Deque<FatNode> waiting = new ArrayDeque<>();
    private Optional<String> label = Optional.empty();
    private int names;
    private long pathCharacters;

    FatScan(Volume volume, BootSector boot, FatTable table) {
        this.volume = volume;
        this.boot = boot;
        this.table = table;
        geometry = boot.geometry();
    }

    /** The root folder with everything below it. */
    FatNode read() throws IOException {
        FatNode root = root(boot);
        waiting.add(root);
        while (!waiting.isEmpty()) {
            FatNode folder = waiting.remove();
            readFolder(folder, folder.path());
        }
        return root;
    }

    static FatNode root(BootSector boot) {
        return new FatNode("", Optional.empty(), DirectoryRecord.of(Planned.DOT, DirectoryRecord.FOLDER, 0, 0,
            boot.rootCluster(), 0), 0, 0);
    }

    /** Clusters that something was found to be in. */
    BitSet claimed() {
        return claimed;
    }

    /** The label that stands in the root folder, which counts more than that of the boot sector. */
    static Optional<String> label(Volume volume, BootSector boot, FatTable table) throws IOException {
        FatScan scan = new FatScan(volume, boot, table);
        scan.readFolder(root(boot), "");
        return scan.label;
    }

    private void readFolder(FatNode folder, String path) throws IOException {
        byte[] bytes = bytes(folder, path);
        LongName.Parts parts = new LongName.Parts();
        for (int at = 0; at < bytes.length && bytes[at] != 0; at += FatGeometry.ENTRY_BYTES) {
            int attributes = bytes[at + 11] & 0x3f;
            if ((bytes[at] & 0xff) == DirectoryRecord.DELETED) {
                parts.clear();
            } else if (attributes == DirectoryRecord.LONG_NAME) {
                parts.add(bytes, at);
            } else {
                DirectoryRecord record = DirectoryRecord.decode(bytes, at, geometry.kind());
                take(folder, path, record, parts, at / FatGeometry.ENTRY_BYTES);
                parts.clear();
            }
        }
    }

    private byte[] bytes(FatNode folder, String path) throws IOException {
        if (folder.isRoot() && geometry.kind() != FatKind.FAT32) {
            return volume.read(geometry.root().at(), (int) geometry.root().lengthBytes()).array();
        }
        long clusters = claim(folder.cluster(), path, FolderBytes.MOST_BYTES / geometry.clusterBytes() + 1);
        return FolderBytes.read(volume, geometry, table, folder.cluster(), (int) clusters);
    }

    private void take(FatNode folder, String path, DirectoryRecord record, LongName.Parts parts, int slot)
        throws IOException {
        if (record.isLabel()) {
            if (folder.isRoot() && !record.isFolder()) {
                label = Optional.of(ShortName.label(record.meantName()));
            }
            return;
        }
        if (record.name()[0] == '.') {
            return;
        }
        int longSlots = parts.slotsFor(record.name());
        String name = longSlots > 0 ? parts.name() : ShortName.shown(record.meantName(), record.caseFlags());
        check(name, path);
        FatNode node = new FatNode(name, Optional.of(folder), record, slot - longSlots, longSlots + 1);
        if (!folder.add(node)) {
            throw Damage.found("the folder " + TreePath.shown(path) + " has two entries '" + name + "'");
        }
        String own = TreePath.child(path, name);
        count(own);
        if (node.isFolder()) {
            waiting.add(node);
        } else {
            claimFile(record, own);
        }
    }

    private static void check(String name, String path) throws Failure {
        boolean bad = name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0
            || name.chars().anyMatch(one -> one < ' ') || halved(name);
        if (bad) {
            throw Damage.found("the folder " + TreePath.shown(path) + " has an entry whose name no file can have");
        }
    }

    private static boolean halved(String name) {
        return name.codePoints().anyMatch(one -> one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE);
    }

    private void count(String path) throws Failure {
        names++;
        pathCharacters += path.length();
        if (path.length() > TreePath.PATH_LIMIT) {
            throw Damage.found("a path is longer than " + TreePath.PATH_LIMIT + " characters");
        }
        if (names > MOST_NAMES || pathCharacters > MOST_PATH_CHARACTERS) {
            throw new Failure("the FAT filesystem holds more than " + MOST_NAMES + " names, or paths of more than "
                + MOST_PATH_CHARACTERS + " characters in all", "So many are not read; mount it instead.");
        }
    }

    private void claimFile(DirectoryRecord record, String path) throws IOException {
        if (record.firstCluster() == 0) {
            if (record.sizeBytes() > 0) {
                throw Damage.found(TreePath.shown(path) + " has " + record.sizeBytes() + " bytes and no cluster");
            }
            return;
        }
        long clusters = claim(record.firstCluster(), path, Long.MAX_VALUE);
        if (clusters < geometry.clustersOf(record.sizeBytes())) {
            throw Damage.found(TreePath.shown(path) + " has " + record.sizeBytes() + " bytes, but only " + clusters
                + " clusters of " + geometry.clusterBytes() + " bytes");
        }
    }

    /** Follows a chain to its end, and answers how many clusters it has. */
    private long claim(int first, String path, long most) throws IOException {
        long count = 0;
        int cluster = first;
        do {
            if (!geometry.has(cluster)) {
                throw Damage.found("the chain of " + TreePath.shown(path) + " leads to cluster " + cluster
                    + ", which is none");
            }
            if (claimed.get(cluster)) {
                throw Damage.found("the chain of " + TreePath.shown(path) + " comes to cluster " + cluster
                    + ", which is in use already");
            }
            claimed.set(cluster);
            if (++count > most) {
                throw Damage.found("the folder " + TreePath.shown(path) + " has more than " + FolderBytes.MOST_BYTES
                    + " bytes");
            }
            cluster = table.next(cluster);
        } while (!table.ends(cluster));
        return count;
    }
}
