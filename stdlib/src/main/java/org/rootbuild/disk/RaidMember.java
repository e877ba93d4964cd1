package org.rootbuild.disk;

import java.io.IOException;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** How a partition is a member of an array. */
public interface RaidMember {
    /** The size of a member with room for so much data. */
    long memberBytes(long dataBytes) throws IOException;

    /** Where in a member of that size the data lies. */
    Range data(long memberBytes) throws IOException;

    /** Makes the partition a member; what it holds is not touched. */
    void write(Volume partition) throws IOException;
}
