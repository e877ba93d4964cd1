package org.rootbuild.squashfs;

/**
 * A name in a folder.
 *
 * @param reference of the inode
 * @param isFolder  as the listing says it
 */
record FolderName(String name, long reference, boolean isFolder) {
}
