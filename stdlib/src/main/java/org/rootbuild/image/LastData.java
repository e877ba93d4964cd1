package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Where a volume ends to hold anything. */
final class LastData {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Volume volume;

    LastData(Volume volume) {
        this.volume = volume;
    }

    /** The first byte behind the last one that is not zero; 0 where all are. */
    long endBytes() throws IOException {
        byte[] bytes = new byte[CHUNK_BYTES];
        long end = 0;
        Optional<Range> run = volume.nextData(0);
        while (run.isPresent()) {
            for (long at = run.get().at(); at < run.get().end(); at += CHUNK_BYTES) {
                int length = (int) Math.min(CHUNK_BYTES, run.get().end() - at);
                volume.read(at, ByteBuffer.wrap(bytes, 0, length));
                int last = lastOf(bytes, length);
                end = last < 0 ? end : at + last + 1;
            }
            run = run.get().end() >= volume.sizeBytes() ? Optional.empty() : volume.nextData(run.get().end());
        }
        return end;
    }

    private static int lastOf(byte[] bytes, int length) {
        int last = length - 1;
        while (last >= 0 && bytes[last] == 0) {
            last--;
        }
        return last;
    }
}
