package org.rootbuild.fat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** A FAT filesystem that is there already. */
public final class FatFilesystem implements Filesystem {
    private FatFilesystem() {
    }

    /**
     * The filesystem on the volume; empty when it is not FAT.
     *
     * @throws Failure when it is FAT, but damaged or cut off
     */
    public static Optional<FatFilesystem> open(Volume volume) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    @Override
    public Facts facts() {
        throw new UnsupportedOperationException("not written yet");
    }

    @Override
    public FileTree tree() throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    @Override
    public Edit edit() throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The first 512 bytes, boot code and description of the filesystem. */
    public byte[] bootSector() throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Takes the boot code of 512 bytes such as {@code ldlinux.bss}, also for the backup; the description is kept. */
    public void writeBootCode(byte[] sector) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Says how many sectors of the disk come before the partition; needed when it was moved. */
    public void writeHiddenSectors(long sectors) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Where the bytes of a plain file lie on the volume, in order; the last range may end behind the file's end. */
    public List<Range> placesOf(String path) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }
}
