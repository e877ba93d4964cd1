package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.rootbuild.layer.Digests;
import org.rootbuild.tree.Attributes;

/**
 * What this process may give to files. It is root of the host, or of a user namespace that has a range of numbers for
 * owners or a single one.
 */
public final class Powers {
    private static final int NAME_DIGITS = 8;
    private static final String REAL_ROOT_MAP = "0 0 4294967295";

    private final boolean hostRoot;
    private final IdRanges users;
    private final IdRanges groups;
    private final String name;

    private Powers(boolean hostRoot, IdRanges users, IdRanges groups, String name) {
        this.hostRoot = hostRoot;
        this.users = users;
        this.groups = groups;
        this.name = name;
    }

    /** Those that this process has. */
    public static Powers ofThisProcess() throws IOException {
        Path own = Path.of("/proc/self");
        String maps = map(own.resolve("uid_map")) + "\n" + map(own.resolve("gid_map"));
        IdRanges users = IdRanges.of(own.resolve("uid_map"));
        IdRanges groups = IdRanges.of(own.resolve("gid_map"));
        if (maps.equals(REAL_ROOT_MAP + "\n" + REAL_ROOT_MAP)) {
            return new Powers(true, users, groups, "root");
        }
        boolean single = users.ranges().stream().mapToLong(IdRanges.Range::count).sum() == 1;
        return new Powers(false, users, groups, (single ? "user-" : "user-range-")
            + Digests.hex(maps.getBytes(StandardCharsets.UTF_8)).substring(0, NAME_DIGITS));
    }

    /** Whether this process is root, at least of a user namespace, and so may stack folders. */
    public static boolean isRoot() throws IOException {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (NoSuchFileException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    private static String map(Path file) throws IOException {
        try {
            return Files.readString(file).strip().replaceAll("[ \\t]+", " ");
        } catch (NoSuchFileException noNamespaces) {
            return REAL_ROOT_MAP;
        }
    }

    /** A name for a folder of what only a process with the same powers can use. */
    public String name() {
        return name;
    }

    /**
     * The options with which the kernel must stack views and uppers, besides the folders: what it writes then is what
     * {@link UpperReader} reads, and what {@link Views} wrote is what it reads.
     */
    public String mountOptions() {
        return (hostRoot ? "" : "userxattr,") + "redirect_dir=nofollow,metacopy=off,index=off,xino=off";
    }

    /** In front of the names of the attributes that are the kernel's own notes about a layer. */
    String notes() {
        return hostRoot ? "trusted.overlay." : "user.overlay.";
    }

    /** Whether a file can be given to this owner; otherwise it belongs to 0. */
    boolean holdsUser(long owner) {
        return users.holds(owner);
    }

    /** Whether a file can be given to this group; otherwise it belongs to 0. */
    boolean holdsGroup(long group) {
        return groups.holds(group);
    }

    /** Whether anything but plain files and folders can have the attribute. */
    boolean holdsOnSpecial(String xattr) {
        return hostRoot && (xattr.startsWith("trusted.") || xattr.startsWith("security."));
    }

    /** The attributes with the owner and the group that a file can be given. */
    Attributes held(Attributes wanted) {
        return wanted.withOwner(holdsUser(wanted.owner()) ? wanted.owner() : 0,
            holdsGroup(wanted.group()) ? wanted.group() : 0);
    }
}
