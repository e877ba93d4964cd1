package org.rootbuild.squashfs;

import java.io.IOException;

/** Goes through the parts of one file's content. */
final class BlockPlaces {
    private final int blockBytes;
    private final Inode.PlainFile file;
    private final MetadataInput lengths;
    private long place;
    private long done;

    BlockPlaces(int blockBytes, Inode.PlainFile file) {
        this.blockBytes = blockBytes;
        this.file = file;
        this.lengths = file.lengths().copy();
        this.place = file.startAt();
    }

    boolean hasNext() {
        return done < file.sizeBytes();
    }

    /** The next part; there must be one. */
    BlockPlace next() throws IOException {
        int length = (int) Math.min(blockBytes, file.sizeBytes() - done);
        done += length;
        if (length < blockBytes && file.fragment().isPresent()) {
            return fragment(length);
        }
        int word = lengths.signedInt();
        if (word == 0) {
            return new BlockPlace(BlockPlace.Kind.HOLE, 0, 0, 0, length);
        }
        BlockPlace block = new BlockPlace(BlockPlace.Kind.BLOCK, place, word, 0, length);
        place += Pieces.storedBytes(word);
        return block;
    }

    private BlockPlace fragment(int length) throws IOException {
        if (file.fragmentOffset() > blockBytes - length) {
            throw SquashfsDamage.found("the end of a file of " + file.sizeBytes() + " bytes is said to be at byte "
                + file.fragmentOffset() + " of fragment " + file.fragment().getAsLong());
        }
        return new BlockPlace(BlockPlace.Kind.FRAGMENT, file.fragment().getAsLong(), 0, (int) file.fragmentOffset(),
            length);
    }
}
