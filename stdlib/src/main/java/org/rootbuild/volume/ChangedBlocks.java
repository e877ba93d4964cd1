package org.rootbuild.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Blocks by their number: the ones used last in memory, the others in slots of a file. Not safe for use by several
 * threads.
 */
final class ChangedBlocks implements Closeable {
    static final int BLOCK_BYTES = 1 << 16;
    /** The slot of a block that is all zeros and needs none. */
    static final int NO_SLOT = -1;

    /** Opens the file that slots are in, when the first is needed. */
    @FunctionalInterface
    interface Spill {
        FileChannel open() throws IOException;
    }

    /**
     * Where a block is when it is not in memory.
     *
     * @param slot   its place in the file, or {@link #NO_SLOT}
     * @param crc32c of its bytes
     */
    record Placed(int slot, int crc32c) {
    }

    private final TreeMap<Long, Optional<Placed>> blocks = new TreeMap<>();
    private final LinkedHashMap<Long, byte[]> held = new LinkedHashMap<>(16, 0.75f, true);
    private final int heldLimit;
    private final Spill spill;
    private Optional<FileChannel> file = Optional.empty();
    private int slots;

    ChangedBlocks(Spill spill, int heldLimit) {
        this.spill = spill;
        this.heldLimit = heldLimit;
    }

    boolean holds(long block) {
        return blocks.containsKey(block);
    }

    boolean isZero(long block) {
        return !held.containsKey(block)
            && blocks.getOrDefault(block, Optional.empty()).filter(placed -> placed.slot() == NO_SLOT).isPresent();
    }

    /** The first block that is here and has this number or a higher one. */
    Optional<Long> next(long block) {
        return Optional.ofNullable(blocks.ceilingKey(block));
    }

    /** The bytes of a block that is here, for reading only. */
    byte[] bytes(long block) throws IOException {
        byte[] found = held.get(block);
        return found == null ? loaded(block) : found;
    }

    /** The same, for writing: what is written to the array until the next call is the block's new content. */
    byte[] changeable(long block) throws IOException {
        byte[] bytes = bytes(block);
        hold(block, bytes);
        return bytes;
    }

    /** Makes this the block's content, and keeps the array. */
    void put(long block, byte[] bytes) throws IOException {
        hold(block, bytes);
    }

    void putZero(long block) {
        held.remove(block);
        blocks.put(block, Optional.of(new Placed(NO_SLOT, 0)));
    }

    private byte[] loaded(long block) throws IOException {
        byte[] bytes = new byte[BLOCK_BYTES];
        int slot = blocks.get(block).orElseThrow().slot();
        if (slot != NO_SLOT) {
            readFully(file(), slotAt(slot), ByteBuffer.wrap(bytes));
        }
        return bytes;
    }

    private void hold(long block, byte[] bytes) throws IOException {
        if (!held.containsKey(block) && held.size() >= heldLimit) {
            store(held.entrySet().iterator().next());
        }
        blocks.putIfAbsent(block, Optional.empty());
        held.put(block, bytes);
    }

    private void store(Map.Entry<Long, byte[]> one) throws IOException {
        long block = one.getKey();
        byte[] bytes = one.getValue();
        // A slot that was taken once is used again for the same block.
        int slot = blocks.get(block).map(Placed::slot).filter(taken -> taken != NO_SLOT).orElse(slots);
        ByteBuffer from = ByteBuffer.wrap(bytes);
        long at = slotAt(slot);
        while (from.hasRemaining()) {
            at += file().write(from, at);
        }
        slots = Math.max(slots, slot + 1);
        blocks.put(block, Optional.of(new Placed(slot, crc32c(bytes, bytes.length))));
        held.remove(block);
    }

    /** Puts everything into slots and answers where it is. */
    SortedMap<Long, Optional<Placed>> stored() throws IOException {
        while (!held.isEmpty()) {
            store(held.entrySet().iterator().next());
        }
        return blocks;
    }

    /** The first byte behind all slots. */
    long endOfSlots() {
        return slotAt(slots);
    }

    /** One block's length is left free at the beginning of the file, for whoever wants to write about it. */
    static long slotAt(int slot) {
        return (slot + 1L) * BLOCK_BYTES;
    }

    static int crc32c(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    static void readFully(FileChannel file, long at, ByteBuffer into) throws IOException {
        long place = at;
        while (into.hasRemaining()) {
            int count = file.read(into, place);
            if (count < 0) {
                throw new java.io.EOFException("the scratch file ends too early");
            }
            place += count;
        }
    }

    private FileChannel file() throws IOException {
        if (file.isEmpty()) {
            file = Optional.of(spill.open());
        }
        return file.get();
    }

    @Override
    public void close() throws IOException {
        blocks.clear();
        held.clear();
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
