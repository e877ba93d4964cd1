package org.rootbuild.volume;

import org.rootbuild.problem.Failure;

/** Whether a range lies inside a volume. */
final class Bounds {
    private Bounds() {
    }

    /** @throws Failure when it does not; a damaged structure that names a place behind the end ends up here */
    static void check(long at, long lengthBytes, long sizeBytes) throws Failure {
        if (at < 0 || lengthBytes < 0 || at > sizeBytes - lengthBytes) {
            throw new Failure(lengthBytes + " bytes at " + at + " are not inside a volume of " + sizeBytes + " bytes",
                "It is cut off, or what is written on it is damaged: get it again, or have it repaired.");
        }
    }
}
