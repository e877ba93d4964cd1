package org.rootbuild.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Another volume with changes, which that one never sees: they are kept in blocks of 64 KiB, some in memory and, when
 * they become many, in a scratch file. Safe for use by several threads.
 */
public final class ChangedVolume implements Volume {
    private static final int BLOCK_BYTES = ChangedBlocks.BLOCK_BYTES;
    /** 16 MiB. */
    static final int HELD_BLOCKS = 256;

    private final Volume base;
    private final long sizeBytes;
    private final ChangedBlocks blocks;

    ChangedVolume(Volume base, long sizeBytes, ChangedBlocks blocks) {
        this.base = base;
        this.sizeBytes = sizeBytes;
        this.blocks = blocks;
    }

    /**
     * @param base    what is changed; closed with this
     * @param scratch an existing folder; what is put there is gone when this is closed or the process ends
     */
    public static ChangedVolume over(Volume base, Path scratch) {
        return new ChangedVolume(base, base.sizeBytes(),
            new ChangedBlocks(() -> nameless(scratch), HELD_BLOCKS));
    }

    private static FileChannel nameless(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "changes", "");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // Without a name it vanishes with the process, however that ends.
        Files.delete(file);
        return channel;
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
            long block = place / BLOCK_BYTES;
            if (blocks.holds(block)) {
                int inside = (int) (place % BLOCK_BYTES);
                int count = Math.min(into.remaining(), BLOCK_BYTES - inside);
                into.put(blocks.bytes(block), inside, count);
                place += count;
            } else {
                long changed = blocks.next(block).map(next -> next * BLOCK_BYTES).orElse(Long.MAX_VALUE);
                int count = (int) Math.min(into.remaining(), changed - place);
                readBase(place, into, count);
                place += count;
            }
        }
    }

    /** What lies behind the base's end is zeros. */
    private void readBase(long at, ByteBuffer into, int count) throws IOException {
        int end = into.limit();
        int there = (int) Math.max(0, Math.min(count, base.sizeBytes() - at));
        if (there > 0) {
            base.read(at, into.limit(into.position() + there));
            into.limit(end);
        }
        if (there < count) {
            into.put(new byte[count - there]);
        }
    }

    @Override
    public synchronized void write(long at, ByteBuffer from) throws IOException {
        Bounds.check(at, from.remaining(), sizeBytes);
        long place = at;
        while (from.hasRemaining()) {
            long block = place / BLOCK_BYTES;
            int inside = (int) (place % BLOCK_BYTES);
            int count = Math.min(from.remaining(), BLOCK_BYTES - inside);
            from.get(changeable(block, count), inside, count);
            place += count;
        }
    }

    private byte[] changeable(long block, int changedBytes) throws IOException {
        if (blocks.holds(block)) {
            return blocks.changeable(block);
        }
        byte[] bytes = new byte[BLOCK_BYTES];
        if (changedBytes < BLOCK_BYTES) {
            long at = block * BLOCK_BYTES;
            int count = (int) Math.min(BLOCK_BYTES, sizeBytes - at);
            readBase(at, ByteBuffer.wrap(bytes, 0, count), count);
        }
        blocks.put(block, bytes);
        return bytes;
    }

    @Override
    public synchronized void zero(Range range) throws IOException {
        Bounds.check(range.at(), range.lengthBytes(), sizeBytes);
        Optional<Range> data = nextData(range.at());
        while (data.isPresent() && data.get().at() < range.end()) {
            long place = data.get().at();
            long end = Math.min(range.end(), data.get().end());
            while (place < end) {
                place = zeroed(place, range.end());
            }
            data = place < range.end() ? nextData(place) : Optional.empty();
        }
    }

    /** Makes zeros in one block and answers where the next begins. */
    private long zeroed(long place, long end) throws IOException {
        long block = place / BLOCK_BYTES;
        int inside = (int) (place % BLOCK_BYTES);
        int count = (int) Math.min(end - place, BLOCK_BYTES - inside);
        if (inside == 0 && (count == BLOCK_BYTES || place + count == sizeBytes)) {
            blocks.putZero(block);
        } else {
            write(place, ByteBuffer.allocate(count));
        }
        return place + count;
    }

    @Override
    public void copy(long at, FileChannel from, Range part) throws IOException {
        Transfer.copy(from, part, this, at, ByteBuffer.allocate(Transfer.BUFFER_BYTES));
    }

    @Override
    public synchronized Optional<Range> nextData(long from) throws IOException {
        long at = from;
        while (at < sizeBytes) {
            Optional<Range> data = at < base.sizeBytes() ? base.nextData(at) : Optional.empty();
            Optional<Long> block = blocks.next(at / BLOCK_BYTES);
            long changed = block.isPresent() ? Math.max(at, block.get() * BLOCK_BYTES) : Long.MAX_VALUE;
            if (data.isPresent() && data.get().at() < changed) {
                long end = Math.min(data.get().end(), changed);
                return Optional.of(new Range(data.get().at(), end - data.get().at()));
            }
            if (block.isEmpty()) {
                return Optional.empty();
            }
            long end = Math.min(sizeBytes, (block.get() + 1) * BLOCK_BYTES);
            if (!blocks.isZero(block.get())) {
                return Optional.of(new Range(changed, end - changed));
            }
            at = end;
        }
        return Optional.empty();
    }

    /** Does nothing: changes that nobody keeps need not be on a disk. */
    @Override
    public void sync() {
        // see above
    }

    @Override
    public void close() throws IOException {
        try (base) {
            blocks.close();
        }
    }
}
