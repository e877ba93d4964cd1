package org.rootbuild.image;

import java.io.IOException;
import java.util.List;
import org.rootbuild.event.Activity;
import org.rootbuild.ext.ExtFilesystem;
import org.rootbuild.ext.ExtMaker;
import org.rootbuild.fat.FatFilesystem;
import org.rootbuild.fat.FatMaker;
import org.rootbuild.fat.FatOptions;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** The files of a filesystem in a new one of the same kind, with the same names, ids and features. */
final class CarriedFiles implements Carriage {
    /** What ext keeps free for boot code in front of its superblock. */
    private static final int EXT_BOOT_BYTES = 1024;

    private final Volume from;
    private final Filesystem filesystem;
    private final String spoken;

    CarriedFiles(Volume from, Filesystem filesystem, String spoken) throws IOException {
        this.from = from;
        this.filesystem = filesystem;
        this.spoken = spoken;
        if (filesystem instanceof ExtFilesystem ext) {
            ext.options();
        }
        FilesystemPlace.refuseSyslinux(from, spoken);
    }

    @Override
    public boolean keepsDistances() {
        return false;
    }

    @Override
    public void carry(Volume to, long firstSector, Activity activity) throws IOException, InterruptedException {
        try {
            if (filesystem instanceof ExtFilesystem ext) {
                ext(ext, to, activity);
            } else {
                fat((FatFilesystem) filesystem, to, firstSector, activity);
            }
        } catch (Failure failure) {
            throw new Failure("making the filesystem of " + spoken + " anew did not work: " + failure.getMessage(),
                failure.remedy(), failure);
        }
    }

    private void ext(ExtFilesystem ext, Volume to, Activity activity) throws IOException, InterruptedException {
        if (!ext.droppedFeatures().isEmpty()) {
            activity.note("the filesystem of " + spoken + " is made anew without " + ext.droppedFeatures());
        }
        new ExtMaker(ext.options()).make(ext.tree(), to, activity);
        to.copy(0, from, new Range(0, EXT_BOOT_BYTES));
    }

    /** With clusters as large as they were, if it can have them; with those of its size, where it became larger. */
    private void fat(FatFilesystem fat, Volume to, long firstSector, Activity activity)
        throws IOException, InterruptedException {
        long hidden = Math.max(0, firstSector);
        FatOptions options = fat.options(hidden);
        FileTree tree = fat.tree();
        List<FatOptions> choices = List.of(options.withClusterBytes(fat.clusterBytes()), options,
            fat.optionsOfAnyKind(hidden));
        for (FatOptions one : choices.subList(to.sizeBytes() > from.sizeBytes() ? 1 : 0, choices.size())) {
            try {
                if (new FatMaker(one).neededBytes(tree) <= to.sizeBytes()) {
                    new FatMaker(one).make(tree, to, activity);
                    return;
                }
            } catch (Failure impossible) {
                // Nothing was written: the maker finds its sizes first. The last choice says what is wrong.
                if (one == choices.get(choices.size() - 1)) {
                    throw impossible;
                }
            }
        }
        new FatMaker(choices.get(choices.size() - 1)).make(tree, to, activity);
    }
}
