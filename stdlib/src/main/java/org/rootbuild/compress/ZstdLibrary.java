package org.rootbuild.compress;

import com.github.luben.zstd.util.Native;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.problem.HostLacks;

/**
 * Loads the native zstd, and leaves no file of it behind even when the process is killed later. For whoever uses the
 * library on pieces rather than on streams.
 */
public final class ZstdLibrary {
    private ZstdLibrary() {
    }

    /**
     * Does nothing when it is loaded.
     *
     * @throws HostLacks when it cannot be loaded
     */
    public static void load() throws IOException {
        synchronized (Native.class) {
            if (!Native.isLoaded()) {
                loadFrom(Files.createTempDirectory("rootbuild-zstd"));
            }
        }
    }

    private static void loadFrom(Path folder) throws IOException {
        try {
            Native.load(folder.toFile());
        } catch (LinkageError refused) {
            throw new HostLacks("the zstd library could not be loaded from " + folder.getParent() + ": "
                + refused.getMessage(), "Let java.io.tmpdir name a folder that is not mounted 'noexec'.", refused);
        } finally {
            // A loaded library lives on without its name; the library itself would remove it only at a clean exit.
            File[] files = folder.toFile().listFiles();
            for (File file : files == null ? new File[0] : files) {
                Files.deleteIfExists(file.toPath());
            }
            Files.deleteIfExists(folder);
        }
    }
}
