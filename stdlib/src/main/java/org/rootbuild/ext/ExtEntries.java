package org.rootbuild.ext;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** Makes entries of a tree out of inodes. */
final class ExtEntries {
    private static final long HIGHEST_ID = 4294967294L;

    private final ExtAccess access;

    ExtEntries(ExtAccess access) {
        this.access = access;
    }

    Entry entry(String path, ExtInode inode) throws IOException {
        if (inode.links() == 0) {
            throw ExtDamage.found("'" + path + "' names inode " + inode.number() + ", which is not in use");
        }
        Attributes attributes = attributes(inode);
        return switch (inode.type()) {
            case ExtInode.FILE -> file(path, attributes, inode);
            case ExtInode.FOLDER -> new Entry.Folder(path, attributes);
            case ExtInode.SYMLINK -> new Entry.Symlink(path, attributes, target(inode));
            case ExtInode.CHARACTER_DEVICE -> device(path, attributes, inode, false);
            case ExtInode.BLOCK_DEVICE -> device(path, attributes, inode, true);
            case ExtInode.PIPE -> new Entry.Pipe(path, attributes, false);
            case ExtInode.SOCKET -> new Entry.Pipe(path, attributes, true);
            default -> throw ExtDamage.found("inode " + inode.number() + " is of no known kind (mode 0"
                + Integer.toOctalString(inode.half(0)) + ")");
        };
    }

    private Attributes attributes(ExtInode inode) throws IOException {
        if (inode.owner() > HIGHEST_ID || inode.group() > HIGHEST_ID) {
            throw ExtDamage.found("inode " + inode.number() + " has no valid owner");
        }
        return new Attributes(inode.mode(), inode.owner(), inode.group(), inode.mtimeSeconds(),
            new ExtXattrReader(access).read(inode));
    }

    private Entry file(String path, Attributes attributes, ExtInode inode) throws IOException {
        long size = inode.sizeBytes();
        if (size < 0 || size > (1L << 32) * access.blockSize() || inode.isValue()) {
            throw ExtDamage.found("the file of inode " + inode.number() + " has " + size + " bytes");
        }
        ExtContent content = new ExtContent(access, inode.number(), size);
        return new Entry.PlainFile(path, attributes, content, inode.links() > 1 ? inode.number() : 0);
    }

    private static Entry device(String path, Attributes attributes, ExtInode inode, boolean block) {
        DeviceNumber number = DeviceNumber.decode(inode.view().map());
        return new Entry.Device(path, attributes, block, number.major(), number.minor());
    }

    private String target(ExtInode inode) throws IOException {
        long size = inode.sizeBytes();
        if (size < 1 || size > access.blockSize()) {
            throw ExtDamage.found("the symbolic link of inode " + inode.number() + " has " + size + " bytes");
        }
        byte[] target = new byte[(int) size];
        if (inode.is(ExtInode.INLINE)) {
            target = ExtContent.inline(access, inode);
        } else if (inode.isFastLink()) {
            inode.raw().get(ExtInode.MAP, target);
        } else {
            List<ExtRun> runs = ExtMapReader.read(access, inode).runs();
            if (runs.size() != 1 || runs.get(0).logical() != 0) {
                throw ExtDamage.found("the symbolic link of inode " + inode.number() + " has no block");
            }
            access.blocks().read(runs.get(0).physical()).get(0, target);
        }
        if (inode.is(ExtInode.ENCRYPTED)) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(target);
        }
        String text = ExtText.text(target);
        if (text.indexOf('\0') >= 0) {
            throw ExtDamage.found("the symbolic link of inode " + inode.number() + " holds a zero");
        }
        return text;
    }
}
