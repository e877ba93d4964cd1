package org.rootbuild.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

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
    /** How long the structure of statx(2) is. */
    static final int STATX_BYTES = 256;
    private static final int KINDS = 0170000;
    private static final long NUMBER = 0xffffffffL;
    private static final String WANTED = "unix:mode,uid,gid,ino,dev,nlink,rdev,size,lastModifiedTime";

    /** As Java alone finds it, which needs no native library and takes three times as long; no link is followed. */
    public static FileStatus of(Path file) throws IOException {
        Map<String, Object> facts = Files.readAttributes(file, WANTED, LinkOption.NOFOLLOW_LINKS);
        Instant changed = ((FileTime) facts.get("lastModifiedTime")).toInstant();
        return new FileStatus((Integer) facts.get("mode"), (Integer) facts.get("uid") & NUMBER,
            (Integer) facts.get("gid") & NUMBER, (Long) facts.get("dev"), (Long) facts.get("ino"),
            (Integer) facts.get("nlink"), (Long) facts.get("rdev"), (Long) facts.get("size"),
            changed.getEpochSecond(), changed.getNano());
    }

    /** From {@code struct statx} (linux/stat.h). */
    static FileStatus ofStatx(byte[] bytes) {
        ByteBuffer facts = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return new FileStatus(facts.getShort(28) & 0xffff, facts.getInt(20) & NUMBER, facts.getInt(24) & NUMBER,
            packed(facts.getInt(136), facts.getInt(140)), facts.getLong(32), facts.getInt(16),
            packed(facts.getInt(128), facts.getInt(132)), facts.getLong(40), facts.getLong(112), facts.getInt(120));
    }

    /** As the C library packs the two numbers of a device (makedev(3)). */
    private static long packed(int major, int minor) {
        return (major & 0xfffff000L) << 32 | (major & 0xfffL) << 8 | (minor & 0xffffff00L) << 12 | minor & 0xff;
    }

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
