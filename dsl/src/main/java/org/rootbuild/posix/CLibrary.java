package org.rootbuild.posix;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * The functions of the C library, as its manual pages have them. Paths and names end with a zero byte. Registering
 * them directly saves most of what a call costs. No structure is passed whose layout differs between machines.
 */
final class CLibrary {
    static {
        Native.register(CLibrary.class, "c");
    }

    private CLibrary() {
    }

    static native NativeLong llistxattr(byte[] path, byte[] list, NativeLong size);

    static native NativeLong lgetxattr(byte[] path, byte[] name, byte[] value, NativeLong size);

    static native int lsetxattr(byte[] path, byte[] name, byte[] value, NativeLong size, int flags);

    static native int lremovexattr(byte[] path, byte[] name);

    static native int lchown(byte[] path, int owner, int group);

    static native int chmod(byte[] path, int mode);

    /** @param times seconds and nanoseconds of the last access and of the last change: two {@code struct timespec} */
    static native int utimensat(int folder, byte[] path, long[] times, int flags);

    static native int open(byte[] path, int flags, int mode);

    static native int close(int file);

    static native int syncfs(int file);

    /** With the 64-bit offsets that both machines known to {@link Posix} have. */
    static native long lseek(int file, long offset, int whence);

    static native int fallocate(int file, int mode, long offset, long length);

    /** mknodat(2), which C libraries before glibc 2.33 have under a name of their own. */
    static native NativeLong syscall(NativeLong number, NativeLong folder, byte[] path, NativeLong mode,
        NativeLong device);

    static native Pointer strerror(int number);
}
