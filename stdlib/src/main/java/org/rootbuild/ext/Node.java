package org.rootbuild.ext;

import java.util.List;
import org.rootbuild.tree.Entry;

/** What becomes one inode. */
final class Node {
    final Entry entry;
    final int number;
    final int parent;
    /** What a folder holds; nothing for all else. */
    final Names names;
    /** Extended attributes that have room in the inode. */
    final List<Xattr> inside;
    /** Those that need a block. */
    final List<Xattr> outside;
    private int links = 1;

    Node(Entry entry, int number, int parent, Names names, List<Xattr> inside, List<Xattr> outside) {
        this.entry = entry;
        this.number = number;
        this.parent = parent;
        this.names = names;
        this.inside = inside;
        this.outside = outside;
    }

    void addLink() {
        links++;
    }

    /** Names that lead to it; for a folder its own, its dot and those of the folders in it. */
    int links() {
        return entry instanceof Entry.Folder ? 2 + names.folders() : links;
    }

    int type() {
        if (entry instanceof Entry.Device device) {
            return device.block() ? DirectoryBlock.BLOCK_DEVICE : DirectoryBlock.CHARACTER_DEVICE;
        }
        if (entry instanceof Entry.Pipe pipe) {
            return pipe.socket() ? DirectoryBlock.SOCKET : DirectoryBlock.PIPE;
        }
        if (entry instanceof Entry.Folder) {
            return DirectoryBlock.FOLDER;
        }
        return entry instanceof Entry.Symlink ? DirectoryBlock.SYMLINK : DirectoryBlock.PLAIN_FILE;
    }

    /** The type as an inode's mode has it. */
    int modeType() {
        return switch (type()) {
            case DirectoryBlock.BLOCK_DEVICE -> Inode.BLOCK_DEVICE;
            case DirectoryBlock.CHARACTER_DEVICE -> Inode.CHARACTER_DEVICE;
            case DirectoryBlock.SOCKET -> Inode.SOCKET;
            case DirectoryBlock.PIPE -> Inode.PIPE;
            case DirectoryBlock.FOLDER -> Inode.FOLDER;
            case DirectoryBlock.SYMLINK -> Inode.SYMLINK;
            default -> Inode.PLAIN_FILE;
        };
    }
}
