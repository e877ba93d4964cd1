package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.problem.Failure;

/**
 * Where the stored bytes of a sparse file lie in it; the rest is zeros (GNU tar manual, "Storing Sparse Files": the old
 * GNU format and the pax formats 0.0, 0.1 and 1.0).
 */
final class SparseMap {
    private static final int MAX_PIECES = 1_000_000;
    private static final int FIRST_PIECES_AT = 386;
    private static final int PIECES_IN_HEADER = 4;
    private static final int PIECES_IN_EXTENSION = 21;
    private static final int PIECE_BYTES = 24;

    /** One stored piece. */
    private record Piece(long offset, long lengthBytes) {
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final Reading reading;
    private final String entry;
    private long storedBytes;
    private long endBytes;

    private SparseMap(Reading reading, String entry) {
        this.reading = reading;
        this.entry = entry;
    }

    /** The map of an old GNU header; extension blocks are taken from the archive. */
    static SparseMap ofGnu(TarHeader header, String entry, PeekInput in, Reading reading) throws IOException {
        SparseMap map = new SparseMap(reading, entry);
        map.addBinary(header.block(), FIRST_PIECES_AT, PIECES_IN_HEADER);
        boolean more = header.block()[482] != 0;
        while (more) {
            byte[] block = in.readNBytes(TarHeader.BLOCK_BYTES);
            if (block.length < TarHeader.BLOCK_BYTES) {
                throw reading.cutOff("in the map of '" + Reading.shown(entry) + "'");
            }
            map.addBinary(block, 0, PIECES_IN_EXTENSION);
            more = block[504] != 0;
        }
        return map;
    }

    private void addBinary(byte[] block, int from, int count) throws Failure {
        for (int i = 0; i < count; i++) {
            int at = from + i * PIECE_BYTES;
            if (block[at] == 0) {
                return;
            }
            try {
                add(TarHeader.number(block, at, 12), TarHeader.number(block, at + 12, 12));
            } catch (NumberFormatException noNumber) {
                throw damaged();
            }
        }
    }

    /** The map of pax 0.0 and 0.1: offsets and lengths in turn, with commas between. */
    static SparseMap ofList(String list, String entry, Reading reading) throws Failure {
        SparseMap map = new SparseMap(reading, entry);
        String[] numbers = list.split(",");
        if (numbers.length % 2 != 0) {
            throw map.damaged();
        }
        for (int i = 0; i < numbers.length; i += 2) {
            map.add(map.decimal(numbers[i]), map.decimal(numbers[i + 1]));
        }
        return map;
    }

    /** The map of pax 1.0, which stands in front of the data, one number a line, filled up to a block. */
    static SparseMap ofData(MemberInput data, String entry, Reading reading) throws IOException {
        SparseMap map = new SparseMap(reading, entry);
        long[] taken = {0};
        long count = map.line(data, taken);
        if (count > MAX_PIECES) {
            throw map.damaged();
        }
        for (long i = 0; i < count; i++) {
            map.add(map.line(data, taken), map.line(data, taken));
        }
        data.skipNBytes(-taken[0] & (TarHeader.BLOCK_BYTES - 1));
        map.mapBytes = taken[0] + (-taken[0] & (TarHeader.BLOCK_BYTES - 1));
        return map;
    }

    private long mapBytes;

    private long line(InputStream data, long[] taken) throws IOException {
        StringBuilder digits = new StringBuilder();
        int one = data.read();
        while (one >= 0 && one != '\n' && digits.length() < 20) {
            digits.append((char) one);
            one = data.read();
        }
        taken[0] += digits.length() + 1L;
        if (one != '\n') {
            throw damaged();
        }
        return decimal(digits.toString());
    }

    private long decimal(String digits) throws Failure {
        if (!digits.matches("[0-9]{1,18}")) {
            throw damaged();
        }
        return Long.parseLong(digits);
    }

    private void add(long offset, long length) throws Failure {
        if (offset < endBytes || length < 0 || offset + length < 0 || pieces.size() == MAX_PIECES) {
            throw damaged();
        }
        pieces.add(new Piece(offset, length));
        storedBytes += length;
        endBytes = offset + length;
    }

    private Failure damaged() {
        return reading.damaged("the sparse file '" + Reading.shown(entry) + "' with a map that makes no sense");
    }

    /**
     * The whole file, zeros included.
     *
     * @param dataBytes how many bytes the archive stores for it, with the map where that stands among them
     */
    InputStream open(InputStream data, long dataBytes, long realBytes) throws Failure {
        if (endBytes > realBytes || storedBytes != dataBytes - mapBytes) {
            throw damaged();
        }
        return new Filled(data, List.copyOf(pieces), realBytes);
    }

    /** The stored pieces with zeros between. */
    private static final class Filled extends InputStream {
        private final InputStream data;
        private final List<Piece> pieces;
        private final long realBytes;
        private int next;
        private long at;

        Filled(InputStream data, List<Piece> pieces, long realBytes) {
            this.data = data;
            this.pieces = pieces;
            this.realBytes = realBytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (next < pieces.size() && at >= end(pieces.get(next))) {
                next++;
            }
            long until = next < pieces.size() ? pieces.get(next).offset() : realBytes;
            if (at < until) {
                int count = (int) Math.min(length, until - at);
                java.util.Arrays.fill(target, offset, offset + count, (byte) 0);
                at += count;
                return count;
            }
            if (next == pieces.size()) {
                return -1;
            }
            int count = data.read(target, offset, (int) Math.min(length, end(pieces.get(next)) - at));
            at += Math.max(count, 0);
            return count;
        }

        private static long end(Piece piece) {
            return piece.offset() + piece.lengthBytes();
        }
    }
}
