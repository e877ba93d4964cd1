package org.rootbuild.fat;

import java.io.IOException;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/** Makes a FAT filesystem out of a file tree. */
public final class FatMaker implements FilesystemMaker {
    private final FatOptions options;

    public FatMaker(FatOptions options) {
        this.options = options;
    }

    @Override
    public String kind() {
        return options.kind().map(FatKind::word).orElse("fat");
    }

    @Override
    public long neededBytes(FileTree tree) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    @Override
    public void make(FileTree tree, Volume into, Activity activity) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }
}
