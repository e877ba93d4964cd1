package org.rootbuild.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A volume in memory, which takes only what is written to it: for what is small, and for tests. */
public final class MemoryVolume implements Volume {
    private static final int PIECE_BYTES = 1 << 14;

    private final long sizeBytes;
    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();

    public MemoryVolume(long sizeBytes) {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("no size of a volume: " + sizeBytes);
        }
        this.sizeBytes = sizeBytes;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public synchronized void read(long at, ByteBuffer into) throws IOException {
        Bounds.check(at, into.remaining(), sizeBytes);
        long place = at;
        while (into.hasRemaining()) {
            int inside = (int) (place % PIECE_BYTES);
            int count = Math.min(into.remaining(), PIECE_BYTES - inside);
            byte[] piece = pieces.get(place / PIECE_BYTES);
            into.put(piece == null ? new byte[PIECE_BYTES] : piece, inside, count);
            place += count;
        }
    }

    @Override
    public synchronized void write(long at, ByteBuffer from) throws IOException {
        Bounds.check(at, from.remaining(), sizeBytes);
        long place = at;
        while (from.hasRemaining()) {
            int inside = (int) (place % PIECE_BYTES);
            int count = Math.min(from.remaining(), PIECE_BYTES - inside);
            from.get(pieces.computeIfAbsent(place / PIECE_BYTES, none -> new byte[PIECE_BYTES]), inside, count);
            place += count;
        }
    }

    @Override
    public synchronized void zero(Range range) throws IOException {
        Bounds.check(range.at(), range.lengthBytes(), sizeBytes);
        if (range.lengthBytes() == 0) {
            return;
        }
        NavigableMap<Long, byte[]> touched =
            pieces.subMap(range.at() / PIECE_BYTES, true, (range.end() - 1) / PIECE_BYTES, true);
        for (long key : List.copyOf(touched.keySet())) {
            int start = (int) Math.max(0, range.at() - key * PIECE_BYTES);
            int end = (int) Math.min(PIECE_BYTES, range.end() - key * PIECE_BYTES);
            if (end - start == PIECE_BYTES) {
                pieces.remove(key);
            } else {
                Arrays.fill(pieces.get(key), start, end, (byte) 0);
            }
        }
    }

    @Override
    public void copy(long at, FileChannel from, Range part) throws IOException {
        Transfer.copy(from, part, this, at, ByteBuffer.allocate(Transfer.BUFFER_BYTES));
    }

    @Override
    public synchronized Optional<Range> nextData(long from) {
        Long key = from >= sizeBytes ? null : pieces.ceilingKey(from / PIECE_BYTES);
        if (key == null) {
            return Optional.empty();
        }
        long at = Math.max(from, key * PIECE_BYTES);
        return Optional.of(new Range(at, Math.min(sizeBytes, (key + 1) * PIECE_BYTES) - at));
    }

    @Override
    public void sync() {
        // Memory is as safe as it gets.
    }
}
