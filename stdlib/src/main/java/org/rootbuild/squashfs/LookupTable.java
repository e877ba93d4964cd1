package org.rootbuild.squashfs;

import java.io.IOException;

/** A table of records of equal length in metadata pieces, whose places stand one behind the other on the disk. */
final class LookupTable {
    private static final int PLACE_BYTES = 8;

    private final Pieces pieces;
    private final MetadataPieces metadata;
    private final String spoken;
    private final long at;
    private final long count;
    private final int recordBytes;

    /**
     * Reads nothing yet.
     *
     * @param spoken how sentences speak of one record
     * @param at     where the places stand
     */
    LookupTable(Pieces pieces, MetadataPieces metadata, String spoken, long at, long count, int recordBytes) {
        this.pieces = pieces;
        this.metadata = metadata;
        this.spoken = spoken;
        this.at = at;
        this.count = count;
        this.recordBytes = recordBytes;
    }

    /** The beginning of a record. */
    MetadataInput record(long number) throws IOException {
        if (number >= count) {
            throw SquashfsDamage.found("there is no " + spoken + " " + number + ", for there are " + count);
        }
        int perPiece = Pieces.METADATA_BYTES / recordBytes;
        long place = pieces.plain(at + number / perPiece * PLACE_BYTES, PLACE_BYTES).getLong();
        return metadata.at(place, 0, (int) (number % perPiece) * recordBytes);
    }
}
