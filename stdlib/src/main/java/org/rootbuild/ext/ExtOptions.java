package org.rootbuild.ext;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * How a filesystem is to be made. What is left open is chosen as {@code mke2fs} chooses it by the size.
 *
 * @param revision        which of the three it is called
 * @param features        all that it has
 * @param label           at most 16 bytes of UTF-8, empty for none
 * @param uuid            of the filesystem
 * @param hashSeed        of the hashes of names
 * @param blockSize       1024, 2048 or 4096
 * @param inodeSize       128, 256 or another power of two up to the size of a block
 * @param usage           what blocks and inodes are chosen by
 * @param bytesPerInode   one inode for so many bytes of the filesystem
 * @param inodeCount      exactly so many inodes, rounded up to whole blocks of them
 * @param reservedPercent of the blocks that only root may fill, 0 to 50
 * @param journalBytes    size of the journal
 * @param growthLimitBytes how big it may become while it is mounted, without another layout; 1024 times its size when
 *                        left open
 * @param lastMountedOn   at most 64 bytes, empty for none
 * @param onErrors        what the kernel does when it finds damage
 * @param mountOptions    how it is mounted when nothing is said
 * @param epochSeconds    when it was made
 */
public record ExtOptions(ExtRevision revision, Set<ExtFeature> features, String label, UUID uuid, UUID hashSeed,
                         OptionalInt blockSize, int inodeSize, Optional<ExtUsage> usage, OptionalLong bytesPerInode,
                         OptionalLong inodeCount, double reservedPercent, OptionalLong journalBytes,
                         OptionalLong growthLimitBytes, String lastMountedOn, OnErrors onErrors,
                         Set<ExtMountOption> mountOptions, long epochSeconds) {
    /** What the kernel does when it finds damage: nothing more, mount read-only, stop. */
    public enum OnErrors { CONTINUE, REMOUNT_READ_ONLY, PANIC }

    private static final Set<ExtFeature> MADE = EnumSet.of(ExtFeature.HAS_JOURNAL, ExtFeature.EXT_ATTR,
        ExtFeature.RESIZE_INODE, ExtFeature.DIR_INDEX, ExtFeature.FILETYPE, ExtFeature.EXTENT, ExtFeature.BITS_64,
        ExtFeature.FLEX_BG, ExtFeature.LARGE_DIR, ExtFeature.SPARSE_SUPER, ExtFeature.LARGE_FILE, ExtFeature.HUGE_FILE,
        ExtFeature.UNINIT_BG, ExtFeature.DIR_NLINK, ExtFeature.EXTRA_ISIZE, ExtFeature.METADATA_CSUM,
        ExtFeature.METADATA_CSUM_SEED);

    public ExtOptions {
        features = Collections.unmodifiableSet(copy(features, ExtFeature.class));
        mountOptions = Collections.unmodifiableSet(copy(mountOptions, ExtMountOption.class));
        Objects.requireNonNull(uuid);
        Objects.requireNonNull(hashSeed);
        check(MADE.containsAll(features), "the features cannot all be made, only: " + MADE);
        check(!(features.contains(ExtFeature.METADATA_CSUM) && features.contains(ExtFeature.UNINIT_BG)),
            "metadata_csum and uninit_bg exclude each other");
        check(!features.contains(ExtFeature.METADATA_CSUM_SEED) || features.contains(ExtFeature.METADATA_CSUM),
            "metadata_csum_seed needs metadata_csum");
        check(length(label) <= 16, "the label '" + label + "' is longer than 16 bytes");
        check(length(lastMountedOn) <= 64, "the folder '" + lastMountedOn + "' is longer than 64 bytes");
        check(blockSize.isEmpty() || Set.of(1024, 2048, 4096).contains(blockSize.getAsInt()),
            "a block has 1024, 2048 or 4096 bytes");
        check(inodeSize >= 128 && inodeSize <= 4096 && Integer.bitCount(inodeSize) == 1,
            "an inode has 128, 256, 512, 1024, 2048 or 4096 bytes");
        check(inodeSize <= blockSize.orElse(4096), "an inode is not larger than a block");
        check(bytesPerInode.isEmpty() || bytesPerInode.getAsLong() >= 1024 && bytesPerInode.getAsLong() <= 1L << 26,
            "bytes per inode are 1024 to 67108864");
        check(inodeCount.isEmpty() || inodeCount.getAsLong() >= 11 && inodeCount.getAsLong() < 1L << 32,
            "an inode count is 11 to 4294967295");
        check(reservedPercent >= 0 && reservedPercent <= 50, "reserved are 0 to 50 percent");
        check(epochSeconds >= 0 && epochSeconds < 1L << 40, "the time must be after 1970");
        check(journalBytes.isEmpty() || journalBytes.getAsLong() >= 1 << 20, "a journal has at least 1 MiB");
    }

    private static <E extends Enum<E>> EnumSet<E> copy(Set<E> set, Class<E> type) {
        EnumSet<E> copy = EnumSet.noneOf(type);
        copy.addAll(set);
        return copy;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void check(boolean right, String sentence) {
        if (!right) {
            throw new IllegalArgumentException(sentence);
        }
    }

    public boolean has(ExtFeature feature) {
        return features.contains(feature);
    }

    /** With all that {@code mke2fs} would choose, and what has no default. */
    public static Builder builder(ExtRevision revision, UUID uuid) {
        return new Builder(revision, uuid);
    }

    /** Collects options. Not safe for use by several threads. */
    public static final class Builder {
        private final ExtRevision revision;
        private final UUID uuid;
        private final Set<ExtFeature> features;
        private UUID hashSeed;
        private String label = "";
        private OptionalInt blockSize = OptionalInt.empty();
        private int inodeSize = 256;
        private Optional<ExtUsage> usage = Optional.empty();
        private OptionalLong bytesPerInode = OptionalLong.empty();
        private OptionalLong inodeCount = OptionalLong.empty();
        private double reservedPercent = 5;
        private OptionalLong journalBytes = OptionalLong.empty();
        private OptionalLong growthLimitBytes = OptionalLong.empty();
        private String lastMountedOn = "";
        private OnErrors onErrors = OnErrors.CONTINUE;
        private Set<ExtMountOption> mountOptions = EnumSet.of(ExtMountOption.USER_XATTR, ExtMountOption.ACL);
        private long epochSeconds;

        private Builder(ExtRevision revision, UUID uuid) {
            this.revision = revision;
            this.uuid = uuid;
            this.features = revision.features();
            this.hashSeed = UUID.nameUUIDFromBytes(("names of " + uuid).getBytes(StandardCharsets.US_ASCII));
        }

        public Builder label(String text) {
            label = text;
            return this;
        }

        public Builder hashSeed(UUID seed) {
            hashSeed = seed;
            return this;
        }

        public Builder with(ExtFeature feature) {
            features.add(feature);
            return this;
        }

        public Builder without(ExtFeature feature) {
            features.remove(feature);
            return this;
        }

        public Builder blockSize(int bytes) {
            blockSize = OptionalInt.of(bytes);
            return this;
        }

        public Builder inodeSize(int bytes) {
            inodeSize = bytes;
            return this;
        }

        public Builder usage(ExtUsage meant) {
            usage = Optional.of(meant);
            return this;
        }

        public Builder bytesPerInode(long bytes) {
            bytesPerInode = OptionalLong.of(bytes);
            return this;
        }

        public Builder inodeCount(long count) {
            inodeCount = OptionalLong.of(count);
            return this;
        }

        public Builder reservedPercent(double percent) {
            reservedPercent = percent;
            return this;
        }

        public Builder journalBytes(long bytes) {
            journalBytes = OptionalLong.of(bytes);
            return this;
        }

        public Builder growthLimitBytes(long bytes) {
            growthLimitBytes = OptionalLong.of(bytes);
            return this;
        }

        public Builder lastMountedOn(String folder) {
            lastMountedOn = folder;
            return this;
        }

        public Builder onErrors(OnErrors what) {
            onErrors = what;
            return this;
        }

        public Builder mountOptions(Set<ExtMountOption> options) {
            mountOptions = options;
            return this;
        }

        public Builder epochSeconds(long seconds) {
            epochSeconds = seconds;
            return this;
        }

        /** @throws IllegalArgumentException when they cannot be together; the message is a sentence without full stop */
        public ExtOptions build() {
            return new ExtOptions(revision, features, label, uuid, hashSeed, blockSize, inodeSize, usage, bytesPerInode,
                inodeCount, reservedPercent, journalBytes, growthLimitBytes, lastMountedOn, onErrors, mountOptions,
                epochSeconds);
        }
    }
}
