package org.rootbuild.ext;

/** The superblock of a filesystem that is being made. */
final class NewSuperblock {
    private static final int NO_MOUNTS_LIMIT = 0xffff;
    private static final int CLEAN = 1;

    private NewSuperblock() {
    }

    /**
     * All of it but for what is free.
     *
     * @param journalBackup what {@link Superblock#journalBackup()} keeps; not looked at without a journal
     */
    static Superblock of(Geometry geometry, byte[] journalBackup) {
        Superblock block = Superblock.empty();
        for (ExtFeature feature : geometry.features) {
            block.set(feature, true);
        }
        setSizes(block, geometry);
        setDescription(block, geometry.options);
        setFeatures(block, geometry);
        if (geometry.has(ExtFeature.HAS_JOURNAL)) {
            block.set(Superblock.JOURNAL_INODE, Inode.JOURNAL);
            block.set(Superblock.JOURNAL_BACKUP_TYPE, 1);
            block.journalBackup(journalBackup);
        }
        return block;
    }

    private static void setSizes(Superblock block, Geometry geometry) {
        int log = Integer.numberOfTrailingZeros(geometry.blockSize / 1024);
        block.set(Superblock.LOG_BLOCK_SIZE, log);
        block.set(Superblock.LOG_CLUSTER_SIZE, log);
        block.set(Superblock.INODES, geometry.inodes());
        block.set(Superblock.BLOCKS, geometry.blocks);
        block.set(Superblock.RESERVED_BLOCKS, (long) (geometry.blocks * geometry.options.reservedPercent() / 100));
        block.set(Superblock.FIRST_DATA_BLOCK, geometry.firstBlock);
        block.set(Superblock.BLOCKS_PER_GROUP, geometry.blocksPerGroup);
        block.set(Superblock.CLUSTERS_PER_GROUP, geometry.blocksPerGroup);
        block.set(Superblock.INODES_PER_GROUP, geometry.inodesPerGroup);
        block.set(Superblock.FIRST_INODE, Inventory.LOST_AND_FOUND);
        block.set(Superblock.INODE_SIZE, geometry.options.inodeSize());
        block.set(Superblock.RESERVED_GDT_BLOCKS, geometry.reservedDescriptorBlocks);
    }

    private static void setDescription(Superblock block, ExtOptions options) {
        block.uuid(options.uuid());
        block.hashSeed(options.hashSeed());
        block.label(options.label());
        block.lastMountedOn(options.lastMountedOn());
        block.set(Superblock.WRITTEN_AT, options.epochSeconds());
        block.set(Superblock.CHECKED_AT, options.epochSeconds());
        block.set(Superblock.MADE_AT, options.epochSeconds());
        block.set(Superblock.MOUNTS_LIMIT, NO_MOUNTS_LIMIT);
        block.set(Superblock.STATE, CLEAN);
        block.set(Superblock.ON_ERRORS, options.onErrors().ordinal() + 1L);
        block.set(Superblock.DEFAULT_MOUNT_OPTIONS, ExtMountOption.bits(options.mountOptions()));
    }

    private static void setFeatures(Superblock block, Geometry geometry) {
        block.set(Superblock.HASH_VERSION, DirectoryHash.HALF_MD4);
        block.set(Superblock.FLAGS, Superblock.FLAG_SIGNED_HASH);
        if (geometry.has(ExtFeature.BITS_64)) {
            block.set(Superblock.DESCRIPTOR_SIZE, geometry.descriptorSize);
        }
        if (geometry.options.inodeSize() > Inode.GOOD_OLD_SIZE) {
            block.set(Superblock.MIN_EXTRA_SIZE, Inode.USUAL_EXTRA_SIZE);
            block.set(Superblock.WANTED_EXTRA_SIZE, Inode.USUAL_EXTRA_SIZE);
        }
        if (geometry.has(ExtFeature.FLEX_BG)) {
            block.set(Superblock.LOG_GROUPS_PER_FLEX, Geometry.LOG_GROUPS_PER_FLEX);
        }
        if (geometry.has(ExtFeature.METADATA_CSUM)) {
            block.set(Superblock.CHECKSUM_TYPE, 1);
        }
        if (geometry.has(ExtFeature.METADATA_CSUM_SEED)) {
            block.set(Superblock.CHECKSUM_SEED, Checksums.seedOf(geometry.options.uuid()));
        }
    }
}
