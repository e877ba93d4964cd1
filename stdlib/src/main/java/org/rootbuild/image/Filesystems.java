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
import org.rootbuild.volume.Volume;

/** The filesystems that are read, and those that are also changed, without the host's help. */
final class Filesystems {
    private Filesystems() {
    }

    /**
     * The one on the volume whose files are understood; empty where there is none.
     *
     * @throws Failure when there is one that is damaged, and no other
     */
    static Optional<Filesystem> read(Volume volume) throws IOException {
        Optional<Failure> fault = Optional.empty();
        for (SurveyOpener opener : SurveyOpener.all()) {
            try {
                Optional<? extends Filesystem> found = opener.open(volume);
                if (found.isPresent()) {
                    return Optional.of(found.get());
                }
            } catch (Failure damaged) {
                fault = fault.or(() -> Optional.of(damaged));
            }
        }
        if (fault.isPresent()) {
            throw fault.get();
        }
        return Optional.empty();
    }

    /** The one on the volume that can be changed; empty where there is none. */
    static Optional<Filesystem> open(Volume volume) throws IOException {
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
