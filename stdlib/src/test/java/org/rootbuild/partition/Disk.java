package org.rootbuild.partition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.volume.FileVolume;

/** Disk images of tests: files that are one hole. */
record Disk(Path file) {
    static Disk of(Path folder, String name, long bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        FileVolume.create(file, bytes).close();
        return new Disk(file);
    }

    PartitionTable read() throws IOException {
        try (FileVolume volume = FileVolume.forReading(file)) {
            return PartitionTable.find(volume).orElseThrow();
        }
    }

    void write(PartitionTable table) throws IOException {
        try (FileVolume volume = FileVolume.forWriting(file)) {
            table.write(volume);
        }
    }
}
