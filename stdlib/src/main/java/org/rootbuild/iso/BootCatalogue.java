package org.rootbuild.iso;

import java.nio.ByteBuffer;
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
    /** Of the validation entry, which is first, of section headers and of entries. */
    static final int RECORD_BYTES = 32;
    /** Ends the validation entry. */
    static final int MARK = 0xAA55;
    static final int MORE_HEADERS = 0x90;
    static final int LAST_HEADER = 0x91;
    static final int BOOTABLE = 0x88;

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

    /** The sum of the validation entry's words, of which the low 16 bits are to be zero. */
    static int sum(ByteBuffer catalogue) {
        int sum = 0;
        for (int at = 0; at < RECORD_BYTES; at += Short.BYTES) {
            sum += catalogue.getShort(at);
        }
        return sum;
    }
}
