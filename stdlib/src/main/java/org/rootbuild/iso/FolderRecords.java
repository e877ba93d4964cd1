package org.rootbuild.iso;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The records of a folder (ECMA-119, 9.1) and behind them, in blocks of their own, the fields of Rock Ridge that do not
 * fit into their records.
 */
final class FolderRecords {
    /** The most of a file that one record tells, at whole blocks; a larger file has several. */
    static final long MOST_EXTENT = 0xFFFFF800L;
    private static final int MOST_RECORD = 254;
    private static final int FOLDER = 2;
    private static final int NOT_LAST = 0x80;
    private static final byte[] SELF = {0};
    private static final byte[] PARENT = {1};

    private final PlacedFolder folder;
    private final boolean rockRidge;
    private final int from;
    private final int spillBlock;
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private ByteBuffer spill = ByteBuffer.allocate(0);

    /**
     * @param from  the block of the ISO that places are counted from
     * @param block where the records will be, as the ISO counts; that of what continues them follows from it
     */
    private FolderRecords(PlacedFolder folder, boolean rockRidge, int block, int from) {
        this.folder = folder;
        this.rockRidge = rockRidge;
        this.from = from;
        this.spillBlock = block + folder.recordBytes / Blocks.BYTES - from;
    }

    /** Decides how much room the folder takes; places may be unknown yet. */
    static void measure(PlacedFolder folder, boolean rockRidge) {
        FolderRecords made = new FolderRecords(folder, rockRidge, 0, 0);
        made.all();
        folder.recordBytes = Blocks.roundUp(made.records.size());
        folder.sizeBytes = folder.recordBytes + Blocks.roundUp(made.spill.position());
    }

    /** As many bytes as were measured. */
    static byte[] encode(PlacedFolder folder, boolean rockRidge, int from) {
        FolderRecords made = new FolderRecords(folder, rockRidge, folder.block, from);
        made.all();
        ByteBuffer bytes = ByteBuffer.allocate(folder.sizeBytes).put(made.records.toByteArray());
        return bytes.position(folder.recordBytes).put(made.spill.flip()).array();
    }

    /** The root's own record without fields, as volume descriptors have it: 34 bytes. */
    static byte[] ofRoot(PlacedFolder root, int from) {
        return record(SELF, root.block - from, root.recordBytes, FOLDER,
            root.node.entry.attributes().mtimeSeconds(), List.of());
    }

    private void all() {
        add(SELF, folder.node, folder.block, folder.recordBytes, FOLDER, self());
        add(PARENT, folder.parent.node, folder.parent.block, folder.parent.recordBytes, FOLDER, parent());
        for (PlacedFolder.Member one : folder.members) {
            if (one.isMovedFrom(folder)) {
                List<byte[]> fields = named(one.node());
                fields.add(RockRidgeFields.child(one.folder().orElseThrow().block - from));
                add(one.identifier(), one.node(), 0, 0, 0, fields);
            } else if (one.folder().isPresent()) {
                PlacedFolder inside = one.folder().get();
                List<byte[]> fields = named(one.node());
                if (rockRidge && one.isMovedTo(folder)) {
                    fields.add(RockRidgeFields.relocated());
                }
                add(one.identifier(), one.node(), inside.block, inside.recordBytes, FOLDER, fields);
            } else {
                file(one);
            }
        }
    }

    private void file(PlacedFolder.Member one) {
        long left = one.node().sizeBytes();
        int block = one.node().block();
        do {
            long count = Math.min(left, MOST_EXTENT);
            left -= count;
            add(one.identifier(), one.node(), block, (int) count, left > 0 ? NOT_LAST : 0, named(one.node()));
            block += (int) (count / Blocks.BYTES);
        } while (left > 0);
    }

    private List<byte[]> named(IsoNode node) {
        return rockRidge ? RockRidgeFields.named(node) : new ArrayList<>();
    }

    private List<byte[]> self() {
        List<byte[]> fields = new ArrayList<>();
        boolean isRoot = folder.parent == folder;
        if (rockRidge) {
            if (isRoot) {
                fields.add(RockRidgeFields.indicator());
            }
            fields.addAll(RockRidgeFields.attributes(folder.node));
            if (isRoot) {
                fields.add(RockRidgeFields.reference());
            }
        }
        return fields;
    }

    private List<byte[]> parent() {
        List<byte[]> fields = new ArrayList<>();
        if (rockRidge) {
            fields.addAll(RockRidgeFields.attributes(folder.home.orElse(folder.parent).node));
            folder.home.ifPresent(home -> fields.add(RockRidgeFields.parent(home.block - from)));
        }
        return fields;
    }

    private void add(byte[] identifier, IsoNode node, int block, int sizeBytes, int flags, List<byte[]> fields) {
        int room = MOST_RECORD - 33 - identifier.length - (identifier.length + 1) % 2;
        Deque<byte[]> left = new ArrayDeque<>(fields);
        List<byte[]> inside = fitting(left, room);
        if (!left.isEmpty()) {
            inside.add(continuation(left));
        }
        // Only blocks inside of the image are shifted: 0 stands for nothing.
        byte[] record = record(identifier, block == 0 ? 0 : block - from, sizeBytes, flags,
            node.entry.attributes().mtimeSeconds(), inside);
        if (records.size() % Blocks.BYTES + record.length > Blocks.BYTES) {
            fill(records);
        }
        records.writeBytes(record);
    }

    /** Takes from the front what fits, and leaves room for a continuation when that is not all. */
    private static List<byte[]> fitting(Deque<byte[]> left, int room) {
        boolean all = sum(left) <= room;
        int free = all ? room : room - RockRidgeFields.CONTINUATION_BYTES;
        List<byte[]> inside = new ArrayList<>();
        while (!left.isEmpty() && left.peek().length <= free) {
            free -= left.peek().length;
            inside.add(left.remove());
        }
        return inside;
    }

    private static int sum(Collection<byte[]> fields) {
        return fields.stream().mapToInt(one -> one.length).sum();
    }

    /** Writes fields behind the records, in pieces that do not cross a block, and returns what leads there. */
    private byte[] continuation(Deque<byte[]> left) {
        int needed = Math.min(sum(left), Blocks.BYTES);
        if (spill.position() % Blocks.BYTES + needed > Blocks.BYTES) {
            reserve(Blocks.roundUp(spill.position()) - spill.position());
        }
        List<byte[]> inside = fitting(left, Blocks.BYTES - spill.position() % Blocks.BYTES);
        int sizeBytes = sum(inside) + (left.isEmpty() ? 0 : RockRidgeFields.CONTINUATION_BYTES);
        // The room is taken first, for what follows may need room too.
        int at = reserve(sizeBytes);
        if (!left.isEmpty()) {
            inside.add(continuation(left));
        }
        int place = at;
        for (byte[] field : inside) {
            spill.put(place, field);
            place += field.length;
        }
        return RockRidgeFields.continuation(spillBlock + at / Blocks.BYTES, at % Blocks.BYTES, sizeBytes);
    }

    private int reserve(int count) {
        int at = spill.position();
        if (spill.remaining() < count) {
            spill = ByteBuffer.allocate(Math.max(2 * spill.capacity(), at + count)).put(spill.flip());
        }
        spill.position(at + count);
        return at;
    }

    private static void fill(ByteArrayOutputStream out) {
        out.writeBytes(new byte[Blocks.roundUp(out.size()) - out.size()]);
    }

    private static byte[] record(byte[] identifier, int block, int sizeBytes, int flags, long time,
                                 List<byte[]> fields) {
        int head = 33 + identifier.length + (identifier.length + 1) % 2;
        int length = head + sum(fields);
        ByteBuffer record = ByteBuffer.allocate(length + length % 2).put((byte) (length + length % 2)).put((byte) 0);
        Blocks.both(record, block);
        Blocks.both(record, sizeBytes);
        record.put(RockRidgeFields.time(time)).put((byte) flags).putShort((short) 0);
        Blocks.bothShort(record, 1);
        record.put((byte) identifier.length).put(identifier).position(head);
        fields.forEach(record::put);
        return record.array();
    }
}
