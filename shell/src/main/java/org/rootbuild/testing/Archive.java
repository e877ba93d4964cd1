package org.rootbuild.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rootbuild.archive.TarWriter;
import org.rootbuild.event.Activity;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.model.Recipe;
import org.rootbuild.store.Deletion;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;

/** A small tar archive to stand in for a source. */
public final class Archive {
    private final Map<String, Object> files;

    /** @param files by path in the archive: texts or bytes; what begins with {@code #!} may be executed */
    Archive(Map<String, ?> files) {
        this.files = new LinkedHashMap<>(files);
    }

    /** @param scratch does not exist, and does not afterwards */
    void write(Path target, Path scratch) throws IOException {
        TreeIndex index = new TreeIndex(Recipe.DEFAULT_EPOCH_SECONDS);
        Files.createDirectories(scratch);
        try (OutputStream out = Files.newOutputStream(target)) {
            WorkTree tree = new WorkTree(index, scratch, Recipe.DEFAULT_EPOCH_SECONDS);
            for (Map.Entry<String, Object> file : files.entrySet()) {
                byte[] bytes = file.getValue() instanceof byte[] raw ? raw
                    : String.valueOf(file.getValue()).getBytes(StandardCharsets.UTF_8);
                boolean program = bytes.length > 2 && bytes[0] == '#' && bytes[1] == '!';
                tree.write(file.getKey(), Attributes.ofRoot(program ? Attributes.FOLDER_MODE : Attributes.FILE_MODE,
                    Recipe.DEFAULT_EPOCH_SECONDS), Content.of(bytes));
            }
            new TarWriter(Recipe.DEFAULT_EPOCH_SECONDS).write(index, out, Activity.SILENT);
        } finally {
            Deletion.delete(scratch);
        }
    }

    @Override
    public String toString() {
        return "tarball" + files;
    }
}
