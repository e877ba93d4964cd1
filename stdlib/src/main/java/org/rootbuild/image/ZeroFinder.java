package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Copies a volume so that neither its holes nor the blocks of it that are all zeros are written. */
final class ZeroFinder {
    private static final int BLOCK_BYTES = DataRuns.BLOCK_BYTES;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final byte[] ZEROS = new byte[BLOCK_BYTES];

    private final byte[] bytes = new byte[CHUNK_BYTES];

    /** @param to at least as large, and reads as zeros */
    void copy(Volume from, Volume to) throws IOException {
        DataRuns runs = new DataRuns(from);
        Optional<Range> run = runs.next(0);
        while (run.isPresent()) {
            for (long at = run.get().at(); at < run.get().end(); at += CHUNK_BYTES) {
                int length = (int) Math.min(CHUNK_BYTES, run.get().end() - at);
                from.read(at, ByteBuffer.wrap(bytes, 0, length));
                write(to, at, length);
            }
            run = runs.next(run.get().end());
        }
    }

    private void write(Volume to, long at, int length) throws IOException {
        int begin = 0;
        for (int block = 0; block < length; block += BLOCK_BYTES) {
            int end = Math.min(length, block + BLOCK_BYTES);
            if (Arrays.equals(bytes, block, end, ZEROS, 0, end - block)) {
                write(to, at, begin, block);
                begin = end;
            }
        }
        write(to, at, begin, length);
    }

    private void write(Volume to, long at, int begin, int end) throws IOException {
        if (end > begin) {
            to.write(at + begin, ByteBuffer.wrap(bytes, begin, end - begin));
        }
    }
}
