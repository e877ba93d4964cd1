package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.rootbuild.volume.Volume;

/** Collects what is written side by side, so that a volume gets few large writes instead of many small ones. */
final class Outlet {
    private final Volume volume;
    private final ByteBuffer buffer;
    private long at;

    Outlet(Volume volume, int sizeBytes) {
        this.volume = volume;
        this.buffer = ByteBuffer.allocateDirect(sizeBytes);
    }

    /** Writes the remaining bytes from here on; few enough for the buffer. */
    void write(long place, ByteBuffer bytes) throws IOException {
        room(place, bytes.remaining());
        buffer.put(bytes);
    }

    void write(long place, byte[] bytes, int from, int count) throws IOException {
        room(place, count);
        buffer.put(bytes, from, count);
    }

    /** The buffer with at least so much room, where what is put goes to this place of the volume. */
    ByteBuffer room(long place, int count) throws IOException {
        if (place != at + buffer.position() || buffer.remaining() < count) {
            flush();
            at = place;
        }
        return buffer;
    }

    void flush() throws IOException {
        if (buffer.position() > 0) {
            int count = buffer.position();
            volume.write(at, buffer.flip());
            buffer.clear();
            at += count;
        }
    }
}
