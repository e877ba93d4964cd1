package org.rootbuild.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.ext.ExtFilesystem;
import org.rootbuild.fat.FatFilesystem;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.iso.IsoFilesystem;
import org.rootbuild.squashfs.SquashfsReader;
import org.rootbuild.volume.Volume;

/** Opens filesystems of some kind. */
@FunctionalInterface
public interface SurveyOpener {
    /** @return empty when it is none of that kind */
    Optional<? extends Filesystem> open(Volume volume) throws IOException;

    /** Those whose files are understood here. */
    static List<SurveyOpener> all() {
        return List.of(ExtFilesystem::open, FatFilesystem::open, IsoFilesystem::open, SquashfsReader::open);
    }
}
