package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The inode that owns the blocks kept for more group descriptors: a block of numbers names those behind the first
 * descriptors, and each of these in turn names its copies in the other groups.
 */
final class ExtResizeInode {
    private static final int DOUBLE = ExtInode.MAP + 4 * 13;

    private ExtResizeInode() {
    }

    /** Writes it for the geometry of the filesystem. */
    static void write(ExtAccess access) throws IOException {
        ExtHead head = access.head();
        ExtInode inode = access.inode(Inode.RESIZE);
        long top = inode.word(DOUBLE);
        if (top <= head.firstDataBlock() || top >= head.blockCount()) {
            throw ExtDamage.found("its inode of descriptor blocks has no block");
        }
        List<Long> copies = new ArrayList<>();
        for (int group = 1; group < head.groupCount(); group++) {
            if (head.hasSuper(group)) {
                copies.add(group * head.blocksPerGroup());
            }
        }
        int perBlock = access.blockSize() / 4;
        if (copies.size() > perBlock || head.reservedDescriptorBlocks() > perBlock) {
            throw ExtDamage.found("it keeps too many blocks for descriptors");
        }
        access.blocks().fresh(top);
        for (int i = 0; i < head.reservedDescriptorBlocks(); i++) {
            int index = head.classicDescriptorBlocks() + i;
            long block = head.superBlock(0) + 1 + index;
            access.blocks().change(top).putInt(index % perBlock * 4, (int) block);
            ByteBuffer numbers = access.blocks().fresh(block);
            for (int copy = 0; copy < copies.size(); copy++) {
                numbers.putInt(4 * copy, (int) (block + copies.get(copy)));
            }
        }
        long used = 1 + (long) head.reservedDescriptorBlocks() * (1 + copies.size());
        inode.setUsedUnits(used * (access.blockSize() / 512));
        access.store(inode);
    }

    /** Takes the inode away, whose blocks are all in use for descriptors now. */
    static void drop(ExtAccess old) throws IOException {
        ExtInode inode = old.inode(Inode.RESIZE);
        ExtBlockGroups blocks = new ExtBlockGroups(old);
        blocks.free(inode.word(DOUBLE), 1);
        blocks.seal();
        old.store(new ExtInode(Inode.RESIZE, new byte[old.head().inodeSize()]));
    }
}
