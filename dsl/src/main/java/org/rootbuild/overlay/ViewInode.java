package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.posix.FileStatus;
import org.rootbuild.posix.Posix;
import org.rootbuild.posix.PosixError;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** Gives files of a view the attributes of an entry, as far as this process has the power to. */
final class ViewInode {
    private static final String CAPABILITY = "security.capability";

    private final Posix posix;
    private final Powers powers;

    ViewInode(Posix posix, Powers powers) {
        this.posix = posix;
        this.powers = powers;
    }

    /**
     * Sets what differs.
     *
     * @param kept the kernel's note that the file shall have besides, or none
     * @return whether the file now is all that the entry says; otherwise a note on it says what is missing
     */
    boolean become(Path file, Entry entry, List<String> kept) throws IOException {
        return become(file, posix.status(file), entry, kept);
    }

    /** As the other one, of a file whose status was just looked at. */
    boolean become(Path file, FileStatus now, Entry entry, List<String> kept) throws IOException {
        Attributes wanted = entry.attributes();
        Attributes held = powers.held(wanted);
        boolean given = now.owner() != held.owner() || now.group() != held.group();
        if (given) {
            posix.setOwner(file, held.owner(), held.group());
        }
        SortedMap<String, byte[]> missing = setXattrs(file, wanted.xattrs(), kept);
        boolean isWhole = missing.isEmpty() && held.equals(wanted) && isKindOf(entry, now);
        if (!isWhole) {
            note(file, Original.of(entry, missing));
        }
        // Behind the owner and the access list, for both of them change the bits.
        boolean bitsMayDiffer = given || !wanted.xattrs().isEmpty() || now.mode() != wanted.mode();
        if (bitsMayDiffer && now.kind() != FileStatus.SYMLINK) {
            posix.setMode(file, wanted.mode());
        }
        // Last, because nothing after it changes it.
        if (now.mtimeSeconds() != wanted.mtimeSeconds() || now.mtimeNanos() != 0) {
            posix.setTime(file, wanted.mtimeSeconds(), 0);
        }
        return isWhole;
    }

    private static boolean isKindOf(Entry entry, FileStatus now) {
        return !(entry instanceof Entry.Device) || now.kind() != FileStatus.PLAIN;
    }

    /** Answers those that this file cannot be given. */
    private SortedMap<String, byte[]> setXattrs(Path file, SortedMap<String, byte[]> wanted, List<String> kept)
            throws IOException {
        SortedMap<String, byte[]> missing = new TreeMap<>();
        List<String> there = posix.xattrNames(file);
        for (String name : there) {
            if (!wanted.containsKey(name) && !kept.contains(name) && !EntryReader.isHosts(name)) {
                isDone(() -> posix.removeXattr(file, name));
            }
        }
        for (var xattr : wanted.entrySet()) {
            String name = xattr.getKey();
            boolean same = there.contains(name) && holds(file, name, xattr.getValue());
            if (!same && !isSet(file, name, xattr.getValue())) {
                missing.put(name, xattr.getValue());
            }
        }
        return missing;
    }

    private boolean holds(Path file, String name, byte[] value) throws IOException {
        return posix.xattr(file, name).filter(now -> Arrays.equals(now, value)).isPresent();
    }

    private boolean isSet(Path file, String name, byte[] value) throws IOException {
        if (!isDone(() -> posix.setXattr(file, name, value))) {
            return false;
        }
        // Linux takes capabilities that make no sense and then refuses to read them, and to copy the file up.
        if (name.equals(CAPABILITY) && !isDone(() -> posix.xattr(file, name))) {
            posix.removeXattr(file, name);
            return false;
        }
        return true;
    }

    private void note(Path file, Original original) throws IOException {
        // Links, pipes and devices cannot have one; the reader goes by what lies below there.
        isDone(() -> posix.setXattr(file, Original.NOTE, original.encoded()));
    }

    /** Something that the kernel may refuse. */
    @FunctionalInterface
    private interface Call {
        void run() throws IOException;
    }

    private static boolean isDone(Call call) throws IOException {
        try {
            call.run();
            return true;
        } catch (PosixError error) {
            if (error.isRefusal()) {
                return false;
            }
            throw error;
        }
    }
}
