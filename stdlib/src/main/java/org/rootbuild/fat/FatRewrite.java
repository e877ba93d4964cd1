package org.rootbuild.fat;

import java.io.IOException;
import org.rootbuild.event.Activity;
import org.rootbuild.volume.Volume;

/** Makes a FAT filesystem anew out of another one's files: of another size, kind or cluster size. */
public final class FatRewrite {
    private final FatFilesystem from;

    public FatRewrite(FatFilesystem from) {
        this.from = from;
    }

    /** Options with label, id, sector size and hidden sectors of the old one; kind and cluster size go by size. */
    public FatOptions options() {
        BootSector boot = from.boot();
        FatOptions options = FatOptions.defaults().withSectorBytes(boot.geometry().sectorBytes())
            .withHiddenSectors(boot.hiddenSectors()).withVolumeId(Math.max(0, boot.volumeId()))
            .withTables(Math.min(4, boot.geometry().tables()));
        return from.facts().label().filter(text -> FatOptions.labelProblem(text).isEmpty()).map(options::withLabel)
            .orElse(options);
    }

    /** Size of the smallest volume that {@link #into} could fill with these options. */
    public long neededBytes(FatOptions options) throws IOException, InterruptedException {
        return new FatMaker(options).neededBytes(from.tree());
    }

    /**
     * Fills another volume, which reads as zeros so far. Boot code is taken along as long as the kind stays the same:
     * it is written for one kind.
     */
    public void into(Volume volume, FatOptions options, Activity activity) throws IOException, InterruptedException {
        new FatMaker(options).make(from.tree(), volume, activity);
        FatFilesystem made = FatFilesystem.open(volume).orElseThrow();
        if (made.boot().geometry().kind() == from.boot().geometry().kind() && options.bootSector().isEmpty()) {
            made.writeBootCode(from.bootSector());
        }
    }
}
