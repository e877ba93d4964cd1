package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rootbuild.volume.Volume;

/**
 * Blocks of metadata, kept in memory up to a limit. A changed block goes to the volume when its room is needed or when
 * all of them are flushed. What {@link #read} gives must not be changed; what {@link #change} gives must be changed at
 * once, before the next block is asked for.
 */
final class ExtBlocks {
    private static final long LIMIT_BYTES = 16 << 20;

    /** A block in memory. */
    private static final class Held {
        private final byte[] bytes;
        private boolean changed;

        Held(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private final Volume volume;
    private final int blockSize;
    private final long blockCount;
    private final int limit;
    private final LinkedHashMap<Long, Held> held = new LinkedHashMap<>(256, 0.75f, true);

    ExtBlocks(Volume volume, ExtHead head) {
        this.volume = volume;
        this.blockSize = head.blockSize();
        this.blockCount = head.blockCount();
        this.limit = (int) Math.max(64, LIMIT_BYTES / blockSize);
    }

    Volume volume() {
        return volume;
    }

    int blockSize() {
        return blockSize;
    }

    /** Little-endian, the whole block. */
    synchronized ByteBuffer read(long block) throws IOException {
        return view(get(block).bytes);
    }

    synchronized ByteBuffer change(long block) throws IOException {
        Held one = get(block);
        one.changed = true;
        return view(one.bytes);
    }

    /** A block whose old bytes do not matter: zeros. */
    synchronized ByteBuffer fresh(long block) throws IOException {
        checkInside(block);
        Held one = new Held(new byte[blockSize]);
        one.changed = true;
        held.put(block, one);
        makeRoom();
        return view(one.bytes);
    }

    /** The blocks are metadata no longer. */
    synchronized void forget(long block, long count) {
        if (count > held.size()) {
            held.keySet().removeIf(one -> one >= block && one < block + count);
            return;
        }
        for (long one = block; one < block + count; one++) {
            held.remove(one);
        }
    }

    synchronized void flush() throws IOException {
        for (Map.Entry<Long, Held> one : held.entrySet()) {
            store(one);
        }
    }

    private static ByteBuffer view(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Held get(long block) throws IOException {
        Held one = held.get(block);
        if (one == null) {
            checkInside(block);
            one = new Held(new byte[blockSize]);
            volume.read(block * blockSize, ByteBuffer.wrap(one.bytes));
            held.put(block, one);
            makeRoom();
        }
        return one;
    }

    private void checkInside(long block) throws IOException {
        if (block < 0 || block >= blockCount) {
            throw ExtDamage.found("something names block " + block + " of " + blockCount);
        }
    }

    private void makeRoom() throws IOException {
        Iterator<Map.Entry<Long, Held>> eldest = held.entrySet().iterator();
        while (held.size() > limit) {
            store(eldest.next());
            eldest.remove();
        }
    }

    private void store(Map.Entry<Long, Held> one) throws IOException {
        if (one.getValue().changed) {
            volume.write(one.getKey() * blockSize, ByteBuffer.wrap(one.getValue().bytes));
            one.getValue().changed = false;
        }
    }
}
