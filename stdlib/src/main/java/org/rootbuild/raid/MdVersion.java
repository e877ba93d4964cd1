package org.rootbuild.raid;

import java.util.Arrays;
import java.util.Optional;

/** Forms of the superblock; they differ in where it stands. */
public enum MdVersion {
    /** In the last 64 to 128 KiB of a member; the data begins at its start. */
    V0_90("0.90"),
    /** As version 1.2, but 8 to 12 KiB before a member's end; the data begins at its start. */
    V1_0("1.0"),
    /** As version 1.2, but at a member's start. */
    V1_1("1.1"),
    /** 4 KiB behind a member's start. */
    V1_2("1.2");

    private final String word;

    MdVersion(String word) {
        this.word = word;
    }

    /** As {@code mdadm --metadata=} takes it. */
    public String word() {
        return word;
    }

    public static Optional<MdVersion> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}
