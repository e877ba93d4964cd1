package org.rootbuild.mkfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.squashfs.SquashfsReader;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.FileVolume;

/**
 * Compares every file of an image with the tree that it was made of. {@code mksquashfs} 4.5.1, fed with an archive,
 * ends well and leaves files that cannot be read: seen with blocks of 4 and 8 KiB where files end in shared pieces and
 * others are the same, and not where either is left out.
 */
final class SquashfsCheck {
    private static final int PART_BYTES = 1 << 16;

    private final FileTree tree;
    private final byte[] ours = new byte[PART_BYTES];
    private final byte[] theirs = new byte[PART_BYTES];

    SquashfsCheck(FileTree tree) {
        this.tree = tree;
    }

    /** @throws Failure when a file of the image cannot be read, or is another one than in the tree */
    void check(Path image) throws IOException, InterruptedException {
        try (FileVolume volume = FileVolume.forReading(image)) {
            SquashfsReader reader = SquashfsReader.open(volume).orElseThrow(() -> damaged("its beginning",
                Optional.empty()));
            try (Stream<Entry> entries = reader.tree().entries()) {
                for (Iterator<Entry> each = entries.iterator(); each.hasNext();) {
                    if (each.next() instanceof Entry.PlainFile made) {
                        check(made);
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            } catch (UncheckedIOException trouble) {
                throw damaged("a folder", Optional.of(trouble.getCause()));
            }
        }
    }

    private void check(Entry.PlainFile made) throws IOException {
        Entry meant = tree.get(made.path()).orElseThrow(() -> damaged(TreePath.shown(made.path()), Optional.empty()));
        if (!(meant instanceof Entry.PlainFile file) || !isSame(file, made)) {
            throw damaged(TreePath.shown(made.path()), Optional.empty());
        }
    }

    private boolean isSame(Entry.PlainFile file, Entry.PlainFile made) throws IOException {
        try (InputStream ourBytes = file.content().open(); InputStream theirBytes = made.content().open()) {
            int count;
            do {
                count = ourBytes.readNBytes(ours, 0, PART_BYTES);
                int read;
                try {
                    read = theirBytes.readNBytes(theirs, 0, PART_BYTES);
                } catch (IOException unreadable) {
                    throw damaged(TreePath.shown(made.path()), Optional.of(unreadable));
                }
                if (read != count || !Arrays.equals(ours, 0, count, theirs, 0, count)) {
                    return false;
                }
            } while (count == PART_BYTES);
            return true;
        }
    }

    private static Failure damaged(String what, Optional<IOException> cause) {
        return new Failure("mksquashfs ended well, but made an image in which " + what + " is damaged"
            + cause.map(one -> " (" + one.getMessage() + ")").orElse(""), "This is a defect of the tool. Say"
            + " fragments: false, or take blocks of 128.KiB, or install a newer squashfs-tools.", cause.orElse(null));
    }
}
