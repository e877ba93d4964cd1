package org.rootbuild.ext;

/**
 * One name in a directory.
 *
 * @param bytes as they are on the volume, 1 to 255
 * @param inode at least 1
 * @param type  1 file, 2 folder, 3 character device, 4 block device, 5 pipe, 6 socket, 7 link; 0 where it is not known
 */
record ExtName(byte[] bytes, long inode, int type) {
    boolean isDots() {
        return bytes[0] == '.' && (bytes.length == 1 || bytes.length == 2 && bytes[1] == '.');
    }
}
