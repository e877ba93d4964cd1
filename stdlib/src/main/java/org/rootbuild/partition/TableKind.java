package org.rootbuild.partition;

import java.util.Locale;

/** Which form a partition table has. */
public enum TableKind {
    MBR, GPT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
