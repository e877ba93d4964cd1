package org.rootbuild.tree;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every entry of a tree carries besides its name and its content.
 *
 * @param mode         permission bits with setuid, setgid and sticky: 0 to 07777
 * @param owner        numeric user, 0 to 4294967294
 * @param group        numeric group, 0 to 4294967294
 * @param mtimeSeconds time of the last change, in seconds since 1970 (UTC); may be negative
 * @param xattrs       extended attributes by full name ({@code security.capability}); values are not copied
 */
public record Attributes(int mode, long owner, long group, long mtimeSeconds, SortedMap<String, byte[]> xattrs) {
    /** Permission bits of a plain file. */
    public static final int FILE_MODE = 0644;
    /** Permission bits of a folder or a program. */
    public static final int FOLDER_MODE = 0755;
    private static final long HIGHEST_ID = 4294967294L;
    private static final SortedMap<String, byte[]> NO_XATTRS = Collections.emptySortedMap();

    public Attributes {
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("mode out of range: 0" + Integer.toOctalString(mode));
        }
        if (owner < 0 || owner > HIGHEST_ID || group < 0 || group > HIGHEST_ID) {
            throw new IllegalArgumentException("owner or group out of range: " + owner + ":" + group);
        }
        xattrs = xattrs.isEmpty() ? NO_XATTRS : Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
    }

    /** Of user 0 and group 0, without extended attributes. */
    public static Attributes ofRoot(int mode, long mtimeSeconds) {
        return new Attributes(mode, 0, 0, mtimeSeconds, NO_XATTRS);
    }

    /** Without extended attributes. */
    public static Attributes of(int mode, long owner, long group, long mtimeSeconds) {
        return new Attributes(mode, owner, group, mtimeSeconds, NO_XATTRS);
    }

    public Attributes withMode(int changed) {
        return new Attributes(changed, owner, group, mtimeSeconds, xattrs);
    }

    public Attributes withOwner(long user, long userGroup) {
        return new Attributes(mode, user, userGroup, mtimeSeconds, xattrs);
    }

    public Attributes withMtime(long seconds) {
        return new Attributes(mode, owner, group, seconds, xattrs);
    }

    public Attributes withXattrs(SortedMap<String, byte[]> changed) {
        return new Attributes(mode, owner, group, mtimeSeconds, changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && mode == that.mode && owner == that.owner && group == that.group
            && mtimeSeconds == that.mtimeSeconds && sameXattrs(that);
    }

    private boolean sameXattrs(Attributes that) {
        return xattrs.keySet().equals(that.xattrs.keySet())
            && xattrs.entrySet().stream().allMatch(one -> Arrays.equals(one.getValue(), that.xattrs.get(one.getKey())));
    }

    @Override
    public int hashCode() {
        return (int) (mode * 31 + owner * 17 + group * 13 + mtimeSeconds) + xattrs.keySet().hashCode();
    }
}
