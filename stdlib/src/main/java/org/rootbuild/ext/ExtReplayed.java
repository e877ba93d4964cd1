package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** A volume as it is after its journal was replayed, which only happens in the eyes of who reads it. */
final class ExtReplayed implements Volume {
    private final Volume below;
    private final int blockSize;
    private final TreeMap<Long, ExtJournal.Committed> committed;

    ExtReplayed(Volume below, int blockSize, TreeMap<Long, ExtJournal.Committed> committed) {
        this.below = below;
        this.blockSize = blockSize;
        this.committed = committed;
    }

    @Override
    public long sizeBytes() {
        return below.sizeBytes();
    }

    @Override
    public void read(long at, ByteBuffer into) throws IOException {
        int limit = into.limit();
        long place = at;
        while (into.position() < limit) {
            Map.Entry<Long, ExtJournal.Committed> next = committed.ceilingEntry(place / blockSize);
            long start = next == null ? Long.MAX_VALUE : next.getKey() * blockSize;
            long end = place < start ? start : start + blockSize;
            int count = (int) Math.min(limit - into.position(), end - place);
            into.limit(into.position() + count);
            if (place < start) {
                below.read(place, into);
            } else {
                into.put(bytes(next.getValue()).slice((int) (place - start), count));
            }
            place += count;
            into.limit(limit);
        }
    }

    private ByteBuffer bytes(ExtJournal.Committed one) throws IOException {
        ByteBuffer bytes = below.read(one.copy() * blockSize, blockSize);
        return one.escaped() ? bytes.putInt(0, JournalSuperblock.MAGIC_NUMBER) : bytes;
    }

    /** Writes what was committed to its place. */
    void apply() throws IOException {
        for (Map.Entry<Long, ExtJournal.Committed> one : committed.entrySet()) {
            below.write(one.getKey() * blockSize, bytes(one.getValue()));
        }
    }

    private static Failure readOnly() {
        return new Failure("a volume that is seen through its journal was written to", "Replay the journal first.");
    }

    @Override
    public void write(long at, ByteBuffer from) throws IOException {
        throw readOnly();
    }

    @Override
    public void zero(Range range) throws IOException {
        throw readOnly();
    }

    @Override
    public void copy(long at, FileChannel from, Range part) throws IOException {
        throw readOnly();
    }

    @Override
    public Optional<Range> nextData(long from) throws IOException {
        return from >= sizeBytes() ? Optional.empty() : Optional.of(new Range(from, sizeBytes() - from));
    }

    @Override
    public void sync() throws IOException {
        below.sync();
    }
}
