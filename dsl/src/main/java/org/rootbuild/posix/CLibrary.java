package org.rootbuild.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The functions of the C library, as its manual pages have them. Paths and names end with a zero byte. Registering
 * them directly saves most of what a call costs, but not with a {@code NativeLong}, for which JNA calls back into Java;
 * both machines known to {@link Posix} have longs of 64 bits. No structure is passed whose layout differs between them.
 */
final class CLibrary {
    static {
        Native.register(CLibrary.class, "c");
    }

    private CLibrary() {
    }

    static native long llistxattr(byte[] path, byte[] list, long size);

    static native long lgetxattr(byte[] path, byte[] name, byte[] value, long size);

    static native int lsetxattr(byte[] path, byte[] name, byte[] value, long size, int flags);

    static native int lremovexattr(byte[] path, byte[] name);

    static native int lchown(byte[] path, int owner, int group);

    static native int chmod(byte[] path, int mode);

    /** @param times seconds and nanoseconds of the last access and of the last change: two {@code struct timespec} */
    static native int utimensat(int folder, byte[] path, long[] times, int flags);

    static native int open(byte[] path, int flags, int mode);

    static native int openat(int folder, byte[] path, int flags, int mode);

    static native int close(int file);

    static native int mkdirat(int folder, byte[] path, int mode);

    static native int fchown(int file, int owner, int group);

    static native int fchmod(int file, int mode);

    /** @param times as those of {@link #utimensat} */
    static native int futimens(int file, long[] times);

    /** @param address of memory outside of Java's heap */
    static native long write(int file, long address, long lengthBytes);

    /** @param address of memory outside of Java's heap */
    static native long read(int file, long address, long lengthBytes);

    static native int syncfs(int file);

    /** With the 64-bit offsets that both machines known to {@link Posix} have. */
    static native long lseek(int file, long offset, int whence);

    static native int fallocate(int file, int mode, long offset, long length);

    /** statx(2), which some C libraries do not have; its structure is the same on all machines. */
    static native long syscall(long number, long folder, byte[] path, long flags, long wanted, byte[] status);

    /** mknodat(2), which C libraries before glibc 2.33 have under a name of their own. */
    static native long syscall(long number, long folder, byte[] path, long mode, long device);

    static native Pointer strerror(int number);
}
