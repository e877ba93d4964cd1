package org.rootbuild.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.ext.ExtFilesystem;
import org.rootbuild.ext.ExtGrowth;
import org.rootbuild.fat.FatFilesystem;
import org.rootbuild.fat.FatGrowth;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.iso.IsoFilesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.squashfs.SquashfsReader;
import org.rootbuild.volume.Volume;

/** The filesystems that are read, and those that are also changed, without the host's help. */
public final class Filesystems {
    /** What they are called in sentences. */
    public static final String KNOWN = "FAT, ext2, ext3, ext4, ISO 9660 and squashfs";
    private static final List<SurveyOpener> PACKED = List.of(SquashfsReader::open, IsoFilesystem::open);

    private Filesystems() {
    }

    /**
     * The one on the volume, if it is of a kind that is taken apart like an archive: an ISO or a squashfs.
     *
     * @throws Failure when it is damaged
     */
    public static Optional<Filesystem> packed(Volume volume) throws IOException {
        return first(PACKED, volume);
    }

    /**
     * The one on the volume whose files are understood; empty where there is none.
     *
     * @throws Failure when there is one that is damaged, and no other
     */
    public static Optional<Filesystem> read(Volume volume) throws IOException {
        return first(SurveyOpener.all(), volume);
    }

    private static Optional<Filesystem> first(List<SurveyOpener> openers, Volume volume) throws IOException {
        Optional<Failure> fault = Optional.empty();
        for (SurveyOpener opener : openers) {
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
