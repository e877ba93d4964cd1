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

    /** Only what was changed, and only the first copies, as the kernel does it. */
    void write() throws IOException {
        ExtGroups groups = access.groups();
        groups.seal();
        BitSet changed = groups.takeChanged();
        for (int index = changed.nextSetBit(0); index >= 0; index = changed.nextSetBit(index + 1)) {
            write(access.head().descriptorBlock(index), groups.block(index));
        }
        count();
        access.volume().write(ExtHead.PLACE, access.head().block().encode());
    }

    private void write(long block, byte[] bytes) throws IOException {
        access.volume().write(block * access.blockSize(), ByteBuffer.wrap(bytes));
    }

    private void count() {
        long freeBlocks = 0;
        long freeInodes = 0;
        for (int group = 0; group < access.head().groupCount(); group++) {
            freeBlocks += access.groups().freeBlocks(group);
            freeInodes += access.groups().freeInodes(group);
        }
        access.head().block().set(Superblock.FREE_BLOCKS, freeBlocks);
        access.head().block().set(Superblock.FREE_INODES, freeInodes);
    }

    /** Everything, with all copies. */
    void writeAll() throws IOException {
        access.groups().sealAll();
        access.groups().takeChanged();
        count();
        ExtHead head = access.head();
        for (int group = 0; group < head.groupCount(); group++) {
            if (head.hasSuper(group)) {
                writeSuper(group);
                boolean classic = !head.has(ExtFeature.META_BG)
                    || group / head.descriptorsPerBlock() < head.block().get(Superblock.FIRST_META_GROUP);
                for (int index = 0; classic && index < head.classicDescriptorBlocks(); index++) {
                    write(head.superBlock(group) + 1 + index, access.groups().block(index));
                }
            }
        }
        for (int index = head.classicDescriptorBlocks(); index < head.descriptorBlocks(); index++) {
            writeMeta(index);
        }
    }

    private void writeSuper(int group) throws IOException {
        Superblock copy = access.head().block().copy();
        copy.set(Superblock.GROUP_OF_THIS, group);
        long place = group == 0 ? ExtHead.PLACE : access.head().superBlock(group) * access.blockSize();
        access.volume().write(place, copy.encode());
    }

    /** Into the first, the second and the last of the groups that the block describes. */
    private void writeMeta(int index) throws IOException {
        ExtHead head = access.head();
        int per = head.descriptorsPerBlock();
        for (int member : new int[] {0, 1, per - 1}) {
            int group = index * per + member;
            if (group < head.groupCount()) {
                write(head.superBlock(group) + (head.hasSuper(group) ? 1 : 0), access.groups().block(index));
            }
        }
    }
}
