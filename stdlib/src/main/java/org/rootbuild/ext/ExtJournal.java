package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.rootbuild.volume.Volume;

/**
 * The journal of a filesystem that was not unmounted (Linux documentation, "Journal (jbd2)"): which blocks were
 * committed to it and have not reached their places. All of it is big-endian.
 */
final class ExtJournal {
    private static final int DESCRIPTOR = 1;
    private static final int COMMIT = 2;
    private static final int REVOKE = 5;
    private static final int ESCAPED = 1;
    private static final int SAME_UUID = 2;
    private static final int LAST = 8;
    private static final int FAST_HEAD = 9;
    /** How many blocks at the end are for fast commits where the journal does not say it. */
    private static final int FAST_BLOCKS = 256;
    /** As many blocks as mke2fs gives a journal at most. */
    private static final int LONGEST = 10_240_000;

    /**
     * A committed block.
     *
     * @param copy    the block of the volume that holds the new bytes
     * @param escaped whether its first four bytes, the journal's magic number, were taken out
     */
    record Committed(long copy, boolean escaped) {
    }

    private final ExtAccess access;
    private final long[] places;
    private final JournalSuperblock head;
    private final int seed;
    private final long end;
    private final Map<Long, Integer> revoked = new HashMap<>();
    private final TreeMap<Long, Committed> committed = new TreeMap<>();
    private int expected;
    private long used;

    ExtJournal(ExtAccess access) throws IOException {
        this.access = access;
        long number = access.head().block().get(Superblock.JOURNAL_INODE);
        if (number == 0) {
            throw ExtDamage.unsupported("was not unmounted, and its journal is on another device",
                "Mount it once together with that device, or run e2fsck.");
        }
        this.places = places(ExtMapReader.read(access, access.inode(number)));
        this.head = JournalSuperblock.decode(block(0));
        check();
        byte[] uuid = ByteBuffer.allocate(16).putLong(head.uuid().getMostSignificantBits())
            .putLong(head.uuid().getLeastSignificantBits()).array();
        this.seed = Crc32c.of(~0, uuid, 0, 16);
        int fastBlocks = block(0).getInt(0x54);
        long fast = has(JournalSuperblock.FAST_COMMIT) ? fastBlocks > 0 ? fastBlocks : FAST_BLOCKS : 0;
        this.end = head.blocks() - fast;
        if (end <= head.first()) {
            throw damaged("it has only " + head.blocks() + " blocks");
        }
    }

    private static long[] places(ExtMap map) throws IOException {
        if (map.logicalEnd() > LONGEST) {
            throw damaged("it is far too long");
        }
        long[] places = new long[(int) map.logicalEnd()];
        for (ExtRun run : map.runs()) {
            for (int i = 0; i < run.count(); i++) {
                places[(int) run.logical() + i] = run.physical() + i;
            }
        }
        return places;
    }

    private void check() throws IOException {
        int known = JournalSuperblock.REVOKED | JournalSuperblock.BITS_64 | JournalSuperblock.CHECKSUM_2
            | JournalSuperblock.CHECKSUM_3 | JournalSuperblock.FAST_COMMIT;
        if ((head.incompatible() & ~known) != 0) {
            throw ExtDamage.unsupported("was not unmounted, and its journal has features that are not known here",
                "Mount it once, or run e2fsck.");
        }
        if (head.blockSize() != access.blockSize() || head.blocks() > places.length) {
            throw damaged("it has " + head.blocks() + " blocks of " + head.blockSize() + " bytes");
        }
    }

    private boolean has(int feature) {
        return (head.incompatible() & feature) != 0;
    }

    private static IOException damaged(String what) {
        return ExtDamage.found("its journal cannot be replayed, " + what);
    }

    JournalSuperblock head() {
        return head;
    }

    /** The number of the transaction that may come next. */
    int next() {
        return expected;
    }

    /** Where the journal's own superblock is. */
    long headPlace() {
        return places[0];
    }

    private ByteBuffer block(long index) throws IOException {
        if (index >= places.length || places[(int) index] == 0) {
            throw damaged("its block " + index + " is missing");
        }
        ByteBuffer block = ByteBuffer.allocate(access.blockSize());
        access.volume().read(places[(int) index] * access.blockSize(), block);
        return block.flip();
    }

    /** What is to be written before anything else is believed: block of the filesystem to where its new bytes are. */
    TreeMap<Long, Committed> committed() throws IOException {
        expected = head.sequence();
        if (head.isEmpty()) {
            return committed;
        }
        int last = walk(head.sequence(), Pass.COUNT, 0);
        walk(head.sequence(), Pass.REVOKED, last);
        walk(head.sequence(), Pass.BLOCKS, last);
        expected = last;
        checkFastCommits();
        return committed;
    }

    /** Fast commits say what was done, not which blocks it changed; only the kernel and e2fsck can do it again. */
    private void checkFastCommits() throws IOException {
        // The area for fast commits begins one block behind the log.
        if (end + 1 < head.blocks()) {
            ByteBuffer first = block(end + 1).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            if (first.getShort(0) == FAST_HEAD && first.getInt(8) == expected) {
                throw ExtDamage.unsupported("was not unmounted, and its journal holds fast commits",
                    "Mount it once, or run e2fsck.");
            }
        }
    }

    /** The log is gone through three times: where it ends, what was revoked, what is left. */
    private enum Pass { COUNT, REVOKED, BLOCKS }

    /** Answers the number of the first transaction that was not committed. */
    private int walk(int from, Pass pass, int last) throws IOException {
        int sequence = from;
        long at = head.start();
        used = 0;
        for (long steps = 0; steps < head.blocks(); steps++) {
            if (pass != Pass.COUNT && sequence == last) {
                break;
            }
            ByteBuffer block = block(at);
            if (block.getInt(0) != JournalSuperblock.MAGIC_NUMBER || block.getInt(8) != sequence) {
                break;
            }
            int type = block.getInt(4);
            at = after(at, 1);
            if (type == DESCRIPTOR && sumIs(block, block.capacity() - 4)) {
                at = descriptor(block, at, sequence, pass);
            } else if (type == REVOKE && sumIs(block, block.capacity() - 4)) {
                revoke(block, sequence, pass);
            } else if (type == COMMIT && sumIs(block, 0x10)) {
                sequence++;
            } else {
                break;
            }
        }
        return sequence;
    }

    private long after(long at, long count) {
        long next = at + count;
        return next >= end ? next - end + head.first() : next;
    }

    private boolean sums() {
        return has(JournalSuperblock.CHECKSUM_2) || has(JournalSuperblock.CHECKSUM_3);
    }

    private boolean sumIs(ByteBuffer block, int place) {
        if (!sums()) {
            return true;
        }
        byte[] bytes = block.array().clone();
        ByteBuffer.wrap(bytes).putInt(place, 0);
        return block.getInt(place) == Crc32c.of(seed, bytes, 0, bytes.length);
    }

    private int tagBytes() {
        if (has(JournalSuperblock.CHECKSUM_3)) {
            return 16;
        }
        return 8 + (has(JournalSuperblock.BITS_64) ? 4 : 0) + (has(JournalSuperblock.CHECKSUM_2) ? 2 : 0);
    }

    private long descriptor(ByteBuffer block, long dataAt, int sequence, Pass pass) throws IOException {
        int size = tagBytes();
        boolean wide = has(JournalSuperblock.CHECKSUM_3);
        long data = dataAt;
        int at = 12;
        int limit = block.capacity() - (sums() ? 4 : 0);
        boolean more = true;
        while (more && at + size <= limit) {
            // Each tag stands for a block of the log, so that there cannot be more of them.
            if (++used > head.blocks()) {
                throw damaged("its descriptors name more blocks than it has");
            }
            int flags = wide ? block.getInt(at + 4) : block.getShort(at + 6);
            long number = block.getInt(at) & 0xffffffffL;
            if (has(JournalSuperblock.BITS_64)) {
                number |= (block.getInt(at + 8) & 0xffffffffL) << 32;
            }
            if (pass == Pass.BLOCKS) {
                int sum = wide ? block.getInt(at + 12) : block.getShort(at + 4) & 0xffff;
                commit(number, data, (flags & ESCAPED) != 0, sequence, sum);
            }
            data = after(data, 1);
            at += size + ((flags & SAME_UUID) == 0 ? 16 : 0);
            more = (flags & LAST) == 0;
        }
        return data;
    }

    private void commit(long number, long data, boolean escaped, int sequence, int sum) throws IOException {
        Integer until = revoked.get(number);
        if (until != null && until - sequence >= 0) {
            return;
        }
        if (number < access.head().firstDataBlock() && number != 0 || number >= access.head().blockCount()) {
            throw damaged("it holds block " + number);
        }
        if (sums()) {
            ByteBuffer sequenceBytes = ByteBuffer.allocate(4).putInt(0, sequence);
            ByteBuffer bytes = block(data);
            int found = Crc32c.of(Crc32c.of(seed, sequenceBytes, 0, 4), bytes, 0, bytes.capacity());
            if (sum != (has(JournalSuperblock.CHECKSUM_3) ? found : found & 0xffff)) {
                throw damaged("block " + data + " of it has a wrong checksum");
            }
        }
        committed.put(number, new Committed(places[(int) data], escaped));
    }

    private void revoke(ByteBuffer block, int sequence, Pass pass) throws IOException {
        if (pass != Pass.REVOKED) {
            return;
        }
        int size = has(JournalSuperblock.BITS_64) ? 8 : 4;
        int used = block.getInt(12);
        if (used < 16 || used > block.capacity() - (sums() ? 4 : 0)) {
            throw damaged("it revokes " + used + " bytes of blocks");
        }
        for (int at = 16; at + size <= used; at += size) {
            long number = size == 8 ? block.getLong(at) : block.getInt(at) & 0xffffffffL;
            revoked.merge(number, sequence, (one, other) -> one - other > 0 ? one : other);
        }
    }
}
