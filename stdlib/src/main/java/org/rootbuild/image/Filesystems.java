package org.rootbuild.image;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.ext.ExtFilesystem;
import org.rootbuild.ext.ExtGrowth;
import org.rootbuild.fat.FatFilesystem;
import org.rootbuild.fat.FatGrowth;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.squashfs.SquashfsReader;
import org.rootbuild.volume.Volume;

/** The filesystems that are read without the host's help, and those of them that are changed. */
public final class Filesystems {
    /** What they are called in sentences. */
    public static final String KNOWN = "FAT, ext2, ext3, ext4 and squashfs";

    private Filesystems() {
    }

    /**
     * The one on the volume; empty where there is none that is known.
     *
     * @throws Failure when it is damaged
     */
    public static Optional<Filesystem> open(Volume volume) throws IOException {
        Optional<Filesystem> changeable = changeable(volume);
        return changeable.isPresent() ? changeable : SquashfsReader.open(volume).map(found -> found);
    }

    /**
     * The one on the volume, if it is of a kind that is taken apart like an archive.
     *
     * @throws Failure when it is damaged
     */
    public static Optional<Filesystem> packed(Volume volume) throws IOException {
        return SquashfsReader.open(volume).map(found -> found);
    }

    /** The one on the volume, if it is of a kind that is changed, grown and made anew here. */
    static Optional<Filesystem> changeable(Volume volume) throws IOException {
        Optional<FatFilesystem> fat = FatFilesystem.open(volume);
        return fat.isPresent() ? fat.map(found -> found) : ExtFilesystem.open(volume).map(found -> found);
    }

    /**
     * Makes the filesystem as large as its volume.
     *
     * @throws Failure when it cannot be
     */
    static void grow(Volume volume, Activity activity) throws IOException, InterruptedException {
        if (FatFilesystem.open(volume).isPresent()) {
            new FatGrowth(volume).grow(activity);
        } else {
            new ExtGrowth(volume).grow(activity);
        }
    }
}
