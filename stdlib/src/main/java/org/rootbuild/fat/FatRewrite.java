package org.rootbuild.fat;

import java.io.IOException;
import org.rootbuild.event.Activity;
import org.rootbuild.volume.Volume;

/** Makes a FAT filesystem anew out of another one's files, of another size, kind or cluster size. */
public final class FatRewrite {
    private final FatFilesystem from;

    public FatRewrite(FatFilesystem from) {
        this.from = from;
    }

    /** Options with label, id, sector size and boot code of the old one; kind and cluster size are chosen by size. */
    public FatOptions options() throws IOException {
        throw new UnsupportedOperationException("not written yet: " + from);
    }

    /** @param into another volume than the one that is read, which reads as zeros so far */
    public void into(Volume into, FatOptions options, Activity activity) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }
}
