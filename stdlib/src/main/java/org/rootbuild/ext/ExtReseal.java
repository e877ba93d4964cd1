package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes every checksum of a filesystem anew, because what all of them begin with is another one: those of inodes, of
 * the blocks of their maps, names and attributes, and of the bitmaps. Each is verified before. Descriptors and
 * superblocks are left to {@link ExtHeads}.
 */
final class ExtReseal {
    /** Where more depends on the UUID than these checksums, or a checksum is not known here. */
    private static final List<ExtFeature> REFUSED = List.of(ExtFeature.MMP, ExtFeature.EA_INODE,
        ExtFeature.ORPHAN_FILE, ExtFeature.STABLE_INODES);

    private final ExtAccess old;
    private final ExtAccess changed;
    private final Set<Long> xattrBlocks = new HashSet<>();

    /**
     * @param old     as it is on the volume
     * @param changed the same with a head of another seed
     */
    ExtReseal(ExtAccess old, ExtAccess changed) {
        this.old = old;
        this.changed = changed;
    }

    void all() throws IOException {
        for (ExtFeature one : REFUSED) {
            if (old.head().has(one)) {
                throw ExtDamage.unsupported("has checksums that begin with its UUID, and the feature " + one.word()
                    + ", with which they are not changed here", "Change the UUID with tune2fs -U.");
            }
        }
        for (int group = 0; group < old.head().groupCount(); group++) {
            group(group);
        }
        changed.blocks().flush();
    }

    private void group(int group) throws IOException {
        ExtGroups groups = old.groups();
        if (!groups.is(group, GroupDescriptor.BLOCKS_UNUSED)) {
            byte[] bitmap = old.blocks().read(groups.blockBitmap(group)).array();
            checkBitmap(groups.blockBitmapSumIs(group, bitmap), group);
            changed.groups().sumBlockBitmap(group, bitmap);
        }
        if (groups.is(group, GroupDescriptor.INODES_UNUSED)) {
            return;
        }
        byte[] bitmap = old.blocks().read(groups.inodeBitmap(group)).array().clone();
        checkBitmap(groups.inodeBitmapSumIs(group, bitmap), group);
        changed.groups().sumInodeBitmap(group, bitmap);
        long first = (long) group * old.head().inodesPerGroup() + 1;
        int count = old.head().inodesPerGroup() - groups.unusedInodes(group);
        for (int i = 0; i < count; i++) {
            ExtInode inode = old.bytesOf(first + i);
            if (!inode.isBlank()) {
                if ((bitmap[i / 8] >> i % 8 & 1) != 0) {
                    belongings(old.inode(inode.number()));
                }
                changed.store(inode);
            }
        }
    }

    private static void checkBitmap(boolean right, int group) throws IOException {
        if (!right) {
            throw ExtDamage.found("a bitmap of group " + group + " is wrong");
        }
    }

    private void belongings(ExtInode inode) throws IOException {
        long xattrs = inode.xattrBlock();
        if (xattrs != 0 && xattrBlocks.add(xattrs)) {
            new ExtXattrReader(old).inBlock(xattrs);
            XattrArea.sealBlock(changed.blocks().change(xattrs), old.blockSize(), changed.sums(), xattrs);
        }
        int seed = changed.sums().ofInode(inode.number(), inode.generation());
        if (inode.hasMap() && inode.is(ExtInode.EXTENTS)) {
            for (long node : ExtMapReader.read(old, inode).nodes()) {
                ExtentNode.seal(changed.blocks().change(node), seed);
            }
        }
        if (inode.type() == ExtInode.FOLDER && inode.hasMap()) {
            folder(inode, seed);
        }
    }

    private void folder(ExtInode inode, int seed) throws IOException {
        ExtFolderReader.names(old, inode);
        for (ExtRun run : ExtFolderReader.blocks(old, inode)) {
            for (long i = 0; i < run.count(); i++) {
                long logical = run.logical() + i;
                ByteBuffer block = changed.blocks().change(run.physical() + i);
                if (ExtFolderReader.isIndex(inode, block, logical)) {
                    HashIndex.reseal(block, logical == 0, seed);
                } else {
                    DirectoryBlock.seal(block, old.blockSize(), seed);
                }
            }
        }
    }
}
