package org.rootbuild.layer;

import java.util.List;
import java.util.Objects;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Entry;

/**
 * What a result is: for a layer its changes, for an artifact or a check none.
 *
 * @param header  the labelled fields that its fingerprint was made of, and what else is worth keeping about it
 * @param changes sorted by path; plain files have their content beside the manifest
 */
public record Manifest(Fields header, List<Change> changes) {
    public Manifest {
        Objects.requireNonNull(header);
        changes = List.copyOf(changes);
    }

    /** Bytes of all plain files that the layer brings; hard links count once for each name. */
    public long sizeBytes() {
        return changes.stream()
            .mapToLong(change -> change instanceof Change.Put put && put.entry() instanceof Entry.PlainFile file
                ? file.content().sizeBytes() : 0)
            .sum();
    }
}
