package org.rootbuild.posix;

import java.nio.file.FileSystemException;

/** A call of the operating system that failed, with the number that says why (errno(3)). */
public final class PosixError extends FileSystemException {
    private static final long serialVersionUID = 1L;

    /** Operation not permitted. */
    public static final int EPERM = 1;
    /** No such file or directory. */
    public static final int ENOENT = 2;
    /** No such device or address; of a search for data in a file that only a hole follows. */
    public static final int ENXIO = 6;
    /** Invalid argument. */
    public static final int EINVAL = 22;
    /** No space left on device; of an extended attribute also that it is too long for the filesystem. */
    public static final int ENOSPC = 28;
    /** Result too large: a buffer is too small for it. */
    public static final int ERANGE = 34;
    /** Function not implemented. */
    public static final int ENOSYS = 38;
    /** No such attribute. */
    public static final int ENODATA = 61;
    /** Operation not supported. */
    public static final int EOPNOTSUPP = 95;

    private final int number;

    PosixError(String call, String file, int number, String words) {
        super(file, null, call + " failed: " + words);
        this.number = number;
    }

    /** As the constants here. */
    public int number() {
        return number;
    }

    /** Whether the filesystem or the kernel refuses this to this user for good, whatever the disk's room or state. */
    public boolean isRefusal() {
        return number == EPERM || number == EINVAL || number == EOPNOTSUPP || number == ENOSYS;
    }
}
