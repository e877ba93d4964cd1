package org.rootbuild.ext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the extended attributes of an inode: those behind its fields, and those in its block. */
final class ExtXattrReader {
    private static final int SYSTEM = 7;
    private static final String DATA = "data";
    private static final long VALUE_LIMIT = 1 << 16;

    private final ExtAccess access;

    ExtXattrReader(ExtAccess access) {
        this.access = access;
    }

    /** By full name, as programs see them; the inline content, which is kept as one, is not among them. */
    SortedMap<String, byte[]> read(ExtInode inode) throws IOException {
        SortedMap<String, byte[]> xattrs = new TreeMap<>();
        for (Xattr one : all(inode)) {
            if (!isData(one)) {
                Xattr whole = one.valueInode() == 0 ? one
                    : new Xattr(one.space(), one.name(), elsewhere(inode, one.valueInode()), 0);
                xattrs.put(name(one, inode), whole.seenValue());
            }
        }
        return xattrs;
    }

    private static String name(Xattr one, ExtInode inode) throws IOException {
        return one.fullName().orElseThrow(() -> ExtDamage.found("inode " + inode.number()
            + " has an extended attribute of the unknown kind " + one.space()));
    }

    /** The part of an inline content that did not fit where the block map otherwise is. */
    byte[] inlineData(ExtInode inode) throws IOException {
        for (Xattr one : inInode(inode)) {
            if (isData(one)) {
                return one.value();
            }
        }
        return new byte[0];
    }

    static boolean isData(Xattr one) {
        return one.space() == SYSTEM && new String(one.name(), StandardCharsets.UTF_8).equals(DATA);
    }

    /** As they are on the volume. */
    List<Xattr> all(ExtInode inode) throws IOException {
        List<Xattr> all = new ArrayList<>(inInode(inode));
        if (inode.xattrBlock() != 0) {
            all.addAll(inBlock(inode.xattrBlock()));
        }
        return all;
    }

    List<Xattr> inInode(ExtInode inode) throws IOException {
        return XattrArea.decodeInInode(inode.view());
    }

    List<Xattr> inBlock(long block) throws IOException {
        return XattrArea.decodeBlock(access.blocks().read(block), access.blockSize(), access.sums(), block);
    }

    private byte[] elsewhere(ExtInode inode, long number) throws IOException {
        ExtInode holder = access.inode(number);
        if (!holder.isValue() || holder.sizeBytes() > VALUE_LIMIT) {
            throw ExtDamage.found("inode " + inode.number() + " has an extended attribute in inode " + number
                + ", which holds none");
        }
        return new ExtContent(access, number, holder.sizeBytes()).bytes();
    }
}
