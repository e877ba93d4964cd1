package org.rootbuild.squashfs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metadata pieces, of which those that were asked for last stay decoded. Safe for use by several threads. */
final class MetadataPieces {
    /** 4 MiB of them. */
    private static final int KEPT = 512;

    private final Pieces pieces;
    private final Map<Long, Pieces.Metadata> kept = new LinkedHashMap<>(KEPT * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Pieces.Metadata> eldest) {
            return size() > KEPT;
        }
    };

    MetadataPieces(Pieces pieces) {
        this.pieces = pieces;
    }

    /** Where the bytes begin that a reference stands for: the upper 48 bits say the piece, the lower 16 the byte. */
    MetadataInput at(long tableAt, long reference) throws IOException {
        return at(tableAt, reference >>> 16, (int) (reference & 0xffff));
    }

    /** @param pieceAt counted from the table's beginning */
    MetadataInput at(long tableAt, long pieceAt, int offset) throws IOException {
        return new MetadataInput(this, tableAt + pieceAt, offset);
    }

    Pieces.Metadata get(long at) throws IOException {
        synchronized (kept) {
            Pieces.Metadata known = kept.get(at);
            if (known != null) {
                return known;
            }
        }
        Pieces.Metadata read = pieces.metadata(at);
        synchronized (kept) {
            kept.put(at, read);
        }
        return read;
    }
}
