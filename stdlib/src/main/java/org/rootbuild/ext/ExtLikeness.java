package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;

/** The options that make a filesystem like one that is there: what it is called, its features and its proportions. */
final class ExtLikeness {
    /** What a new one can go without: none of them changes what files look like. */
    private static final Set<ExtFeature> DROPPED = EnumSet.of(ExtFeature.NEEDS_RECOVERY, ExtFeature.ORPHAN_FILE,
        ExtFeature.ORPHAN_PRESENT, ExtFeature.FAST_COMMIT, ExtFeature.META_BG, ExtFeature.SPARSE_SUPER2,
        ExtFeature.INLINE_DATA, ExtFeature.EA_INODE);
    private static final int LEAST_BYTES_PER_INODE = 1024;
    private static final int MOST_BYTES_PER_INODE = 1 << 26;
    private static final int MOST_RESERVED_PERCENT = 50;
    private static final int PANIC = 3;

    private final ExtHead head;
    private final Superblock block;

    ExtLikeness(ExtHead head) {
        this.head = head;
        this.block = head.block();
    }

    /** @throws Failure when it has something that is not made here */
    ExtOptions options(ExtRevision revision) throws Failure {
        Set<ExtFeature> features = block.features();
        features.removeAll(DROPPED);
        if (head.has(ExtFeature.SPARSE_SUPER2)) {
            features.add(ExtFeature.SPARSE_SUPER);
        }
        ExtOptions.Builder builder = ExtOptions.builder(revision, block.uuid());
        revision.features().stream().filter(one -> !features.contains(one)).forEach(builder::without);
        features.forEach(builder::with);
        try {
            return builder.label(block.label()).hashSeed(hashSeed()).blockSize(head.blockSize())
                .inodeSize(head.inodeSize()).bytesPerInode(bytesPerInode()).reservedPercent(reservedPercent())
                .lastMountedOn(block.lastMountedOn()).onErrors(onErrors()).mountOptions(mountOptions())
                .epochSeconds(block.get(Superblock.MADE_AT)).build();
        } catch (IllegalArgumentException unmade) {
            throw new Failure("an ext filesystem like this one cannot be made anew: " + unmade.getMessage(),
                "Mount it and use resize2fs, or copy its files into a new filesystem.", unmade);
        }
    }

    /** The features that {@link #options} leaves out, by their names; empty where there are none worth a word. */
    String dropped() {
        return block.features().stream().filter(DROPPED::contains)
            .filter(one -> one != ExtFeature.NEEDS_RECOVERY && one != ExtFeature.ORPHAN_PRESENT)
            .map(ExtFeature::word).collect(Collectors.joining(", "));
    }

    private UUID hashSeed() {
        ByteBuffer seed = ByteBuffer.allocate(16);
        for (int word : block.hashSeed()) {
            seed.putInt(Integer.reverseBytes(word));
        }
        return new UUID(seed.getLong(0), seed.getLong(8));
    }

    private long bytesPerInode() {
        long bytes = head.blockCount() * head.blockSize() / Math.max(1, head.inodeCount());
        return Math.max(LEAST_BYTES_PER_INODE, Math.min(MOST_BYTES_PER_INODE, bytes));
    }

    private double reservedPercent() {
        double percent = 100.0 * block.get(Superblock.RESERVED_BLOCKS) / head.blockCount();
        return Math.min(MOST_RESERVED_PERCENT, Math.round(percent * 100) / 100.0);
    }

    private ExtOptions.OnErrors onErrors() {
        int value = block.getInt(Superblock.ON_ERRORS);
        return value < 1 || value > PANIC ? ExtOptions.OnErrors.CONTINUE : ExtOptions.OnErrors.values()[value - 1];
    }

    private Set<ExtMountOption> mountOptions() {
        return ExtMountOption.of(block.getInt(Superblock.DEFAULT_MOUNT_OPTIONS));
    }
}
