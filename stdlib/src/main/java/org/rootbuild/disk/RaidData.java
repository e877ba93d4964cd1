package org.rootbuild.disk;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.volume.Volume;

/** Looks through a member of a RAID. */
final class RaidData {
    private RaidData() {
    }

    /** The part of a partition that holds a filesystem: in a member of an array, what the array shows of it. */
    static Volume of(Volume partition) throws IOException {
        Optional<MdSuperblock> superblock = MdSuperblock.read(partition);
        return superblock.isPresent() ? superblock.get().data(partition) : partition;
    }
}
