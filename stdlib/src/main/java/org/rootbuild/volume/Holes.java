package org.rootbuild.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.posix.FileExtents;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.HostLacks;

/**
 * The holes of a file, where this host can tell; where it cannot, all of the file counts as data. Nothing is loaded or
 * opened before the first question.
 */
final class Holes implements Closeable {
    private final Path file;
    private final boolean writable;
    private Optional<FileExtents> extents = Optional.empty();
    private boolean asked;

    Holes(Path file, boolean writable) {
        this.file = file;
        this.writable = writable;
    }

    private synchronized Optional<FileExtents> extents() throws IOException {
        if (!asked && file.getFileSystem() == FileSystems.getDefault()) {
            try {
                extents = Optional.of(Posix.load().extents(file, writable));
            } catch (HostLacks otherSystem) {
                // Then there are no holes to be seen, which costs time and room but nothing else.
                extents = Optional.empty();
            }
        }
        asked = true;
        return extents;
    }

    /** @param sizeBytes of the file */
    Optional<Range> nextData(long from, long sizeBytes) throws IOException {
        if (from >= sizeBytes) {
            return Optional.empty();
        }
        Optional<FileExtents> known = extents();
        if (known.isEmpty()) {
            return Optional.of(new Range(from, sizeBytes - from));
        }
        OptionalLong data = known.get().nextData(from);
        if (data.isEmpty() || data.getAsLong() >= sizeBytes) {
            return Optional.empty();
        }
        long end = Math.min(sizeBytes, known.get().nextHole(data.getAsLong()));
        return Optional.of(new Range(data.getAsLong(), end - data.getAsLong()));
    }

    /** Answers false where no hole can be made. */
    boolean punch(Range range) throws IOException {
        Optional<FileExtents> known = extents();
        return known.isPresent() && known.get().punch(range.at(), range.lengthBytes());
    }

    /** Takes room for the range where that is possible. */
    void reserve(Range range) throws IOException {
        Optional<FileExtents> known = extents();
        if (known.isPresent()) {
            known.get().reserve(range.at(), range.lengthBytes());
        }
    }

    @Override
    public synchronized void close() {
        extents.ifPresent(FileExtents::close);
        asked = true;
    }
}
