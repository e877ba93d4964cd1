package org.rootbuild.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/** Copies bytes through a buffer. */
final class Transfer {
    static final int BUFFER_BYTES = 1 << 18;

    private Transfer() {
    }

    static void copy(FileChannel from, Range part, Volume to, long at, ByteBuffer buffer) throws IOException {
        Bounds.check(at, part.lengthBytes(), to.sizeBytes());
        long done = 0;
        while (done < part.lengthBytes()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), part.lengthBytes() - done));
            int count = from.read(buffer, part.at() + done);
            if (count <= 0) {
                throw new Failure("a file became shorter while it was copied", "Let nothing else change it.");
            }
            to.write(at + done, buffer.flip());
            done += count;
        }
    }

    static void copy(Volume from, Range part, Volume to, long at) throws IOException {
        Bounds.check(part.at(), part.lengthBytes(), from.sizeBytes());
        Bounds.check(at, part.lengthBytes(), to.sizeBytes());
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        long shift = at - part.at();
        long place = part.at();
        while (place < part.end()) {
            Optional<Range> data = from.nextData(place).filter(found -> found.at() < part.end());
            long begin = data.map(Range::at).orElse(part.end());
            to.zero(new Range(place + shift, begin - place));
            place = begin;
            long end = data.map(found -> Math.min(found.end(), part.end())).orElse(part.end());
            while (place < end) {
                buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - place));
                from.read(place, buffer);
                to.write(place + shift, buffer.flip());
                place += buffer.limit();
            }
        }
    }
}
