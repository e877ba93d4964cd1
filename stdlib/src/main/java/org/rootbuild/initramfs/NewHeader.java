package org.rootbuild.initramfs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/**
 * A cpio header that is made anew.
 *
 * @param name   as it is to stand in the archive
 * @param links  how many names the file has
 * @param device major and minor of what the inode number belongs to
 * @param sum    of the bytes, in the format that has one
 */
record NewHeader(CpioKind kind, byte[] name, Entry entry, long inode, long links, long[] device, long sizeBytes,
                 long sum) {
    private static final long HIGHEST_TIME = 0xffffffffL;
    private static final long HIGHEST_SIZE = 0xffffffffL;

    /** Header and name, and what fills them up. */
    byte[] bytes() throws Failure {
        if (name.length + 1 > TreePath.PATH_LIMIT) {
            throw new Failure("the name " + TreePath.shown(entry.path()) + " is longer than cpio and the kernel take",
                "Use shorter names of folders.");
        }
        if (sizeBytes > HIGHEST_SIZE) {
            throw new Failure(TreePath.shown(entry.path()) + " has " + sizeBytes
                + " bytes, and a file in a cpio archive has less than 4 GiB", "Leave the file out, or split it.");
        }
        long[] numbers = kind == CpioKind.ODC ? old() : current();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > kind.highest(i)) {
                throw new Failure(TreePath.shown(entry.path()) + " does not fit into the old format of its archive,"
                    + " which has no room for the number " + numbers[i], "Pack the files anew: initramfs root(…).");
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(kind.header(numbers));
        out.writeBytes(name);
        out.write(0);
        out.writeBytes(new byte[-out.size() & kind.alignment() - 1]);
        return out.toByteArray();
    }

    private long[] current() {
        Attributes of = entry.attributes();
        return new long[] {inode, mode(), of.owner(), of.group(), links, mtime(), sizeBytes, device[0], device[1],
            major(), minor(), name.length + 1, sum};
    }

    private long[] old() {
        Attributes of = entry.attributes();
        return new long[] {device[0] << 8 | device[1] & 0xff, inode, mode(), of.owner(), of.group(), links,
            major() << 8 | minor(), mtime(), name.length + 1, sizeBytes};
    }

    private long mtime() {
        return Math.max(0, Math.min(entry.attributes().mtimeSeconds(), HIGHEST_TIME));
    }

    private long mode() {
        int type = switch (entry.letter()) {
            case 'f' -> 0100000;
            case 'd' -> 0040000;
            case 'l' -> 0120000;
            case 'c' -> 0020000;
            case 'b' -> 0060000;
            case 'p' -> 0010000;
            default -> 0140000;
        };
        return type | entry.attributes().mode();
    }

    private long major() {
        return entry instanceof Entry.Device one ? one.major() : 0;
    }

    private long minor() {
        return entry instanceof Entry.Device one ? one.minor() : 0;
    }

    static byte[] name(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
