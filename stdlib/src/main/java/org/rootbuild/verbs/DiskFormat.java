package org.rootbuild.verbs;

import java.util.Objects;
import org.rootbuild.language.Words;
import org.rootbuild.model.Fields;

/**
 * What a partition is formatted as: {@code ext4(label: 'root')}. A value of the language.
 *
 * @param kind   as the word for it is called
 * @param fields what was said, with the kind among it
 */
@Words
public record DiskFormat(String kind, Fields fields) {
    /** The field that says what kind it is. */
    static final String KIND = "kind";
    /** The field of a RAID member with what lies in it. */
    static final String INSIDE = "inside";

    public DiskFormat {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(fields);
    }
}
