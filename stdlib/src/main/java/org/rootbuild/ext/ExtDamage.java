package org.rootbuild.ext;

import org.rootbuild.problem.Failure;

/** The two ways in which an ext filesystem is refused. */
final class ExtDamage {
    private ExtDamage() {
    }

    /** @param what is wrong, as the end of a sentence: {@code inode 12 has a wrong checksum} */
    static Failure found(String what) {
        return new Failure("the ext filesystem is damaged: " + what,
            "Have it repaired with e2fsck, or get the image again.");
    }

    static Failure unsupported(String what, String remedy) {
        return new Failure("the ext filesystem " + what, remedy);
    }
}
