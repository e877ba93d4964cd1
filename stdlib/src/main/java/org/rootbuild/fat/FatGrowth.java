package org.rootbuild.fat;

import java.io.IOException;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/** Makes a FAT filesystem as large as its volume. */
public final class FatGrowth {
    private final Volume volume;

    /** @param volume which begins with the filesystem and is larger than it */
    public FatGrowth(Volume volume) {
        this.volume = volume;
    }

    /**
     * Grows it. Every cluster keeps its number; where the tables need more room all data moves up.
     *
     * @throws Failure when the volume holds no FAT, is smaller than it, or the kind of FAT would have to change
     */
    public void grow(Activity activity) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("not written yet: " + volume);
    }
}
