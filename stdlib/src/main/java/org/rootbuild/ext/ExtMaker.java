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
    private static final long HIGHEST_BYTES = 1L << 48;
    private static final long STEP = 1024;
    private static final long[] BANDS = {0, 3 << 20, 512 << 20, 4L << 40, 16L << 40, HIGHEST_BYTES};

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
        return neededBytes(new Trial(options, inventory));
    }

    /** The choices of {@code mke2fs} change at certain sizes; between them, what fits into less fits into more. */
    private long neededBytes(Trial trial) throws IOException, InterruptedException {
        Optional<Failure> unfit = Optional.empty();
        for (int band = 1; band < BANDS.length; band++) {
            try {
                if (trial.fits(BANDS[band] - STEP).isPresent()) {
                    return smallest(trial, BANDS[band - 1], BANDS[band] - STEP);
                }
            } catch (Failure cannotHold) {
                unfit = Optional.of(cannotHold);
            }
        }
        throw unfit.orElseGet(() -> new Failure("the tree does not fit into any " + kind() + " of up to "
            + HIGHEST_BYTES + " bytes", "Split it over several filesystems."));
    }

    private static long smallest(Trial trial, long lowest, long fitting) throws IOException, InterruptedException {
        long step = STEP;
        long low = lowest / step - 1;
        long high = fitting / step;
        // Upwards by doubling first: frames of many TiB are costly to try, and trees are mostly small.
        for (long guess = Math.max(64, lowest / step); guess < high && guess > low; guess *= 2) {
            if (trial.fits(guess * step).isPresent()) {
                high = guess;
            } else {
                low = guess;
            }
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (trial.fits(middle * step).isPresent()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high * step;
    }

    @Override
    public void make(FileTree tree, Volume into, Activity activity) throws IOException, InterruptedException {
        Inventory inventory = Inventory.of(tree, options);
        Geometry.checkInodes(options, inventory.inodes());
        if (into.sizeBytes() >= HIGHEST_BYTES) {
            throw new Failure("a volume of " + into.sizeBytes() + " bytes is too big for " + kind(),
                "Make it smaller than " + HIGHEST_BYTES + " bytes.");
        }
        Trial trial = new Trial(options, inventory);
        Optional<Geometry> geometry = trial.fits(into.sizeBytes());
        if (geometry.isEmpty()) {
            throw new Failure("the tree needs " + neededBytes(trial) + " bytes as " + kind() + ", but the volume has "
                + into.sizeBytes(), "Make the volume bigger, or leave something out.");
        }
        write(geometry.get(), inventory, into, activity);
    }

    private void write(Geometry geometry, Inventory inventory, Volume into, Activity activity)
        throws IOException, InterruptedException {
        Checksums sums = new Checksums(geometry.has(ExtFeature.METADATA_CSUM), Checksums.seedOf(options.uuid()));
        VolumeOutput output = new VolumeOutput(geometry, sums, into, activity);
        long end = new Laying(geometry, inventory, output, sums).lay();
        output.flush();
        new Groups(geometry, sums, into, end, inventory, output.folders())
            .write(Groups.superblock(geometry, output.journalBackup()));
    }
}
