package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Volume;

/** One folder that entries are put into and taken out of. Whatever is not touched stays byte by byte. */
final class FolderEdit {
    private static final int ENTRY = FatGeometry.ENTRY_BYTES;

    private final Volume volume;
    private final FatGeometry geometry;
    private final Clusters clusters;
    private final FatNode folder;
    private final List<Integer> chain = new ArrayList<>();
    private final ShortNames shorts = new ShortNames();
    private byte[] bytes;
    /** The first entry behind the last one in use; what follows may be anything. */
    private int end;
    /** No entry before this one is free. */
    private int lowest;

    FolderEdit(Volume volume, BootSector boot, FatTable table, Clusters clusters, FatNode folder) throws IOException {
        this.volume = volume;
        this.clusters = clusters;
        this.folder = folder;
        geometry = boot.geometry();
        if (folder.isRoot() && geometry.kind() != FatKind.FAT32) {
            bytes = volume.read(geometry.root().at(), (int) geometry.root().lengthBytes()).array();
        } else {
            int cluster = folder.cluster();
            for (; !table.ends(cluster); cluster = table.next(cluster)) {
                chain.add(cluster);
            }
            bytes = FolderBytes.read(volume, geometry, table, folder.cluster(), chain.size());
        }
        while (end * ENTRY < bytes.length && bytes[end * ENTRY] != 0) {
            end++;
        }
        for (FatNode child : folder.children()) {
            shorts.takeName(child.name());
            shorts.takeShort(ShortName.shown(child.record().meantName(), 0));
        }
    }

    boolean is(FatNode other) {
        return folder == other;
    }

    /** An entry under a new name, at a free place of the folder. */
    FatNode insert(String name, DirectoryRecord unnamed) throws IOException {
        var exact = ShortName.exactly(name);
        boolean plain = exact.isPresent() && !shorts.hasShort(exact.get().text());
        ShortName shortName = plain ? exact.get() : shorts.make(name);
        int slots = plain ? 1 : 1 + LongName.slots(name);
        int slot = room(slots);
        shorts.takeName(name);
        shorts.takeShort(shortName.text());
        DirectoryRecord record = unnamed.named(shortName.bytes(), shortName.caseFlags());
        ByteBuffer to = ByteBuffer.allocate(slots * ENTRY);
        if (!plain) {
            LongName.encode(name, record.name(), to);
        }
        record.encode(to);
        write(slot, to.flip());
        return new FatNode(name, java.util.Optional.of(folder), record, slot, slots);
    }

    /** Writes an entry's short part again. */
    void update(FatNode child) throws IOException {
        ByteBuffer to = ByteBuffer.allocate(ENTRY);
        child.record().encode(to);
        int slot = child.firstSlot() + child.slots() - 1;
        if (geometry.kind() != FatKind.FAT32) {
            // These belong to the number of a cluster in FAT32 alone; others have kept something else there.
            to.put(20, bytes[slot * ENTRY + 20]).put(21, bytes[slot * ENTRY + 21]);
        }
        write(slot, to.flip());
    }

    void erase(FatNode child) throws IOException {
        for (int slot = child.firstSlot(); slot < child.firstSlot() + child.slots(); slot++) {
            byte[] entry = Arrays.copyOfRange(bytes, slot * ENTRY, (slot + 1) * ENTRY);
            entry[0] = (byte) DirectoryRecord.DELETED;
            write(slot, ByteBuffer.wrap(entry));
        }
        lowest = Math.min(lowest, child.firstSlot());
        shorts.free(child.name(), ShortName.shown(child.record().meantName(), 0));
    }

    private int room(int wanted) throws IOException {
        int run = 0;
        for (int slot = lowest; slot < end; slot++) {
            boolean free = (bytes[slot * ENTRY] & 0xff) == DirectoryRecord.DELETED;
            if (slot == lowest && !free) {
                lowest++;
            }
            run = free ? run + 1 : 0;
            if (run == wanted) {
                return slot + 1 - wanted;
            }
        }
        int start = end - run;
        while ((start + wanted) * ENTRY > bytes.length) {
            grow();
        }
        end = start + wanted;
        if (end * ENTRY < bytes.length && bytes[end * ENTRY] != 0) {
            write(end, ByteBuffer.allocate(ENTRY));
        }
        return start;
    }

    private void grow() throws IOException {
        if (chain.isEmpty() || bytes.length + geometry.clusterBytes() > FolderBytes.MOST_BYTES) {
            throw new Failure("the folder " + TreePath.shown(folder.path()) + " of the FAT filesystem is full: it has"
                + " room for " + bytes.length / ENTRY + " entries", "Put less into it, or use another folder.");
        }
        int last = chain.get(chain.size() - 1);
        int cluster = clusters.isFree(last + 1) ? last + 1 : clusters.find(1);
        clusters.take(cluster, last);
        chain.add(cluster);
        volume.write(geometry.clusterAt(cluster), ByteBuffer.allocate(geometry.clusterBytes()));
        bytes = Arrays.copyOf(bytes, bytes.length + geometry.clusterBytes());
    }

    /** Writes entries here and on the volume, where they may lie in more than one cluster. */
    private void write(int slot, ByteBuffer entries) throws IOException {
        int at = slot * ENTRY;
        while (entries.hasRemaining()) {
            int unit = chain.isEmpty() ? bytes.length : geometry.clusterBytes();
            int count = Math.min(entries.remaining(), unit - at % unit);
            ByteBuffer piece = entries.slice(entries.position(), count);
            piece.duplicate().get(bytes, at, count);
            long start = chain.isEmpty() ? geometry.root().at() : geometry.clusterAt(chain.get(at / unit));
            volume.write(start + at % unit, piece);
            entries.position(entries.position() + count);
            at += count;
        }
    }
}
