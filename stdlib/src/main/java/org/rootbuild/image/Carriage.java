package org.rootbuild.image;

import java.io.IOException;
import org.rootbuild.event.Activity;
import org.rootbuild.volume.Volume;

/** How what a partition holds comes into one of another place or size. What it comes from is not changed by it. */
interface Carriage {
    /**
     * Whether every byte keeps its distance from the partition's beginning, so that whoever knows sectors by number
     * finds them again.
     */
    boolean keepsDistances();

    /**
     * Fills the new partition, which reads as zeros so far.
     *
     * @param firstSector where it begins on its disk
     */
    void carry(Volume to, long firstSector, Activity activity) throws IOException, InterruptedException;
}
