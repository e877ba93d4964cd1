package org.rootbuild.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoreUse;

/**
 * The folder of one feature, with a store, states and outputs of its own. It lies among the temporary folders of the
 * person's own store, so that what is left of a killed process goes when that store is used next.
 */
final class ThrowAway implements AutoCloseable {
    private final SpecSettings settings;
    private final StoreUse use;
    private final Path folder;
    private int files;

    private ThrowAway(SpecSettings settings, StoreUse use, Path folder) {
        this.settings = settings;
        this.use = use;
        this.folder = folder;
    }

    static ThrowAway make(SpecSettings settings, Store own) throws IOException {
        StoreUse use = own.use("process " + ProcessHandle.current().pid() + ", specifications");
        try {
            return new ThrowAway(settings, use, own.temporaryFolder());
        } catch (IOException | RuntimeException failed) {
            use.close();
            throw failed;
        }
    }

    Path folder() {
        return folder;
    }

    Path freshFile() {
        return folder.resolve("file-" + ++files);
    }

    /** What a specification says that a source is, as a file: that file, or one with that content. */
    Path file(Object content) throws IOException {
        if (content instanceof Path || content instanceof File) {
            Path file = settings.folder().resolve(content.toString());
            if (!Files.isRegularFile(file)) {
                throw new Failure("there is no file " + file + " to stand in for a source",
                    "Name one from the specification's folder on: new File('sources/x.tar').");
            }
            return file;
        }
        Path file = freshFile();
        if (content instanceof Archive archive) {
            archive.write(file, freshFile());
        } else if (content instanceof byte[] bytes) {
            Files.write(file, bytes);
        } else {
            Files.write(file, String.valueOf(content).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        try {
            Deletion.delete(folder);
        } finally {
            use.close();
        }
    }
}
