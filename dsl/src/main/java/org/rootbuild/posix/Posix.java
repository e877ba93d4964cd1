package org.rootbuild.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.HostLacks;

/**
 * Calls of Linux that Java lacks. No call follows a symbolic link in the last name of its path, except where it says
 * so. What fails throws a {@link PosixError}. Safe for use by several threads.
 */
public final class Posix {
    private static final String UNPACKED = "jna.tmpdir";
    private static final String SEARCHED = "jna.platform.library.path";
    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final long UTIME_OMIT = (1L << 30) - 2;
    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int FIRST_BUFFER_BYTES = 512;
    /** As much as Linux lets one attribute, or the list of their names, be long (XATTR_SIZE_MAX, XATTR_LIST_MAX). */
    private static final int LONGEST_XATTR_BYTES = 65536;

    /** What statx(2) calls STATX_BASIC_STATS. */
    private static final long BASIC_FACTS = 0x7ff;

    static final int O_CLOEXEC = 02000000;

    /** Numbers of calls that not every C library has a function for, and a flag of open(2) that differs. */
    private record Calls(long mknodat, long statx, int noFollow) {
    }

    private final Charset names;
    private final Calls calls;

    private Posix(Charset names, Calls calls) {
        this.names = names;
        this.calls = calls;
    }

    /**
     * As {@link #load()}, but what the library is unpacked to for a moment is in that folder, not in the user's home.
     *
     * @param folder exists; a folder that the user named with the property {@code jna.tmpdir} goes before it
     */
    public static Posix load(Path folder) throws HostLacks {
        if (System.getProperty(UNPACKED) == null) {
            System.setProperty(UNPACKED, folder.toString());
        }
        return load();
    }

    /**
     * Loads the native library.
     *
     * @throws HostLacks where it cannot be loaded, or this is no Linux that is known
     */
    public static Posix load() throws HostLacks {
        if (System.getProperty(SEARCHED) == null) {
            // Else JNA runs ldconfig, to know where libraries are; the only one that is used is there already.
            System.setProperty(SEARCHED, "");
        }
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        try {
            Native.getLastError();
            CLibrary.strerror(0);
        } catch (LinkageError notLoaded) {
            throw new HostLacks("the native library that sets attributes of files cannot be loaded on " + system + ": "
                + notLoaded.getMessage(), "Let this user write to its temporary folder and run programs from it, or"
                + " name another one with ROOTBUILD_JAVA_OPTS=-Djna.tmpdir=FOLDER.", notLoaded);
        }
        return new Posix(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")), callsOf(system));
    }

    private static Calls callsOf(String system) throws HostLacks {
        return switch (System.getProperty("os.name") + " " + System.getProperty("os.arch")) {
            case "Linux amd64" -> new Calls(259, 332, 0400000);
            case "Linux aarch64" -> new Calls(33, 291, 0100000);
            default -> throw new HostLacks("roots cannot be stacked on " + system,
                "Build on Linux on x86-64 or aarch64.");
        };
    }

    /** What the file is. */
    public FileStatus status(Path file) throws IOException {
        byte[] facts = new byte[FileStatus.STATX_BYTES];
        long answer = CLibrary.syscall(calls.statx, AT_FDCWD, bytes(file), AT_SYMLINK_NOFOLLOW, BASIC_FACTS, facts);
        // Java says best what went wrong, and knows another way where the kernel has no such call.
        return answer == 0 ? FileStatus.ofStatx(facts) : FileStatus.of(file);
    }

    /**
     * Reads a whole file of a known length, which costs a third of what a channel of Java does where files are small.
     *
     * @param into outside of Java's heap, with room for a byte more than the length
     * @return whether the file has just that many bytes, which then stand before the buffer's position; otherwise that
     *     stays
     */
    public boolean readWhole(Path file, int lengthBytes, ByteBuffer into) throws PosixError {
        if (into.remaining() <= lengthBytes) {
            throw new IllegalArgumentException("the buffer has no room for a byte more than " + lengthBytes);
        }
        long address = Pointer.nativeValue(Native.getDirectBufferPointer(into)) + into.position();
        int opened = CLibrary.open(bytes(file), O_RDONLY | O_CLOEXEC | calls.noFollow, 0);
        checked("opening it", file, opened);
        long got;
        try {
            got = CLibrary.read(opened, address, lengthBytes + 1);
            checked("reading it", file, got);
        } finally {
            CLibrary.close(opened);
        }
        into.position(into.position() + (got == lengthBytes ? lengthBytes : 0));
        return got == lengthBytes;
    }

    /** Full names of the file's extended attributes; none where the filesystem has no such thing. */
    public List<String> xattrNames(Path file) throws IOException {
        byte[] path = bytes(file);
        byte[] buffer = new byte[FIRST_BUFFER_BYTES];
        long length = CLibrary.llistxattr(path, buffer, buffer.length);
        if (length < 0 && Native.getLastError() == PosixError.ERANGE) {
            buffer = new byte[LONGEST_XATTR_BYTES];
            length = CLibrary.llistxattr(path, buffer, buffer.length);
        }
        if (length == 0 || length < 0 && Native.getLastError() == PosixError.EOPNOTSUPP) {
            return List.of();
        }
        checked("listing the extended attributes", file, length);
        List<String> found = new ArrayList<>();
        for (int at = 0, start = 0; at < length; at++) {
            if (buffer[at] == 0) {
                found.add(new String(buffer, start, at - start, StandardCharsets.UTF_8));
                start = at + 1;
            }
        }
        return found;
    }

    /** The value of one extended attribute, where the file has it. */
    public Optional<byte[]> xattr(Path file, String name) throws IOException {
        byte[] path = bytes(file);
        byte[] buffer = new byte[FIRST_BUFFER_BYTES];
        long length = CLibrary.lgetxattr(path, text(name), buffer, buffer.length);
        if (length < 0 && Native.getLastError() == PosixError.ERANGE) {
            buffer = new byte[LONGEST_XATTR_BYTES];
            length = CLibrary.lgetxattr(path, text(name), buffer, buffer.length);
        }
        if (length < 0 && isAbsence(Native.getLastError())) {
            return Optional.empty();
        }
        checked("reading the extended attribute " + name, file, length);
        return Optional.of(Arrays.copyOf(buffer, (int) length));
    }

    private static boolean isAbsence(int error) {
        return error == PosixError.ENODATA || error == PosixError.EOPNOTSUPP;
    }

    /** Sets an extended attribute, whether or not the file has it already. */
    public void setXattr(Path file, String name, byte[] value) throws IOException {
        checked("setting the extended attribute " + name, file,
            CLibrary.lsetxattr(bytes(file), text(name), value, value.length, 0));
    }

    public void removeXattr(Path file, String name) throws IOException {
        checked("removing the extended attribute " + name, file, CLibrary.lremovexattr(bytes(file), text(name)));
    }

    /** Gives the file to a user and a group; the kernel drops its setuid bit and its capabilities on that. */
    public void setOwner(Path file, long owner, long group) throws IOException {
        checked("giving it to " + owner + ":" + group, file, CLibrary.lchown(bytes(file), (int) owner, (int) group));
    }

    /** Sets permission bits, 0 to 07777. A symbolic link is followed, for it has none of its own. */
    public void setMode(Path file, int mode) throws IOException {
        checked("setting its permissions", file, CLibrary.chmod(bytes(file), mode));
    }

    /** Sets the time of the last change; that of the last access stays. */
    public void setTime(Path file, long seconds, int nanos) throws IOException {
        long[] times = {0, UTIME_OMIT, seconds, nanos};
        checked("setting its time", file, CLibrary.utimensat(AT_FDCWD, bytes(file), times, AT_SYMLINK_NOFOLLOW));
    }

    /**
     * Makes a node of one of the kinds of {@link FileStatus}, readable and writable by its owner alone.
     *
     * @param major of a device, else 0
     * @param minor of a device, else 0
     */
    public void makeNode(Path file, int kind, int major, int minor) throws IOException {
        // The kernel's own packing of device numbers, new_encode_dev() of linux/kdev_t.h, not that of the C library.
        long device = minor & 0xff | (long) major << 8 | (long) (minor & ~0xff) << 12;
        checked("making a node", file, CLibrary.syscall(calls.mknodat, AT_FDCWD, bytes(file), kind | 0600,
            device));
    }

    /** Makes what hides a name of the layers below (Documentation/filesystems/overlayfs.rst, "whiteouts"). */
    public void makeWhiteout(Path file) throws IOException {
        makeNode(file, FileStatus.CHARACTERS, 0, 0);
    }

    /** Returns when all of the file's filesystem would survive a loss of power. The last name is followed. */
    public void syncFilesystem(Path file) throws IOException {
        int opened = CLibrary.open(bytes(file), O_RDONLY, 0);
        checked("opening it", file, opened);
        try {
            checked("writing its filesystem to the disk", file, CLibrary.syncfs(opened));
        } finally {
            CLibrary.close(opened);
        }
    }

    /**
     * Which parts of a plain file have room on the disk. The last name is followed.
     *
     * @param writable whether parts are to be given back or reserved, too
     */
    public FileExtents extents(Path file, boolean writable) throws PosixError {
        int opened = CLibrary.open(bytes(file), writable ? O_RDWR : O_RDONLY, 0);
        checked("opening it", file, opened);
        return new FileExtents(file, opened);
    }

    /** What makes files below that folder. The last name is followed. */
    public FolderWriter writer(Path folder) throws PosixError {
        int opened = CLibrary.open(bytes(folder), O_RDONLY | O_CLOEXEC, 0);
        checked("opening it", folder, opened);
        return new FolderWriter(folder, opened, names);
    }

    private byte[] bytes(Path file) {
        return ended(file.toString().getBytes(names));
    }

    private static byte[] text(String name) {
        return ended(name.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] ended(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    static void checked(String call, Path file, long answer) throws PosixError {
        if (answer < 0) {
            int number = Native.getLastError();
            throw new PosixError(call, file.toString(), number, CLibrary.strerror(number).getString(0));
        }
    }
}
