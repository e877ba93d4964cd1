package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.rootbuild.volume.Volume;

/** An existing filesystem as its parts: superblock, group descriptors, blocks and inodes. */
final class ExtAccess {
    static final long ROOT = 2;

    private final ExtHead head;
    private final ExtGroups groups;
    private final ExtBlocks blocks;
    private final Checksums sums;

    ExtAccess(Volume volume, ExtHead head) throws IOException {
        this(volume, head, ExtGroups.read(volume, head));
    }

    ExtAccess(Volume volume, ExtHead head, ExtGroups groups) {
        this.head = head;
        this.groups = groups;
        this.blocks = new ExtBlocks(volume, head);
        this.sums = Checksums.of(head.block());
    }

    ExtHead head() {
        return head;
    }

    ExtGroups groups() {
        return groups;
    }

    ExtBlocks blocks() {
        return blocks;
    }

    Volume volume() {
        return blocks.volume();
    }

    int blockSize() {
        return blocks.blockSize();
    }

    Checksums sums() {
        return sums;
    }

    int groupOfInode(long number) {
        return (int) ((number - 1) / head.inodesPerGroup());
    }

    /** Where the inode's bytes are on the volume. */
    private long place(long number) throws IOException {
        if (number < 1 || number > head.inodeCount()) {
            throw ExtDamage.found("something names inode " + number + " of " + head.inodeCount());
        }
        int index = (int) ((number - 1) % head.inodesPerGroup());
        return groups.inodeTable(groupOfInode(number)) * blockSize() + (long) index * head.inodeSize();
    }

    /** An inode that is in use, its checksum verified. */
    ExtInode inode(long number) throws IOException {
        ExtInode inode = bytesOf(number);
        if (!inode.view().isSealed(sums, number)) {
            throw ExtDamage.found("inode " + number + " has a wrong checksum");
        }
        if (inode.raw().capacity() > 128 && (inode.extraBytes() > head.inodeSize() - 128
            || inode.extraBytes() % 4 != 0)) {
            throw ExtDamage.found("inode " + number + " has " + inode.extraBytes() + " bytes of fields");
        }
        return inode;
    }

    /** An inode whatever it holds. */
    ExtInode bytesOf(long number) throws IOException {
        long place = place(number);
        byte[] bytes = new byte[head.inodeSize()];
        blocks.read(place / blockSize()).get((int) (place % blockSize()), bytes);
        return new ExtInode(number, bytes);
    }

    void store(ExtInode inode) throws IOException {
        inode.view().seal(sums, inode.number());
        long place = place(inode.number());
        ByteBuffer block = blocks.change(place / blockSize());
        block.put((int) (place % blockSize()), inode.raw().array());
    }
}
