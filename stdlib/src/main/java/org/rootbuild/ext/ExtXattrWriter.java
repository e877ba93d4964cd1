package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;

/** Gives inodes their extended attributes, inside the inode as far as there is room, the others in a block. */
final class ExtXattrWriter {
    private final ExtAccess access;
    private final ExtBlockGroups blocks;
    private final ExtXattrReader reader;

    ExtXattrWriter(ExtAccess access, ExtBlockGroups blocks) {
        this.access = access;
        this.blocks = blocks;
        this.reader = new ExtXattrReader(access);
    }

    /**
     * Replaces what there is. Nothing is touched where it would be the same.
     *
     * @throws Failure when there is no room for them, or a name is of a kind that ext has no place for
     */
    void write(ExtInode inode, SortedMap<String, byte[]> wanted) throws IOException {
        List<Xattr> there = reader.all(inode);
        if (there.isEmpty() && wanted.isEmpty()
            || Attributes.ofRoot(0, 0).withXattrs(reader.read(inode)).equals(Attributes.ofRoot(0, 0)
            .withXattrs(wanted))) {
            return;
        }
        refuseOwnInodes(there);
        List<Xattr> inside = new ArrayList<>(there.stream().filter(ExtXattrReader::isData).toList());
        List<Xattr> outside = new ArrayList<>();
        share(wanted, inside, outside, room(inode));
        int outsideRoom = access.blockSize() - XattrArea.BLOCK_HEADER - XattrArea.END;
        if (XattrArea.length(outside) > outsideRoom) {
            throw new Failure("extended attributes of " + XattrArea.length(outside)
                + " bytes do not fit into a block of " + access.blockSize(), "Take some of them away.");
        }
        dropBlock(inode);
        encodeInside(inode, inside);
        if (!outside.isEmpty()) {
            encodeBlock(inode, outside);
        }
    }

    private static void refuseOwnInodes(List<Xattr> there) throws Failure {
        if (there.stream().anyMatch(one -> one.valueInode() != 0)) {
            throw ExtDamage.unsupported("holds a file with an extended attribute in an inode of its own, which is not"
                + " changed here", "Leave that file as it is, or change it where the filesystem is mounted.");
        }
    }

    /** How many bytes an inode has for entries and values. */
    private int room(ExtInode inode) {
        int size = inode.raw().capacity();
        return size <= Inode.GOOD_OLD_SIZE || inode.extraBytes() == 0 ? 0
            : size - inode.xattrPlace() - XattrArea.INODE_HEADER - XattrArea.END;
    }

    private static void share(SortedMap<String, byte[]> wanted, List<Xattr> inside, List<Xattr> outside, int room)
        throws Failure {
        int left = room - XattrArea.length(inside);
        List<Xattr> all = new ArrayList<>();
        for (Map.Entry<String, byte[]> one : wanted.entrySet()) {
            all.add(Xattr.of(one.getKey(), one.getValue()).orElseThrow(() -> new Failure(
                "ext filesystems have no place for the extended attribute '" + one.getKey() + "'",
                "Take it away, or use a name that begins with user., trusted. or security.")));
        }
        all.sort(null);
        for (Xattr one : all) {
            if (one.name().length > 255) {
                throw new Failure("the name of an extended attribute has " + one.name().length + " bytes",
                    "Use a name of at most 255 bytes.");
            }
            int length = one.entryLength() + one.valueLength();
            if (length <= left) {
                left -= length;
                inside.add(one);
            } else {
                outside.add(one);
            }
        }
    }

    private static void encodeInside(ExtInode inode, List<Xattr> inside) {
        int at = inode.xattrPlace();
        if (inode.raw().capacity() > Inode.GOOD_OLD_SIZE && inode.extraBytes() > 0) {
            inode.raw().put(at, new byte[inode.raw().capacity() - at]);
            if (!inside.isEmpty()) {
                XattrArea.encodeInInode(inode.view(), inside);
            }
        }
    }

    private void encodeBlock(ExtInode inode, List<Xattr> outside) throws IOException {
        long goal = access.groups().inodeTable(access.groupOfInode(inode.number()));
        long number = blocks.take(goal, 1).physical();
        ByteBuffer block = access.blocks().fresh(number);
        XattrArea.encodeBlock(block, access.blockSize(), outside, 1);
        XattrArea.sealBlock(block, access.blockSize(), access.sums(), number);
        inode.setXattrBlock(number);
        count(inode, 1);
        access.head().block().set(ExtFeature.EXT_ATTR, true);
    }

    private void count(ExtInode inode, int change) {
        int unit = inode.is(ExtInode.HUGE) ? 1 : access.blockSize() / 512;
        inode.setUsedUnits(inode.usedUnits() + (long) change * unit);
    }

    /** Takes the block of attributes away from an inode; the block itself goes with the last one that shares it. */
    private void dropBlock(ExtInode inode) throws IOException {
        long number = inode.xattrBlock();
        if (number == 0) {
            return;
        }
        reader.inBlock(number);
        int sharers = XattrArea.sharers(access.blocks().read(number));
        if (sharers > 1) {
            ByteBuffer block = access.blocks().change(number);
            block.putInt(4, sharers - 1);
            XattrArea.sealBlock(block, access.blockSize(), access.sums(), number);
        } else {
            blocks.free(number, 1);
        }
        inode.setXattrBlock(0);
        count(inode, -1);
    }

    /** Takes the inline content away, and leaves the other ones. */
    void dropData(ExtInode inode) throws IOException {
        encodeInside(inode, reader.inInode(inode).stream().filter(one -> !ExtXattrReader.isData(one)).toList());
    }

    /** Before an inode is freed. */
    void drop(ExtInode inode) throws IOException {
        refuseOwnInodes(reader.all(inode));
        dropBlock(inode);
    }
}
