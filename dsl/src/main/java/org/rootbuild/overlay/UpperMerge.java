package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.posix.FileStatus;
import org.rootbuild.posix.Posix;
import org.rootbuild.store.Deletion;

/**
 * Makes one upper folder of two that lay on each other: what was changed in the higher one is moved into the lower one,
 * so that the lower one alone shows what both together showed (Linux, Documentation/filesystems/overlayfs.rst,
 * "whiteouts and opaque directories"). Everything is moved by renaming, on one filesystem. Where it does not come to
 * its end it is done again, and goes on; only the times of folders may then be later ones.
 */
public final class UpperMerge {
    private static final byte[] YES = "y".getBytes(StandardCharsets.US_ASCII);

    private final Posix posix;
    private final String opaque;

    public UpperMerge(Posix posix, Powers powers) {
        this.posix = posix;
        this.opaque = powers.notes() + "opaque";
    }

    /** Leaves {@code higher} empty, or without its folder; both are folders. */
    public void merge(Path higher, Path lower) throws IOException {
        // Taken before anything is moved out of it, which changes its time.
        FileStatus wanted = posix.status(higher);
        for (Path one : listed(higher)) {
            place(one, lower.resolve(one.getFileName()));
        }
        become(lower, higher, wanted);
    }

    private void place(Path from, Path to) throws IOException {
        boolean there = Files.exists(to, LinkOption.NOFOLLOW_LINKS);
        boolean folder = isFolder(from);
        if (folder && there && isFolder(to) && !isOpaque(from)) {
            merge(from, to);
            Files.delete(from);
            return;
        }
        if (folder && there && !isOpaque(from)) {
            // What stood there hid everything below it, and so does what replaces it.
            posix.setXattr(from, opaque, YES);
        }
        if (there && (folder || isFolder(to))) {
            Deletion.delete(to);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isOpaque(Path folder) throws IOException {
        return posix.xattr(folder, opaque).filter(value -> value.length == 1 && value[0] == YES[0]).isPresent();
    }

    /** Gives the folder what the other one has, but for what is in it. */
    public void become(Path folder, Path other) throws IOException {
        become(folder, other, posix.status(other));
    }

    /** Owner, mode, time and attributes; whether it hides what lies below stays as it is. */
    private void become(Path folder, Path other, FileStatus wanted) throws IOException {
        List<String> names = posix.xattrNames(other);
        for (String name : posix.xattrNames(folder)) {
            if (!names.contains(name) && isCopied(name)) {
                posix.removeXattr(folder, name);
            }
        }
        posix.setOwner(folder, wanted.owner(), wanted.group());
        for (String name : names) {
            if (isCopied(name)) {
                posix.setXattr(folder, name, posix.xattr(other, name).orElseThrow());
            }
        }
        posix.setMode(folder, wanted.mode());
        posix.setTime(folder, wanted.mtimeSeconds(), wanted.mtimeNanos());
    }

    private boolean isCopied(String xattr) {
        return !EntryReader.isOverlays(xattr) && !EntryReader.isHosts(xattr);
    }

    private static List<Path> listed(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(found::add);
        }
        return found;
    }
}
