package org.rootbuild.verbs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.problem.Failure;
import org.rootbuild.squashfs.SquashfsReader;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/** What an extension's file holds; its contents can be read until it is closed. */
record TczContent(Volume volume, FileTree tree) implements Closeable {
    /** @throws Failure where the file is no squashfs, or a damaged one */
    static TczContent open(Path file, ExtensionName name) throws IOException {
        Volume volume = FileVolume.forReading(file);
        try {
            Optional<SquashfsReader> reader = SquashfsReader.open(volume);
            if (reader.isEmpty()) {
                throw new Failure("the extension " + name + " is no squashfs",
                    "Extensions of Tiny Core 2 and before were made otherwise; use one of a later release.");
            }
            return new TczContent(volume, reader.get().tree());
        } catch (IOException | RuntimeException failed) {
            volume.close();
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        volume.close();
    }
}
