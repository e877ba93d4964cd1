package org.rootbuild.volume;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The calls of the host that an edit's safety depends on; a test stands between. */
interface EditFiles {
    /** The owner alone may read and write what is made new. */
    FileAttribute<?> OWNER_ALONE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    FileChannel open(Path file, OpenOption... options) throws IOException;

    void delete(Path file) throws IOException;

    /** Makes the names in the folder survive a loss of power. */
    void syncFolder(Path folder) throws IOException;

    /** Those of this host. */
    static EditFiles ofHost() {
        return new EditFiles() {
            @Override
            public FileChannel open(Path file, OpenOption... options) throws IOException {
                // What an image holds is nobody else's business, wherever it is kept for a while.
                boolean owned = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
                return owned ? FileChannel.open(file, Set.of(options), OWNER_ALONE) : FileChannel.open(file, options);
            }

            @Override
            public void delete(Path file) throws IOException {
                Files.deleteIfExists(file);
            }

            @Override
            public void syncFolder(Path folder) throws IOException {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        };
    }
}
