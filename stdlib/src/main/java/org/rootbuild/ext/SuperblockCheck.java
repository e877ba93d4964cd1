package org.rootbuild.ext;

import org.rootbuild.problem.Failure;

/** Whether the numbers of a superblock can be true together; whatever reads a filesystem relies on that. */
final class SuperblockCheck {
    private static final int HIGHEST_BLOCK_SIZE = 65536;

    private SuperblockCheck() {
    }

    static Failure damaged(String found) {
        return new Failure("the ext superblock is damaged: " + found,
            "Have it repaired with e2fsck (of a copy), which looks for one of the backups.");
    }

    static void check(Superblock block) throws Failure {
        checkSizes(block);
        checkGroups(block);
        if (block.has(ExtFeature.METADATA_CSUM) && block.getInt(Superblock.CHECKSUM) != block.checksum()) {
            throw damaged("its checksum is wrong");
        }
    }

    private static void checkSizes(Superblock block) throws Failure {
        if (block.get(Superblock.LOG_BLOCK_SIZE) > 6 || block.blockSize() > HIGHEST_BLOCK_SIZE) {
            throw damaged("its block size is 1024 << " + block.get(Superblock.LOG_BLOCK_SIZE));
        }
        if (block.get(Superblock.REVISION) > 1) {
            throw damaged("its revision is " + block.get(Superblock.REVISION));
        }
        int inodeSize = block.inodeSize();
        if (inodeSize < 128 || inodeSize > block.blockSize() || Integer.bitCount(inodeSize) != 1) {
            throw damaged("its inodes have " + inodeSize + " bytes");
        }
        int size = block.descriptorSize();
        if (size < 32 || size > 1024 || Integer.bitCount(size) != 1 || block.has(ExtFeature.BITS_64) && size < 64) {
            throw damaged("its group descriptors have " + size + " bytes");
        }
        if (block.get(Superblock.FIRST_DATA_BLOCK) != (block.blockSize() == 1024 ? 1 : 0)
            && !block.has(ExtFeature.BIGALLOC)) {
            throw damaged("its first block is " + block.get(Superblock.FIRST_DATA_BLOCK));
        }
    }

    private static void checkGroups(Superblock block) throws Failure {
        long bits = 8L * block.blockSize();
        long perGroup = block.get(Superblock.BLOCKS_PER_GROUP);
        long inodesPerGroup = block.get(Superblock.INODES_PER_GROUP);
        boolean clusters = block.has(ExtFeature.BIGALLOC);
        if (perGroup < 8 || perGroup % 8 != 0 || !clusters && perGroup > bits) {
            throw damaged("a group has " + perGroup + " blocks");
        }
        if (inodesPerGroup < 8 || inodesPerGroup % 8 != 0 || inodesPerGroup > bits) {
            throw damaged("a group has " + inodesPerGroup + " inodes");
        }
        long blocks = block.get(Superblock.BLOCKS);
        if (blocks <= block.get(Superblock.FIRST_DATA_BLOCK) || blocks < 0 || blocks > Long.MAX_VALUE / bits) {
            throw damaged("it has " + blocks + " blocks");
        }
        if (block.groups() * inodesPerGroup != block.get(Superblock.INODES)) {
            throw damaged("it has " + block.get(Superblock.INODES) + " inodes, but " + block.groups() + " groups of "
                + inodesPerGroup);
        }
        if (block.firstInode() < 11 || block.firstInode() > block.get(Superblock.INODES)) {
            throw damaged("its first inode is " + block.firstInode());
        }
        if (block.get(Superblock.FREE_BLOCKS) > blocks || block.get(Superblock.FREE_INODES)
            > block.get(Superblock.INODES)) {
            throw damaged("more is free than there is");
        }
    }
}
