package org.rootbuild.posix;

/**
 * What the kernel says of a file (inode(7)).
 *
 * @param kindAndMode  one of the kinds here, with the permission bits
 * @param links        how many names it has
 * @param device       which filesystem it is on
 * @param rawDevice    of a device node its numbers, packed
 * @param mtimeSeconds time of the last change, since 1970
 */
public record FileStatus(int kindAndMode, long owner, long group, long device, long inode, int links, long rawDevice,
        long sizeBytes, long mtimeSeconds, int mtimeNanos) {
    /** A plain file. */
    public static final int PLAIN = 0100000;
    /** A folder. */
    public static final int FOLDER = 0040000;
    /** A symbolic link. */
    public static final int SYMLINK = 0120000;
    /** A device of characters. */
    public static final int CHARACTERS = 0020000;
    /** A device of blocks. */
    public static final int BLOCKS = 0060000;
    /** A named pipe. */
    public static final int PIPE = 0010000;
    /** The name of a socket. */
    public static final int SOCKET = 0140000;
    private static final int KINDS = 0170000;

    public int kind() {
        return kindAndMode & KINDS;
    }

    public int mode() {
        return kindAndMode & 07777;
    }

    /** The first number of a device, as the C library unpacks it (makedev(3)). */
    public int major() {
        return (int) (rawDevice >> 8 & 0xfff | rawDevice >> 32 & 0xfffff000L);
    }

    /** The second number of a device. */
    public int minor() {
        return (int) (rawDevice & 0xff | rawDevice >> 12 & 0xffffff00L);
    }

    /** Whether it hides a name of the layers below. */
    public boolean isWhiteout() {
        return kind() == CHARACTERS && rawDevice == 0;
    }
}
