package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.posix.FileStatus;
import org.rootbuild.posix.FolderWriter;
import org.rootbuild.posix.Posix;

/**
 * What the host makes of a new file: whose it is, and which permission bits the process's mask and a folder's default
 * access list take away.
 *
 * @param lost permission bits
 */
record NewFileState(long owner, long group, int lost) {
    private static final int ALL = 0777;
    private static final String PROBE = ".rootbuild-probe";

    /** @param folder is empty, and is so again */
    static NewFileState of(Posix posix, Path folder) throws IOException {
        try (FolderWriter writer = posix.writer(folder)) {
            writer.makeFile(PROBE, ALL, ByteBuffer.allocateDirect(0)).close();
            FileStatus made = posix.status(folder.resolve(PROBE));
            return new NewFileState(made.owner(), made.group(), ALL & ~made.mode());
        } finally {
            Files.deleteIfExists(folder.resolve(PROBE));
        }
    }

    boolean isOf(long user, long userGroup) {
        return owner == user && group == userGroup;
    }

    /** Whether a file that is made with that mode has it. */
    boolean gives(int mode) {
        return (mode & ~ALL) == 0 && (mode & lost) == 0;
    }
}
