package org.rootbuild.host;

import java.nio.file.Path;

/**
 * The disk that holds what is built.
 *
 * @param folder        the store
 * @param writable      whether files can be made in it; said why not in the trial
 * @param freeBytes     what this user may still write there
 * @param caseSensitive whether {@code a} and {@code A} are two files there
 */
record StoreFolder(Path folder, Trial writable, long freeBytes, boolean caseSensitive) {
    private static final long GIB = 1L << 30;
    private static final long LEAST = GIB;
    private static final long COMFORTABLE = 10 * GIB;
    private static final String ELSEWHERE = "type 'export ROOTBUILD_STORE=FOLDER' with a folder on ";

    Check space() {
        String name = "disk space";
        if (!writable.worked()) {
            return Check.lacks(name, folder + " cannot be written: " + writable.said(),
                "Type 'sudo chown -R \"$USER\" " + folder + "', or " + ELSEWHERE + "a disk that can be written.");
        }
        String found = String.format(java.util.Locale.ROOT, "%.1f GiB free for %s", freeBytes / (double) GIB, folder);
        String remedy = "Type 'rootbuild store collect', or " + ELSEWHERE + "a larger disk.";
        if (freeBytes < LEAST) {
            return Check.lacks(name, found, remedy);
        }
        return freeBytes < COMFORTABLE ? Check.warns(name, found, remedy) : Check.ok(name, found);
    }

    Check letterCase() {
        String name = "upper and lower case";
        if (!writable.worked()) {
            return Check.lacks(name, "not tried: " + folder + " cannot be written", space().remedy());
        }
        return caseSensitive ? Check.ok(name, "are told apart in " + folder)
            : Check.lacks(name, "are the same in " + folder + ", so that a Linux tree does not fit in",
                "Make a case-sensitive volume, then " + ELSEWHERE + "it.");
    }
}
