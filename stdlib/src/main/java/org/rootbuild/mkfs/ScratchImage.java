package org.rootbuild.mkfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** A file in the scratch folder that a tool makes a filesystem in: tools want a file, and a partition is none. */
record ScratchImage(Path file) implements AutoCloseable {
    /** A name that nothing has yet; there is no file of it. */
    static ScratchImage fresh(Path folder, String kind) throws IOException {
        Path file = Files.createTempFile(folder, kind, ".img");
        Files.delete(file);
        return new ScratchImage(file);
    }

    /** The file as one hole of that size. */
    static ScratchImage empty(Path folder, String kind, long sizeBytes) throws IOException {
        ScratchImage image = fresh(folder, kind);
        FileVolume.create(image.file, sizeBytes).close();
        return image;
    }

    long sizeBytes() throws IOException {
        return Files.size(file);
    }

    /** @throws Failure when the filesystem is bigger than the volume */
    void copyTo(Volume into, String kind) throws IOException {
        if (sizeBytes() > into.sizeBytes()) {
            throw TooBig.of(kind, sizeBytes(), into.sizeBytes());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
             Volume from = FileVolume.forReading(file)) {
            Optional<Range> data = from.nextData(0);
            while (data.isPresent()) {
                into.copy(data.get().at(), channel, data.get());
                data = from.nextData(data.get().end());
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
