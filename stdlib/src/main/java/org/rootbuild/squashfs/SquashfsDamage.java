package org.rootbuild.squashfs;

import org.rootbuild.problem.Failure;

/** The two ways in which a squashfs is refused. */
final class SquashfsDamage {
    private SquashfsDamage() {
    }

    /** @param what is wrong, as the end of a sentence: {@code inode 12 has a wrong type} */
    static Failure found(String what) {
        return new Failure("the squashfs is damaged: " + what,
            "Get it again, or make it again; unsquashfs -ignore-errors may save a part of it.");
    }

    static Failure found(String what, Throwable cause) {
        return new Failure("the squashfs is damaged: " + what,
            "Get it again, or make it again; unsquashfs -ignore-errors may save a part of it.", cause);
    }

    static Failure unsupported(String what, String remedy) {
        return new Failure("the squashfs " + what, remedy);
    }
}
