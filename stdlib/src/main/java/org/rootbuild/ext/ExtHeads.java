package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** Writes the superblock and the group descriptors of a filesystem that was changed; their copies stay as they are. */
final class ExtHeads {
    private final ExtAccess access;

    ExtHeads(ExtAccess access) {
        this.access = access;
    }

    void write() throws IOException {
        ExtHead head = access.head();
        ExtGroups groups = access.groups();
        groups.seal();
        BitSet changed = groups.takeChanged();
        for (int index = changed.nextSetBit(0); index >= 0; index = changed.nextSetBit(index + 1)) {
            access.volume().write(head.descriptorBlock(index) * access.blockSize(),
                ByteBuffer.wrap(groups.block(index)));
        }
        long freeBlocks = 0;
        long freeInodes = 0;
        for (int group = 0; group < head.groupCount(); group++) {
            freeBlocks += groups.freeBlocks(group);
            freeInodes += groups.freeInodes(group);
        }
        head.block().set(Superblock.FREE_BLOCKS, freeBlocks);
        head.block().set(Superblock.FREE_INODES, freeInodes);
        access.volume().write(ExtHead.PLACE, head.block().encode());
    }
}
