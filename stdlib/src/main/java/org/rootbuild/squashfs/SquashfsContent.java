package org.rootbuild.squashfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import org.rootbuild.tree.Content;

/**
 * The bytes of a plain file in a squashfs, decoded when they are read. Whoever reads one file of a walk through the tree
 * will read the next: those are decoded ahead.
 */
final class SquashfsContent implements Content {
    private static final int FILES_AHEAD = 48;

    private final Decoding decoding;
    private final Inode.PlainFile file;
    private volatile SquashfsContent next;
    private volatile boolean isBegun;

    SquashfsContent(Decoding decoding, Inode.PlainFile file) {
        this.decoding = decoding;
        this.file = file;
    }

    /** Which one comes behind it in a walk. */
    void isFollowedBy(SquashfsContent other) {
        next = other;
    }

    @Override
    public long sizeBytes() {
        return file.sizeBytes();
    }

    @Override
    public InputStream open() throws IOException {
        isBegun = true;
        InputStream in = new SquashfsInput(decoding, file);
        beginNext();
        return in;
    }

    /** Holes of a file stay so where the channel is that of a file which ends where it is written to. */
    @Override
    public void transferTo(WritableByteChannel to) throws IOException {
        try (SquashfsInput in = (SquashfsInput) open()) {
            if (to instanceof FileChannel out && out.position() == out.size()) {
                in.transferTo(out);
            } else {
                in.transferTo(Channels.newOutputStream(to));
            }
        }
    }

    private void beginNext() {
        long budget = decoding.aheadBytes() - Math.min(file.sizeBytes(), decoding.aheadBytes());
        SquashfsContent one = next;
        for (int i = 0; i < FILES_AHEAD && one != null && budget > 0; i++) {
            budget -= one.begin(budget);
            one = one.next;
        }
    }

    /** @return how many bytes of the budget it takes */
    private long begin(long budget) {
        if (!isBegun) {
            isBegun = true;
            try {
                BlockPlaces places = new BlockPlaces(decoding.blockBytes(), file);
                for (long left = budget; left > 0 && places.hasNext();) {
                    BlockPlace part = places.next();
                    decoding.beginAhead(part);
                    left -= part.lengthBytes();
                }
            } catch (IOException damaged) {
                // It is told to whoever reads the file.
                return file.sizeBytes();
            }
        }
        return file.sizeBytes();
    }
}
