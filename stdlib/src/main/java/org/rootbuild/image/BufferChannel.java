package org.rootbuild.image;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.rootbuild.problem.Failure;

/** Takes a content into a buffer that has room for all of it. */
record BufferChannel(ByteBuffer into) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer from) throws Failure {
        int count = from.remaining();
        if (count > into.remaining()) {
            throw new Failure("a file has more bytes than was said of it", "Let nothing else change what it is read"
                + " from.");
        }
        into.put(from);
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
