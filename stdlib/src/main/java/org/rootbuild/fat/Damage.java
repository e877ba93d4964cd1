package org.rootbuild.fat;

import org.rootbuild.problem.Failure;

/** What is said of a filesystem that is not in order. */
final class Damage {
    private Damage() {
    }

    static Failure found(String what) {
        return new Failure("the FAT filesystem is damaged: " + what,
            "Check it with 'fsck.fat -n', and repair a copy of it with 'fsck.fat -a', or get it again.");
    }
}
