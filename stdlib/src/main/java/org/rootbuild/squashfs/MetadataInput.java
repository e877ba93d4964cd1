package org.rootbuild.squashfs;

import java.io.IOException;

/** Reads metadata on and on, from piece to piece. */
final class MetadataInput {
    private final MetadataPieces pieces;
    private Pieces.Metadata piece;
    private int offset;

    MetadataInput(MetadataPieces pieces, long pieceAt, int offset) throws IOException {
        this.pieces = pieces;
        this.piece = pieces.get(pieceAt);
        this.offset = offset;
        if (offset > piece.length()) {
            throw SquashfsDamage.found("byte " + offset + " of the metadata at " + pieceAt + " is asked for, which have "
                + piece.length());
        }
    }

    private MetadataInput(MetadataInput other) {
        this.pieces = other.pieces;
        this.piece = other.piece;
        this.offset = other.offset;
    }

    /** One that goes on from the same place. */
    MetadataInput copy() {
        return new MetadataInput(this);
    }

    int unsignedByte() throws IOException {
        while (offset == piece.length()) {
            if (piece.length() < Pieces.METADATA_BYTES) {
                throw SquashfsDamage.found("its metadata end at " + piece.next() + " in the midst of something");
            }
            piece = pieces.get(piece.next());
            offset = 0;
        }
        return piece.bytes()[offset++] & 0xff;
    }

    int unsignedShort() throws IOException {
        if (piece.length() - offset >= 2) {
            int value = piece.bytes()[offset] & 0xff | (piece.bytes()[offset + 1] & 0xff) << 8;
            offset += 2;
            return value;
        }
        return unsignedByte() | unsignedByte() << 8;
    }

    int signedInt() throws IOException {
        return unsignedShort() | unsignedShort() << 16;
    }

    long unsignedInt() throws IOException {
        return Integer.toUnsignedLong(signedInt());
    }

    long signedLong() throws IOException {
        return unsignedInt() | unsignedInt() << 32;
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < count) {
            bytes[done++] = (byte) unsignedByte();
            int run = Math.min(count - done, piece.length() - offset);
            System.arraycopy(piece.bytes(), offset, bytes, done, run);
            offset += run;
            done += run;
        }
        return bytes;
    }
}
