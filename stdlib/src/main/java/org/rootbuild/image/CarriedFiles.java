package org.rootbuild.image;

import java.io.IOException;
import org.rootbuild.event.Activity;
import org.rootbuild.ext.ExtFilesystem;
import org.rootbuild.ext.ExtMaker;
import org.rootbuild.fat.FatFilesystem;
import org.rootbuild.fat.FatMaker;
import org.rootbuild.fat.FatOptions;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
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
        String maker = new String(from.read(3, 8).array(), java.nio.charset.StandardCharsets.ISO_8859_1);
        if (maker.equals("SYSLINUX") || maker.equals("EXTLINUX")) {
            throw new Failure(spoken + " is started by " + maker.toLowerCase(java.util.Locale.ROOT) + ", which knows its"
                + " own file by the numbers of its sectors and would not be found after the filesystem was made anew",
                "Leave that partition as large as it is or make it larger, or make the disk in a recipe: disk { …"
                + " extlinux(…) … }.");
        }
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
            throw new Failure("making the filesystem of " + spoken + " smaller did not work: " + failure.getMessage(),
                failure.remedy(), failure);
        }
    }

    private void ext(ExtFilesystem ext, Volume to, Activity activity) throws IOException, InterruptedException {
        if (!ext.droppedFeatures().isEmpty()) {
            activity.note("the filesystem of " + spoken + " is made anew without " + ext.droppedFeatures());
        }
        new ExtMaker(ext.options()).make(ext.tree(), to, activity);
        to.copy(0, from, new org.rootbuild.volume.Range(0, EXT_BOOT_BYTES));
    }

    /** With clusters as large as they were, if it can have them. */
    private static void fat(FatFilesystem fat, Volume to, long firstSector, Activity activity)
        throws IOException, InterruptedException {
        FatOptions options = fat.options(Math.max(0, firstSector));
        FileTree tree = fat.tree();
        FilesystemMaker same = new FatMaker(options.withClusterBytes(fat.clusterBytes()));
        FilesystemMaker maker = fits(same, tree, to) ? same : new FatMaker(options);
        maker.make(tree, to, activity);
    }

    private static boolean fits(FilesystemMaker maker, FileTree tree, Volume to) throws InterruptedException,
        IOException {
        try {
            return maker.neededBytes(tree) <= to.sizeBytes();
        } catch (Failure none) {
            return false;
        }
    }
}
