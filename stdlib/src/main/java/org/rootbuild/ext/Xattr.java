package org.rootbuild.ext;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * An extended attribute as ext keeps it.
 *
 * @param space      number that stands for the beginning of the name ({@code user.} is 1)
 * @param name       what is left of the name, in bytes; empty for access control lists
 * @param value      empty when it is in an inode of its own
 * @param valueInode that inode, or 0
 */
record Xattr(int space, byte[] name, byte[] value, long valueInode) implements Comparable<Xattr> {
    /** What ext itself keeps the contents of small files under. */
    private static final String INLINE_DATA = "system.data";
    private static final String[] SPACES = {null, "user.", "system.posix_acl_access", "system.posix_acl_default",
        "trusted.", null, "security.", "system.", "system.richacl"};

    /** The attribute of this whole name; empty where ext has no number for its space. */
    static Optional<Xattr> of(String name, byte[] value) throws Failure {
        for (int space = 1; space < SPACES.length; space++) {
            String start = SPACES[space];
            if (start != null && (start.endsWith(".") ? name.startsWith(start) && name.length() > start.length()
                : name.equals(start))) {
                if (name.equals(INLINE_DATA)) {
                    return Optional.empty();
                }
                byte[] rest = name.substring(start.length()).getBytes(StandardCharsets.UTF_8);
                return Optional.of(new Xattr(space, rest, isAcl(space) ? PosixAcl.kept(value) : value, 0));
            }
        }
        return Optional.empty();
    }

    private static boolean isAcl(int space) {
        return space == 2 || space == 3;
    }

    /** Empty where the space has no known name. */
    Optional<String> fullName() {
        if (space >= SPACES.length || SPACES[space] == null) {
            return Optional.empty();
        }
        return Optional.of(SPACES[space] + new String(name, StandardCharsets.UTF_8));
    }

    /** The value as programs see it. */
    byte[] seenValue() throws Failure {
        return isAcl(space) ? PosixAcl.seen(value) : value;
    }

    /** Bytes of its entry without the value. */
    int entryLength() {
        return XattrArea.ENTRY + name.length + 3 & ~3;
    }

    /** Bytes that the value takes. */
    int valueLength() {
        return value.length + 3 & ~3;
    }

    /** What the entry's hash is, over the name and the value in words of four bytes. */
    int hash() {
        int hash = 0;
        for (byte one : name) {
            hash = hash << 5 ^ hash >>> 27 ^ one & 0xff;
        }
        for (int at = 0; at < value.length; at += 4) {
            int word = 0;
            for (int i = 0; i < 4 && at + i < value.length; i++) {
                word |= (value[at + i] & 0xff) << 8 * i;
            }
            hash = hash << 16 ^ hash >>> 16 ^ word;
        }
        return hash;
    }

    /** The order of the kernel, by which it looks for one in a block. */
    @Override
    public int compareTo(Xattr that) {
        int bySpace = Integer.compare(space, that.space);
        int byLength = Integer.compare(name.length, that.name.length);
        return bySpace != 0 ? bySpace : byLength != 0 ? byLength : Arrays.compareUnsigned(name, that.name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Xattr that && space == that.space && Arrays.equals(name, that.name)
            && Arrays.equals(value, that.value) && valueInode == that.valueInode;
    }

    @Override
    public int hashCode() {
        return hash();
    }
}
