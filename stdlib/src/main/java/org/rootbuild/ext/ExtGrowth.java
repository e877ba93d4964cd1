package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Makes an ext2, ext3 or ext4 filesystem as large as its volume. Nothing that is there moves: new groups are put behind
 * the last one, and their descriptors into the blocks that were kept for these (the feature {@code resize_inode}); when
 * these do not suffice, the further ones go into the new groups themselves ({@code meta_bg}), as the kernel does it.
 */
public final class ExtGrowth {
    private final Volume volume;

    /** @param volume which begins with the filesystem and is larger than it */
    public ExtGrowth(Volume volume) {
        this.volume = volume;
    }

    /**
     * Grows it; a journal that was not replayed yet is replayed first. Room at the end that is too small for a group of
     * its own stays unused. When this fails half-way, what is on the volume must be thrown away.
     *
     * @throws Failure when the volume holds no ext filesystem or a damaged one, or one that cannot become as large
     */
    public void grow(Activity activity) throws IOException, InterruptedException {
        ExtFilesystem.open(volume).orElseThrow(() -> new Failure("what should grow is no ext filesystem",
            "Name the partition that holds one."));
        ExtAccess old = new ExtRecovery(volume).recovered();
        ExtHead head = ExtGrowthPlan.grown(old.head(), volume.sizeBytes() / old.blockSize());
        if (head.blockCount() == old.head().blockCount()) {
            return;
        }
        boolean drops = old.head().has(ExtFeature.RESIZE_INODE) && !head.has(ExtFeature.RESIZE_INODE);
        if (drops) {
            ExtResizeInode.drop(old);
        }
        extendLastGroup(old, head);
        old.blocks().flush();
        ExtAccess grown = new ExtAccess(volume, head, old.groups().grown(head));
        addGroups(grown, old.head().groupCount(), activity);
        if (head.has(ExtFeature.RESIZE_INODE)) {
            ExtResizeInode.write(grown);
        }
        grown.blocks().flush();
        new ExtHeads(grown).writeAll();
    }

    private static void extendLastGroup(ExtAccess old, ExtHead head) throws IOException {
        int last = old.head().groupCount() - 1;
        int before = (int) old.head().groupBlocks(last);
        int after = (int) head.groupBlocks(last);
        if (after > before) {
            ExtBlockGroups blocks = new ExtBlockGroups(old);
            ByteBuffer bytes = blocks.changed(last);
            new ExtBitmap(bytes).set(before, after, false);
            old.groups().setFreeBlocks(last, old.groups().freeBlocks(last) + after - before);
            old.groups().sumBlockBitmap(last, bytes.array());
        }
    }

    private void addGroups(ExtAccess grown, int first, Activity activity) throws IOException, InterruptedException {
        ExtHead head = grown.head();
        new ExtGrowthPlan(head, grown.groups()).place(first);
        ExtBlockGroups blocks = new ExtBlockGroups(grown);
        long groupBytes = head.blocksPerGroup() * grown.blockSize();
        for (int group = first; group < head.groupCount(); group++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            activity.progress("new groups", (group - first) * groupBytes, (head.groupCount() - first) * groupBytes);
            ExtGroups groups = grown.groups();
            ExtBitmap bitmap = blocks.begun(group);
            groups.setFreeBlocks(group, (int) head.groupBlocks(group) - bitmap.count((int) head.groupBlocks(group)));
            groups.sumBlockBitmap(group, bitmap.bytes().array());
            ExtBitmap inodes = new ExtBitmap(grown.blocks().fresh(groups.inodeBitmap(group)));
            inodes.set(head.inodesPerGroup(), grown.blockSize() * 8, true);
            groups.setFreeInodes(group, head.inodesPerGroup());
            groups.sumInodeBitmap(group, inodes.bytes().array());
            if (head.sumsGroups()) {
                groups.set(group, GroupDescriptor.INODES_UNUSED | GroupDescriptor.INODES_ZEROED, true);
                groups.setUnusedInodes(group, head.inodesPerGroup());
            }
            volume.zero(new Range(groups.inodeTable(group) * grown.blockSize(),
                (long) head.inodeTableBlocks() * grown.blockSize()));
            clearReserved(head, group);
        }
    }

    /** Blocks that are kept for more descriptors belong to an inode, so nothing old may stand in them. */
    private void clearReserved(ExtHead head, int group) throws IOException {
        if (head.hasSuper(group) && head.reservedDescriptorBlocks() > 0) {
            long from = head.superBlock(group) + 1 + head.classicDescriptorBlocks();
            volume.zero(new Range(from * head.blockSize(), (long) head.reservedDescriptorBlocks()
                * head.blockSize()));
        }
    }
}
