package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.store.Store;
import org.rootbuild.tree.Entry;

/** What the stages of all passes of a session share. Safe for use by several threads. */
final class StageTools {
    StageTools(Store store, int processors) {
    }

    void fill(Path folder, List<Change> changes) throws IOException {
        throw new IOException();
    }

    List<Path> views(List<String> layers) throws IOException {
        throw new IOException();
    }

    void normalise(Path changes) throws IOException {
        throw new IOException();
    }

    List<Change> read(Path upper, TreeIndex below, Predicate<String> leftOut) throws IOException {
        throw new IOException();
    }

    void syncLater(Checkpoint checkpoint) {
    }

    List<Entry> digested(List<Entry> entries) throws IOException {
        return entries;
    }
}
