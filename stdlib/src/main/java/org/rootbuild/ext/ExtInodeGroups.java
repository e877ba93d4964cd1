package org.rootbuild.ext;

import java.io.IOException;
import java.util.BitSet;
import org.rootbuild.problem.Failure;

/** Takes and gives back inodes of a filesystem that is being changed. */
final class ExtInodeGroups {
    private final ExtAccess access;
    private final ExtHead head;
    private final ExtGroups groups;
    private final BitSet checked = new BitSet();
    private final BitSet changed = new BitSet();

    ExtInodeGroups(ExtAccess access) {
        this.access = access;
        this.head = access.head();
        this.groups = access.groups();
    }

    /**
     * A blank inode, in this group or the next one that has room, marked as in use.
     *
     * @throws Failure when there is none left
     */
    ExtInode take(int near, boolean folder) throws IOException {
        for (int i = 0; i < head.groupCount(); i++) {
            int group = (near + i) % head.groupCount();
            if (groups.freeInodes(group) > 0) {
                return blank(takeIn(group, folder));
            }
        }
        throw new Failure("the ext filesystem has no free inode left",
            "Remove something from it first, or make it anew with more inodes.");
    }

    private long takeIn(int group, boolean folder) throws IOException {
        ExtBitmap bitmap = bitmap(group);
        int size = head.inodesPerGroup();
        int first = group == 0 ? head.block().firstInode() - 1 : 0;
        int at = bitmap.next(Math.min(first, size), size, false);
        if (at >= size) {
            throw ExtDamage.found("group " + group + " counts free inodes and has none");
        }
        access.blocks().change(groups.inodeBitmap(group));
        bitmap.set(at, true);
        changed.set(group);
        groups.setFreeInodes(group, groups.freeInodes(group) - 1);
        groups.setUnusedInodes(group, Math.min(groups.unusedInodes(group), size - at - 1));
        if (folder) {
            groups.setFolders(group, groups.folders(group) + 1);
        }
        return (long) group * size + at + 1;
    }

    private ExtInode blank(long number) {
        ExtInode inode = new ExtInode(number, new byte[head.inodeSize()]);
        if (head.inodeSize() > Inode.GOOD_OLD_SIZE) {
            int wanted = (int) head.block().get(Superblock.WANTED_EXTRA_SIZE);
            int room = head.inodeSize() - Inode.GOOD_OLD_SIZE;
            boolean sound = wanted >= Inode.USUAL_EXTRA_SIZE && wanted <= room && wanted % 4 == 0;
            inode.view().set(Inode.EXTRA_SIZE, sound ? wanted : Inode.USUAL_EXTRA_SIZE);
        }
        return inode;
    }

    /** Marks it as free and leaves nothing of it. */
    void free(ExtInode inode) throws IOException {
        int group = access.groupOfInode(inode.number());
        ExtBitmap bitmap = bitmap(group);
        int at = (int) ((inode.number() - 1) % head.inodesPerGroup());
        if (!bitmap.get(at) || inode.number() < head.block().firstInode()) {
            throw ExtDamage.found("a name stands for inode " + inode.number() + ", which is not in use as such");
        }
        access.blocks().change(groups.inodeBitmap(group));
        bitmap.set(at, false);
        changed.set(group);
        groups.setFreeInodes(group, groups.freeInodes(group) + 1);
        if (inode.type() == ExtInode.FOLDER) {
            groups.setFolders(group, groups.folders(group) - 1);
        }
        access.store(new ExtInode(inode.number(), new byte[head.inodeSize()]));
    }

    private ExtBitmap bitmap(int group) throws IOException {
        long block = groups.inodeBitmap(group);
        int size = head.inodesPerGroup();
        if (groups.is(group, GroupDescriptor.INODES_UNUSED)) {
            ExtBitmap made = new ExtBitmap(access.blocks().fresh(block));
            made.set(size, access.blockSize() * 8, true);
            groups.set(group, GroupDescriptor.INODES_UNUSED, false);
            groups.setUnusedInodes(group, size);
            changed.set(group);
            checked.set(group);
            return made;
        }
        ExtBitmap bitmap = new ExtBitmap(access.blocks().read(block));
        if (!checked.get(group)) {
            if (!groups.inodeBitmapSumIs(group, bitmap.bytes().array())
                || size - bitmap.count(size) != groups.freeInodes(group)) {
                throw ExtDamage.found("the inode bitmap of group " + group + " is wrong");
            }
            checked.set(group);
        }
        return bitmap;
    }

    /** Puts the checksums of changed bitmaps into the group descriptors. */
    void seal() throws IOException {
        for (int group = changed.nextSetBit(0); group >= 0; group = changed.nextSetBit(group + 1)) {
            groups.sumInodeBitmap(group, access.blocks().read(groups.inodeBitmap(group)).array());
        }
        changed.clear();
    }
}
