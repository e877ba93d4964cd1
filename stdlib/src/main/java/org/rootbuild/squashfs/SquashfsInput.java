package org.rootbuild.squashfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/** Reads a file's content, whose next parts are decoded meanwhile. */
final class SquashfsInput extends InputStream {
    /** Parts in work: enough for some processors, and not more memory than a few large blocks take. */
    private static final int PARTS_AHEAD = 8;
    private static final int AHEAD_BYTES = 4 << 20;
    private static final byte[] ZEROS = new byte[1 << 12];

    private final Decoding decoding;
    private final BlockPlaces places;
    private final Deque<Due> due = new ArrayDeque<>();
    private final int most;
    private Optional<Decoded> current = Optional.empty();
    private int at;
    private int left;

    /** A part that comes next; one of zeros has nothing to decode. */
    private record Due(BlockPlace part, Optional<FutureTask<Decoded>> task) {
    }

    SquashfsInput(Decoding decoding, Inode.PlainFile file) {
        this.decoding = decoding;
        this.places = new BlockPlaces(decoding.blockBytes(), file);
        this.most = Math.min(PARTS_AHEAD, Math.max(2, AHEAD_BYTES / decoding.blockBytes()));
    }

    /** Whether there is something to read. */
    private boolean isReady() throws IOException {
        while (left == 0) {
            plan();
            Due next = due.poll();
            if (next == null) {
                return false;
            }
            BlockPlace part = next.part();
            current = next.task().isEmpty() ? Optional.empty()
                : Optional.of(Decoding.decoded(next.task().get(), part));
            at = part.offset();
            left = part.lengthBytes();
        }
        return true;
    }

    /** The first that is due is decoded here, those behind it where there is a thread for them. */
    private void plan() throws IOException {
        while (due.size() < most && places.hasNext()) {
            BlockPlace part = places.next();
            Optional<FutureTask<Decoded>> task = part.kind() == BlockPlace.Kind.HOLE ? Optional.empty()
                : Optional.of(decoding.task(part));
            if (!due.isEmpty()) {
                task.ifPresent(Decoding::begin);
            }
            due.add(new Due(part, task));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int done = 0;
        while (done < length && isReady()) {
            int count = Math.min(length - done, left);
            if (current.isPresent()) {
                System.arraycopy(current.get().bytes(), at, into, from + done, count);
            } else {
                Arrays.fill(into, from + done, from + done + count, (byte) 0);
            }
            at += count;
            left -= count;
            done += count;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long done = 0;
        while (isReady()) {
            int count = current.isPresent() ? left : Math.min(left, ZEROS.length);
            out.write(current.isPresent() ? current.get().bytes() : ZEROS, current.isPresent() ? at : 0, count);
            at += count;
            left -= count;
            done += count;
        }
        return done;
    }

    /** Writes at the end of a file, and steps over what is a hole. */
    void transferTo(FileChannel out) throws IOException {
        boolean endsInHole = false;
        while (isReady()) {
            if (current.isPresent()) {
                ByteBuffer piece = ByteBuffer.wrap(current.get().bytes(), at, left);
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
            } else {
                out.position(out.position() + left);
            }
            endsInHole = current.isEmpty();
            left = 0;
        }
        if (endsInHole) {
            // A file ends where its last byte was written.
            out.write(ByteBuffer.allocate(1), out.position() - 1);
        }
    }

    @Override
    public int available() {
        return left;
    }
}
