package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/**
 * The superblock of an existing filesystem and the geometry that follows from it. Checked when it is read: every number
 * that sizes something else is within its bounds.
 */
final class ExtHead {
    static final int PLACE = 1024;
    static final int SIZE = 1024;
    /** As a power of two above 1024: 512 MiB. */
    private static final int BIGGEST_CLUSTER = 19;
    /** All group descriptors are kept in memory; these are those of 64 TiB in groups of the usual size. */
    private static final int DESCRIPTOR_LIMIT_BYTES = 32 << 20;

    private final Superblock block;

    ExtHead(Superblock block) {
        this.block = block;
    }

    /** Empty when there is no ext filesystem on the volume. */
    static Optional<ExtHead> read(Volume volume) throws IOException {
        if (volume.sizeBytes() < PLACE + SIZE) {
            return Optional.empty();
        }
        ByteBuffer raw = volume.read(PLACE, SIZE);
        if (!Superblock.isOne(raw)) {
            return Optional.empty();
        }
        ExtHead head = new ExtHead(Superblock.decode(raw));
        head.check(volume.sizeBytes());
        return Optional.of(head);
    }

    Superblock block() {
        return block;
    }

    private long get(Field field) {
        return block.get(field);
    }

    boolean has(ExtFeature feature) {
        return block.has(feature);
    }

    /** Whether group descriptors carry a checksum and may be marked as not initialised. */
    boolean sumsGroups() {
        return has(ExtFeature.UNINIT_BG) || sumsAll();
    }

    boolean sumsAll() {
        return has(ExtFeature.METADATA_CSUM);
    }

    long inodeCount() {
        return get(Superblock.INODES);
    }

    long blockCount() {
        return get(Superblock.BLOCKS);
    }

    long firstDataBlock() {
        return get(Superblock.FIRST_DATA_BLOCK);
    }

    int blockSize() {
        return block.blockSize();
    }

    /** Blocks of one bit of a block bitmap. */
    int clusterBlocks() {
        return has(ExtFeature.BIGALLOC)
            ? 1 << (int) (get(Superblock.LOG_CLUSTER_SIZE) - get(Superblock.LOG_BLOCK_SIZE)) : 1;
    }

    long blocksPerGroup() {
        return get(Superblock.BLOCKS_PER_GROUP);
    }

    long clustersPerGroup() {
        return has(ExtFeature.BIGALLOC) ? get(Superblock.CLUSTERS_PER_GROUP) : blocksPerGroup();
    }

    int inodesPerGroup() {
        return (int) get(Superblock.INODES_PER_GROUP);
    }

    int inodeSize() {
        return block.inodeSize();
    }

    int descriptorSize() {
        return block.descriptorSize();
    }

    int descriptorsPerBlock() {
        return blockSize() / descriptorSize();
    }

    int groupCount() {
        return (int) ((blockCount() - firstDataBlock() + blocksPerGroup() - 1) / blocksPerGroup());
    }

    int descriptorBlocks() {
        return (groupCount() + descriptorsPerBlock() - 1) / descriptorsPerBlock();
    }

    int inodeTableBlocks() {
        return (int) (((long) inodesPerGroup() * inodeSize() + blockSize() - 1) / blockSize());
    }

    long groupStart(int group) {
        return firstDataBlock() + group * blocksPerGroup();
    }

    /** How many blocks the group really has; only the last one may be shorter. */
    long groupBlocks(int group) {
        return Math.min(blocksPerGroup(), blockCount() - groupStart(group));
    }

    /** Whether a copy of the superblock begins the group. */
    boolean hasSuper(int group) {
        if (group == 0) {
            return true;
        }
        if (has(ExtFeature.SPARSE_SUPER2)) {
            return group == get(Superblock.BACKUP_GROUP_1) || group == get(Superblock.BACKUP_GROUP_2);
        }
        return group == 1 || !has(ExtFeature.SPARSE_SUPER) || isPower(group, 3) || isPower(group, 5)
            || isPower(group, 7);
    }

    private static boolean isPower(int number, int base) {
        int rest = number;
        while (rest > 1 && rest % base == 0) {
            rest /= base;
        }
        return rest == 1;
    }

    /** How many blocks of descriptors stand one behind the other after each superblock. */
    int classicDescriptorBlocks() {
        return has(ExtFeature.META_BG) ? (int) Math.min(get(Superblock.FIRST_META_GROUP), descriptorBlocks())
            : descriptorBlocks();
    }

    int reservedDescriptorBlocks() {
        return (int) get(Superblock.RESERVED_GDT_BLOCKS);
    }

    /** Where the n-th block of group descriptors is (its first copy). */
    long descriptorBlock(int index) {
        if (index < classicDescriptorBlocks()) {
            return superBlock(0) + 1 + index;
        }
        int group = index * descriptorsPerBlock();
        return superBlock(group) + (hasSuper(group) ? 1 : 0);
    }

    /** The block of the group that holds its copy of the superblock where it has one. */
    long superBlock(int group) {
        return group == 0 ? PLACE / blockSize() : groupStart(group);
    }

    /** What every other checksum begins with. */
    int seed() {
        return block.checksumSeed();
    }

    ExtHead copy() {
        return new ExtHead(block.copy());
    }

    private void check(long volumeBytes) throws Failure {
        checkFeatures();
        checkSizes();
        checkCounts(volumeBytes);
    }

    private void checkFeatures() throws Failure {
        if (has(ExtFeature.JOURNAL_DEV)) {
            throw ExtDamage.unsupported("is only the journal of another filesystem",
                "Name the volume that holds the files.");
        }
        long unknown = ExtFeature.unknown(ExtFeature.Kind.INCOMPATIBLE, get(Superblock.INCOMPATIBLE));
        if (unknown != 0 || has(ExtFeature.COMPRESSION) || has(ExtFeature.DIRDATA)) {
            throw ExtDamage.unsupported("has features that are not read here (0x"
                + Long.toHexString(get(Superblock.INCOMPATIBLE)) + ")", "Use a filesystem without these features.");
        }
    }

    /** What goes beyond the superblock's own checks: groups of clusters. */
    private void checkSizes() throws Failure {
        long smaller = get(Superblock.LOG_BLOCK_SIZE);
        long cluster = get(Superblock.LOG_CLUSTER_SIZE);
        if (has(ExtFeature.BIGALLOC) && (cluster < smaller || cluster > BIGGEST_CLUSTER)) {
            throw ExtDamage.found("clusters smaller than a block, or far too big");
        }
        if (clustersPerGroup() < 8 || clustersPerGroup() > 8L * blockSize() || clustersPerGroup() % 8 != 0
            || blocksPerGroup() != clustersPerGroup() * clusterBlocks()) {
            throw ExtDamage.found("groups of " + blocksPerGroup() + " blocks");
        }
    }

    private void checkCounts(long volumeBytes) throws Failure {
        if (firstDataBlock() > 1 || firstDataBlock() >= blockCount() || blockCount() > 1L << 48) {
            throw ExtDamage.found(blockCount() + " blocks, of which block " + firstDataBlock() + " is the first");
        }
        if (blockCount() > volumeBytes / blockSize()) {
            throw new Failure("the ext filesystem has " + blockCount() + " blocks of " + blockSize()
                + " bytes, but its volume has only " + volumeBytes + " bytes",
                "It was cut off, or is a part of something: get the whole of it.");
        }
        if (block.groups() > DESCRIPTOR_LIMIT_BYTES / descriptorSize()) {
            throw ExtDamage.found(block.groups() + " groups, far more than a sound one of this size has");
        }
        if (ExtBlockGroups.headBlocks(this, 0) >= blocksPerGroup()) {
            throw ExtDamage.found("its groups are too small for their descriptors");
        }
    }
}
