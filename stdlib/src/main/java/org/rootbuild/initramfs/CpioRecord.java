package org.rootbuild.initramfs;

import java.util.Arrays;
import java.util.Objects;
import org.rootbuild.tree.Content;

/**
 * One header of a cpio archive with where its parts lie in the decoded segment.
 *
 * @param archive   which archive of its segment, counted from 0
 * @param name      as the archive spells it
 * @param path      as {@link org.rootbuild.tree.TreePath} says; empty for the root folder, and for the end mark
 * @param at        where the header begins
 * @param dataAt    where the bytes of the file begin
 * @param endAt     where the next header begins, or the filling
 * @param device    of the device that the inode number belongs to, major and minor
 */
record CpioRecord(CpioKind kind, int archive, String name, String path, long at, long dataAt, long sizeBytes,
                  long endAt, long inode, long mode, long owner, long group, long links, long mtime, long[] device,
                  long[] rdev) {
    static final String TRAILER = "TRAILER!!!";
    private static final int TYPE_MASK = 0170000;

    CpioRecord {
        Objects.requireNonNull(kind);
        device = device.clone();
        rdev = rdev.clone();
    }

    /** @param number the numbers of the header, in the format's order */
    static CpioRecord of(CpioKind kind, int archive, String name, String path, long at, long dataAt, long endAt,
                         long[] number) {
        if (kind == CpioKind.ODC) {
            return new CpioRecord(kind, archive, name, path, at, dataAt, number[9], endAt, number[1], number[2],
                number[3], number[4], number[5], number[7], split(number[0]), split(number[6]));
        }
        return new CpioRecord(kind, archive, name, path, at, dataAt, number[6], endAt, number[0], number[1],
            number[2], number[3], number[4], number[5], new long[] {number[7], number[8]},
            new long[] {number[9], number[10]});
    }

    private static long[] split(long device) {
        return new long[] {device >> 8, device & 0xff};
    }

    boolean isTrailer() {
        return name.equals(TRAILER);
    }

    int type() {
        return (int) mode & TYPE_MASK;
    }

    int permissions() {
        return (int) mode & 07777;
    }

    boolean isFile() {
        return type() == 0100000;
    }

    /** Whether it may be one of several names of a file. */
    boolean isLinked() {
        return isFile() && links > 1;
    }

    /** Names with the same text here, in one archive, are names of one file. */
    String file() {
        return archive + ":" + device[0] + ":" + device[1] + ":" + inode;
    }

    /** The bytes of the file, which lie in this decoded segment. */
    Content content(Region decoded) {
        return decoded.part(dataAt, sizeBytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CpioRecord that && at == that.at && archive == that.archive && name.equals(that.name)
            && mode == that.mode && Arrays.equals(device, that.device);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(at) * 31 + name.hashCode();
    }
}
