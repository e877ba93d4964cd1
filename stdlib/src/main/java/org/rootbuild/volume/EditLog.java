package org.rootbuild.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.rootbuild.problem.Failure;

/**
 * The file beside an image that an edit is collected in; docs/formats.md, "Edit of an image", describes it. Its blocks
 * are in the slots of {@link ChangedBlocks}.
 */
final class EditLog {
    private static final byte[] MAGIC = {'R', 'B', 'E', 'D', 'I', 'T', 1};
    private static final byte[] END = {'R', 'B', 'E', 'N', 'D', 0, 0, 1};
    private static final int STATE_AT = MAGIC.length;
    private static final int HEAD_BYTES = 4096;
    private static final int TAIL_BYTES = 64;
    private static final int ENTRY_BYTES = 16;
    private static final byte COLLECTING = 0;
    private static final byte APPLYING = 1;
    private static final int OWNER_LIMIT = 1000;

    /**
     * What the log begins with.
     *
     * @param inode     of the image, so that a log is not applied to another file that took its name
     * @param sizeBytes of the image before the edit
     * @param owner     who edits
     */
    record Head(long inode, long sizeBytes, String owner, boolean applying) {
    }

    /** A block of the image and where its new content is. */
    record Entry(long block, int slot, int crc32c) {
    }

    /** All that a complete log says. */
    record Index(long sizeAfterBytes, List<Entry> entries) {
    }

    private EditLog() {
    }

    static void writeHead(FileChannel log, Head head) throws IOException {
        byte[] owner = head.owner().getBytes(StandardCharsets.UTF_8);
        int length = Math.min(owner.length, OWNER_LIMIT);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).put(COLLECTING)
            .putInt(ChangedBlocks.BLOCK_BYTES).putLong(head.inode()).putLong(head.sizeBytes())
            .putShort((short) length).put(owner, 0, length);
        writeFully(log, 0, bytes.clear());
    }

    /** From now on the image may be half changed, so that only applying the log again mends it. */
    static void markApplying(FileChannel log) throws IOException {
        writeFully(log, STATE_AT, ByteBuffer.wrap(new byte[] {APPLYING}));
    }

    /** Empty when it is too short to have been completed. */
    static Optional<Head> readHead(FileChannel log) throws IOException {
        if (log.size() < HEAD_BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES);
        ChangedBlocks.readFully(log, 0, bytes);
        byte[] magic = new byte[MAGIC.length];
        bytes.flip().get(magic);
        byte state = bytes.get();
        int blockBytes = bytes.getInt();
        if (Arrays.equals(magic, new byte[MAGIC.length])) {
            // The length of the file reached the disk before its first bytes did.
            return Optional.empty();
        }
        if (!Arrays.equals(magic, MAGIC) || blockBytes != ChangedBlocks.BLOCK_BYTES || state > APPLYING) {
            throw new Failure("it is no log of an edit that this version knows", "Move it away if it is another"
                + " program's file; else open the image with the version of rootbuild that began the edit.");
        }
        long inode = bytes.getLong();
        long sizeBytes = bytes.getLong();
        byte[] owner = new byte[Math.min(bytes.getShort() & 0xffff, OWNER_LIMIT)];
        bytes.get(owner);
        return Optional.of(new Head(inode, sizeBytes, new String(owner, StandardCharsets.UTF_8), state == APPLYING));
    }

    /** Completes the log behind its slots. */
    static Index writeIndex(FileChannel log, long at, SortedMap<Long, Optional<ChangedBlocks.Placed>> blocks,
                            long sizeAfterBytes) throws IOException {
        List<Entry> entries = new ArrayList<>(blocks.size());
        ByteBuffer index = ByteBuffer.allocate(Math.multiplyExact(blocks.size(), ENTRY_BYTES));
        for (Map.Entry<Long, Optional<ChangedBlocks.Placed>> one : blocks.entrySet()) {
            ChangedBlocks.Placed placed = one.getValue().orElseThrow();
            index.putLong(one.getKey()).putInt(placed.slot()).putInt(placed.crc32c());
            entries.add(new Entry(one.getKey(), placed.slot(), placed.crc32c()));
        }
        ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES).put(END).putLong(at).putLong(index.capacity())
            .putLong(sizeAfterBytes);
        tail.put(digest(index.array(), tail.array()));
        writeFully(log, at, index.flip());
        writeFully(log, at + index.capacity(), tail.flip());
        return new Index(sizeAfterBytes, entries);
    }

    /** What was to be done; empty when the log was not completed, which is so as long as the image is untouched. */
    static Optional<Index> readIndex(FileChannel log) throws IOException {
        long size = log.size();
        if (size < ChangedBlocks.BLOCK_BYTES + TAIL_BYTES) {
            return Optional.empty();
        }
        ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES);
        ChangedBlocks.readFully(log, size - TAIL_BYTES, tail);
        byte[] end = new byte[END.length];
        tail.flip().get(end);
        long at = tail.getLong();
        long length = tail.getLong();
        long sizeAfterBytes = tail.getLong();
        boolean sound = Arrays.equals(end, END) && at >= ChangedBlocks.BLOCK_BYTES && length >= 0
            && length % ENTRY_BYTES == 0 && length <= Integer.MAX_VALUE - 8 && at + length == size - TAIL_BYTES;
        return sound ? entries(log, at, (int) length, tail).map(all -> new Index(sizeAfterBytes, all))
            : Optional.empty();
    }

    private static Optional<List<Entry>> entries(FileChannel log, long at, int length, ByteBuffer tail)
        throws IOException {
        ByteBuffer index = ByteBuffer.allocate(length);
        ChangedBlocks.readFully(log, at, index);
        byte[] digest = new byte[32];
        tail.get(digest);
        if (!MessageDigest.isEqual(digest, digest(index.array(), tail.array()))) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>(length / ENTRY_BYTES);
        index.flip();
        while (index.hasRemaining()) {
            Entry entry = new Entry(index.getLong(), index.getInt(), index.getInt());
            entries.add(entry);
            if (entry.slot() != ChangedBlocks.NO_SLOT && !isWhole(log, at, entry)) {
                return Optional.empty();
            }
        }
        return Optional.of(entries);
    }

    private static boolean isWhole(FileChannel log, long endOfSlots, Entry entry) throws IOException {
        long at = ChangedBlocks.slotAt(entry.slot());
        if (at < 0 || at + ChangedBlocks.BLOCK_BYTES > endOfSlots) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.allocate(ChangedBlocks.BLOCK_BYTES);
        ChangedBlocks.readFully(log, at, bytes);
        return ChangedBlocks.crc32c(bytes.array(), bytes.capacity()) == entry.crc32c();
    }

    private static byte[] digest(byte[] index, byte[] tail) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(index);
            sha256.update(tail, 0, TAIL_BYTES - 32);
            return sha256.digest();
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static void writeFully(FileChannel log, long at, ByteBuffer from) throws IOException {
        long place = at;
        while (from.hasRemaining()) {
            place += log.write(from, place);
        }
    }
}
