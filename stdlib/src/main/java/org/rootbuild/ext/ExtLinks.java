package org.rootbuild.ext;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/** Gives inodes names and takes these away; with its last name an inode goes. */
final class ExtLinks {
    private final ExtAccess access;
    private final ExtNodes nodes;
    private final ExtFolders folders;

    ExtLinks(ExtAccess access, ExtNodes nodes, ExtFolders folders) {
        this.access = access;
        this.nodes = nodes;
        this.folders = folders;
    }

    /** Lets the place name this inode; what it named before goes. */
    void name(long folder, String place, long inode, int type) throws IOException {
        String text = TreePath.name(place);
        Optional<ExtFolder.Slot> old = folders.get(folder).find(text);
        byte[] name = old.isPresent() ? old.get().name().bytes() : ExtFolder.bytes(text);
        if (old.isPresent()) {
            unlink(folder, name);
        }
        folders.add(folder, new ExtName(name, inode, type));
    }

    /** Takes a name away; a folder must be empty. */
    void unlink(long folder, byte[] name) throws IOException {
        ExtName gone = folders.get(folder).find(name).orElseThrow().name();
        ExtInode inode = access.inode(gone.inode());
        boolean isFolder = inode.type() == ExtInode.FOLDER;
        if (!isFolder && inode.links() > 1) {
            inode.setLinks(inode.links() - 1);
            access.store(inode);
        } else {
            nodes.free(inode);
        }
        folders.remove(folder, name);
        if (isFolder) {
            folders.forget(gone.inode());
            drop(folder);
        }
    }

    /** One name more; a folder with too many subfolders counts as having one name, where the filesystem allows it. */
    void add(long number, boolean folder) throws IOException {
        ExtInode inode = access.inode(number);
        if (folder && inode.links() == 1) {
            return;
        }
        boolean full = inode.links() >= ExtNodes.LINK_LIMIT;
        if (full && !(folder && access.head().has(ExtFeature.DIR_NLINK))) {
            throw new Failure("inode " + number + " has " + inode.links() + " names already, and cannot have more",
                "Use another folder, or copy the file.");
        }
        inode.setLinks(full ? 1 : inode.links() + 1);
        access.store(inode);
    }

    void drop(long number) throws IOException {
        ExtInode inode = access.inode(number);
        if (inode.links() > 1) {
            inode.setLinks(inode.links() - 1);
            access.store(inode);
        }
    }
}
