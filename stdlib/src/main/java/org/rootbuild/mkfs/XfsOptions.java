package org.rootbuild.mkfs;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How an XFS is made.
 *
 * @param label        at most 12 characters of ASCII without blanks; empty for none
 * @param epochSeconds the time of its making, which xfsprogs 6.18 and later use
 */
public record XfsOptions(String label, UUID uuid, long epochSeconds) {
    private static final Pattern LABEL = Pattern.compile("[!-~]{0,12}");

    /** @throws IllegalArgumentException with a sentence for what cannot be */
    public XfsOptions {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException("the label of an XFS has at most 12 characters of ASCII without blanks,"
                + " not '" + label + "'");
        }
        if (uuid.getMostSignificantBits() == 0 && uuid.getLeastSignificantBits() == 0) {
            throw new IllegalArgumentException("a UUID of zeros stands for none");
        }
    }
}
