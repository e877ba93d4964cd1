package org.rootbuild.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.rootbuild.posix.Posix;
import org.rootbuild.posix.PosixError;
import org.rootbuild.problem.HostLacks;

/**
 * Reads small files of the host, thousands of which a filesystem is made of: what Java does around opening one costs
 * more than reading it. No link is followed in the last name. Safe for use by several threads.
 */
public final class SmallFiles {
    /** Files of at most so many bytes gain by it. */
    public static final int LONGEST_BYTES = 1 << 16;

    private final Optional<Posix> posix;

    public SmallFiles() {
        posix = loaded();
    }

    private static Optional<Posix> loaded() {
        try {
            return Optional.of(Posix.load());
        } catch (HostLacks otherSystem) {
            // Then it is only slower.
            return Optional.empty();
        }
    }

    /**
     * Reads a whole file of a known length.
     *
     * @param into outside of Java's heap, with room for a byte more than the length
     * @return whether the file has just that many bytes, which then stand before the buffer's position; otherwise that
     *     stays
     */
    public boolean read(Path file, int lengthBytes, ByteBuffer into) throws IOException {
        if (posix.isPresent() && file.getFileSystem() == FileSystems.getDefault()) {
            try {
                return posix.get().readWhole(file.toAbsolutePath(), lengthBytes, into);
            } catch (PosixError trouble) {
                // Java says best what is wrong.
                return readByChannel(file, lengthBytes, into);
            }
        }
        return readByChannel(file, lengthBytes, into);
    }

    private static boolean readByChannel(Path file, int lengthBytes, ByteBuffer into) throws IOException {
        ByteBuffer part = into.slice(into.position(), lengthBytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (part.hasRemaining() && channel.read(part) >= 0) {
                continue;
            }
            boolean whole = !part.hasRemaining() && channel.size() == lengthBytes;
            into.position(into.position() + (whole ? lengthBytes : 0));
            return whole;
        }
    }
}
