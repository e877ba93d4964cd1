package org.rootbuild.ext;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/**
 * Makes ext2, ext3 or ext4 out of a tree. The tree is gone through once without reading contents; then everything is
 * written in one direction, each content as it comes. Only what is not zero is written. A folder {@code lost+found} is
 * made where the tree has none.
 */
public final class ExtMaker implements FilesystemMaker {
    private final ExtOptions options;

    public ExtMaker(ExtOptions options) {
        this.options = options;
    }

    @Override
    public String kind() {
        return options.revision().word();
    }

    @Override
    public long neededBytes(FileTree tree) throws IOException, InterruptedException {
        Inventory inventory = Inventory.of(tree, options);
        Geometry.checkInodes(options, inventory.inodes());
        return new SmallestSize(options, new Trial(options, inventory)).bytes(inventory);
    }

    @Override
    public void make(FileTree tree, Volume into, Activity activity) throws IOException, InterruptedException {
        Inventory inventory = Inventory.of(tree, options);
        Geometry.checkInodes(options, inventory.inodes());
        if (into.sizeBytes() >= SmallestSize.HIGHEST_BYTES) {
            throw new Failure("a volume of " + into.sizeBytes() + " bytes is too big for " + kind(),
                "Make it smaller than " + SmallestSize.HIGHEST_BYTES + " bytes.");
        }
        Trial trial = new Trial(options, inventory);
        Optional<Geometry> geometry = trial.fits(into.sizeBytes());
        if (geometry.isEmpty()) {
            geometry = trial.fitsWithoutZeros(into.sizeBytes());
        }
        if (geometry.isEmpty()) {
            long needed = new SmallestSize(options, trial).bytes(inventory);
            if (needed <= into.sizeBytes()) {
                throw new Failure("a volume of " + into.sizeBytes() + " bytes is too big for " + kind()
                    + " with such blocks: a group of them has no room for the list of all groups",
                    "Take larger blocks, or make the volume smaller.");
            }
            throw new Failure("the tree needs " + needed + " bytes as "
                + kind() + ", but the volume has " + into.sizeBytes(),
                "Make the volume bigger, or leave something out.");
        }
        write(geometry.get(), inventory, into, activity);
    }

    private void write(Geometry geometry, Inventory inventory, Volume into, Activity activity)
        throws IOException, InterruptedException {
        Checksums sums = new Checksums(geometry.has(ExtFeature.METADATA_CSUM), Checksums.seedOf(options.uuid()));
        try (VolumeOutput output = new VolumeOutput(geometry, sums, into, inventory, activity)) {
            long end = new Laying(geometry, inventory, output, sums).lay();
            output.flush();
            new Groups(geometry, sums, into, end, inventory, output.folders())
                .write(NewSuperblock.of(geometry, output.journalBackup()));
        }
    }
}
