package org.rootbuild.initramfs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

/** Puts together what a segment is to hold: old bytes where nothing changed, new headers and contents elsewhere. */
final class SegmentPacking {
    private static final int BLOCK_BYTES = 512;

    private final Segment segment;
    private final Fates fates;
    private final List<Fates.Fate> fate;
    private final List<Entry> additions;
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<String, LinkedNames> links = new HashMap<>();
    private final Set<Long> inodes = new HashSet<>();
    private final boolean hasDots;
    private long lastInode;
    private long written;

    /** Names of one file in one archive that are written anew. */
    private static final class LinkedNames {
        private int names;
        private int left;
        private long inode;
    }

    /** @param additions what comes to the end of the last archive */
    SegmentPacking(Segment segment, Fates fates, List<Entry> additions) throws IOException {
        this.segment = segment;
        this.fates = fates;
        this.fate = fates.of(segment);
        this.additions = additions;
        this.hasDots = segment.records().stream().anyMatch(record -> record.name().startsWith("./"));
        segment.records().forEach(record -> inodes.add(record.inode()));
        lastInode = inodes.stream().mapToLong(Long::longValue).max().orElse(0);
        for (int i = 0; i < fate.size(); i++) {
            if (fate.get(i) == Fates.Fate.MADE_ANEW) {
                count(segment.records().get(i).archive(), fates.entry(segment, segment.records().get(i)));
            }
        }
        additions.forEach(entry -> count(last().archive(), entry));
    }

    private CpioRecord last() {
        return segment.records().get(segment.records().size() - 1);
    }

    private void count(int archive, Entry entry) {
        group(archive, entry).ifPresent(names -> {
            names.names++;
            names.left++;
        });
    }

    private Optional<LinkedNames> group(int archive, Entry entry) {
        return entry instanceof Entry.PlainFile file && file.linkGroup() != 0
            ? Optional.of(links.computeIfAbsent(archive + ":" + file.linkGroup(), key -> new LinkedNames()))
            : Optional.empty();
    }

    /** Whether the segment stays as it is. */
    boolean isSame() {
        return additions.isEmpty() && fate.stream().allMatch(one -> one == Fates.Fate.KEPT);
    }

    /** All that the segment is to hold. */
    List<Piece> pieces() throws IOException {
        List<CpioRecord> records = segment.records();
        for (int i = 0; i < records.size(); i++) {
            CpioRecord record = records.get(i);
            if (record.isTrailer()) {
                if (record == last()) {
                    add(record);
                }
                keep(record.at(), record.endAt());
                fill(record.endAt(), i + 1 < records.size() ? records.get(i + 1).at() : segment.decodedBytes());
            } else if (fate.get(i) == Fates.Fate.KEPT) {
                keep(record.at(), record.endAt());
            } else if (fate.get(i) == Fates.Fate.MADE_ANEW) {
                Entry entry = fates.entry(segment, record);
                byte[] name = fates.leadsThere(record, entry.path()) ? oldName(record) : newName(entry.path());
                long inode = record.isLinked() ? freshInode(record.kind()) : record.inode();
                make(record.kind(), record.archive(), name, entry, inode, record.device());
            }
        }
        return pieces;
    }

    private void add(CpioRecord trailer) throws IOException {
        long[] device = segment.records().get(0).device();
        for (Entry entry : additions) {
            make(trailer.kind(), trailer.archive(), newName(entry.path()), entry, freshInode(trailer.kind()), device);
        }
    }

    private byte[] oldName(CpioRecord record) throws IOException {
        long at = record.at() + record.kind().headerBytes();
        byte[] bytes = segment.decoded().part(at, record.dataAt() - at).bytes();
        int end = 0;
        while (bytes[end] != 0) {
            end++;
        }
        return java.util.Arrays.copyOf(bytes, end);
    }

    private byte[] newName(String path) {
        return NewHeader.name(path.isEmpty() ? "." : hasDots ? "./" + path : path);
    }

    private long freshInode(CpioKind kind) {
        long highest = kind.highest(kind == CpioKind.ODC ? 1 : 0);
        do {
            lastInode = lastInode >= highest ? 1 : lastInode + 1;
        } while (!inodes.add(lastInode));
        return lastInode;
    }

    private void make(CpioKind kind, int archive, byte[] name, Entry entry, long inode, long[] device)
        throws IOException {
        if (entry instanceof Entry.PlainFile file) {
            makeFile(kind, name, file, group(archive, entry), inode, device);
            return;
        }
        byte[] target = entry instanceof Entry.Symlink link ? NewHeader.name(link.target()) : new byte[0];
        put(new Piece.Made(new NewHeader(kind, name, entry, inode, entry instanceof Entry.Folder ? 2 : 1, device,
            target.length, kind == CpioKind.CRC ? sum(Content.of(target)) : 0).bytes()));
        put(new Piece.Made(target));
        align(kind.alignment());
    }

    /** Of several names the last one carries the bytes. */
    private void makeFile(CpioKind kind, byte[] name, Entry.PlainFile file, Optional<LinkedNames> group, long inode,
                          long[] device) throws IOException {
        long names = 1;
        long number = inode;
        boolean carries = true;
        if (group.isPresent()) {
            LinkedNames linked = group.get();
            linked.inode = linked.left == linked.names ? inode : linked.inode;
            number = linked.inode;
            names = linked.names;
            carries = --linked.left == 0;
        }
        long sizeBytes = carries ? file.content().sizeBytes() : 0;
        long sum = carries && kind == CpioKind.CRC ? sum(file.content()) : 0;
        put(new Piece.Made(new NewHeader(kind, name, file, number, names, device, sizeBytes, sum).bytes()));
        if (sizeBytes > 0) {
            put(new Piece.Data(file.path(), file.content()));
        }
        align(kind.alignment());
    }

    private static long sum(Content content) throws IOException {
        long sum = 0;
        try (InputStream in = content.open()) {
            byte[] chunk = in.readNBytes(1 << 16);
            while (chunk.length > 0) {
                for (byte one : chunk) {
                    sum += one & 0xff;
                }
                chunk = in.readNBytes(1 << 16);
            }
        }
        return sum & 0xffffffffL;
    }

    private void keep(long from, long to) {
        int last = pieces.size() - 1;
        if (last >= 0 && pieces.get(last) instanceof Piece.Kept before && before.at() + before.sizeBytes() == from) {
            pieces.set(last, new Piece.Kept(before.decoded(), before.at(), to - before.at()));
        } else if (to > from) {
            pieces.add(new Piece.Kept(segment.decoded(), from, to - from));
        }
        written += to - from;
    }

    private void put(Piece piece) {
        if (piece.sizeBytes() > 0) {
            pieces.add(piece);
            written += piece.sizeBytes();
        }
    }

    private void align(int bytes) {
        put(new Piece.Made(new byte[(int) (-written & bytes - 1)]));
    }

    /** The zeros behind an archive, up to where its old ones ended: as many as make it end alike. */
    private void fill(long from, long to) {
        if (written == from) {
            keep(from, to);
        } else if (to % BLOCK_BYTES == 0) {
            align(BLOCK_BYTES);
        } else {
            keep(from, to);
            align(segment.compression().codec() == org.rootbuild.compress.Codec.NONE ? 1 : last().kind().alignment());
        }
    }
}
