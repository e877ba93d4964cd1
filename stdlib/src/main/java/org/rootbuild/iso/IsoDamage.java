package org.rootbuild.iso;

import org.rootbuild.problem.Failure;

/** What is said of an ISO that is not in order. */
final class IsoDamage {
    private static final int SHOWN = 120;

    private IsoDamage() {
    }

    static Failure found(String what) {
        return new Failure("the ISO 9660 filesystem is damaged: " + what,
            "Get the image again, and compare its checksum with the one that its publisher gives.");
    }

    static Failure cutOff(String what, long neededBytes, long thereBytes) {
        return new Failure("the ISO 9660 filesystem is cut off: " + what + " reaches to byte " + neededBytes + ", and "
            + thereBytes + " bytes are there", "Get the image again; it is not complete.");
    }

    static Failure tooMuch(String what) {
        return new Failure("the ISO 9660 filesystem holds " + what, "No image that is to be booted or installed from"
            + " is like that; it may have been made to harm: get it from a source that you trust.");
    }

    /** A path as it can be shown: no control characters, not endless. */
    static String shown(String path) {
        String start = path.length() > SHOWN ? path.substring(0, SHOWN) + "…" : path;
        return "/" + start.replaceAll("\\p{Cntrl}", "?");
    }
}
