package org.rootbuild.iso;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The boot catalogue (El Torito 1.0, 2.0): the first entry is the initial one, each that follows has a section of its
 * own.
 *
 * @param path    of the file in the tree that shows the catalogue; empty when no file does. A file of that path that
 *                the tree holds is replaced.
 * @param id      of the manufacturer, at most 24 bytes of ASCII; usually empty
 * @param entries at least one, at most {@value #MOST_ENTRIES}
 */
public record BootCatalogue(Optional<String> path, String id, List<BootEntry> entries) {
    /** Those whose records fill the catalogue's 2048 bytes. */
    public static final int MOST_ENTRIES = 31;
    static final int ID_BYTES = 24;

    public BootCatalogue {
        Objects.requireNonNull(path);
        entries = List.copyOf(entries);
        if (id.getBytes(StandardCharsets.US_ASCII).length > ID_BYTES) {
            throw new IllegalArgumentException("an identification of more than " + ID_BYTES + " bytes: " + id);
        }
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(entries.size() + " entries of a boot catalogue");
        }
    }
}
