package org.rootbuild.mkfs;

import org.rootbuild.problem.Failure;

/** The sentence for what does not fit. */
final class TooBig {
    private TooBig() {
    }

    static Failure of(String kind, long neededBytes, long offeredBytes) {
        return new Failure("a " + kind + " of what is to be in it takes " + neededBytes + " bytes, and there are "
            + offeredBytes, "Make the partition at least " + ((neededBytes + (1 << 20) - 1) >> 20) + " MiB big, or put"
            + " less into it.");
    }
}
