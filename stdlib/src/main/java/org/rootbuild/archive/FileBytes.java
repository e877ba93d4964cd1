package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** Copies the contents of files into an archive, whose headers have promised their sizes. */
final class FileBytes {
    private final byte[] buffer = new byte[1 << 16];

    void copy(Entry.PlainFile file, OutputStream out) throws IOException {
        long leftBytes = file.content().sizeBytes();
        try (InputStream in = file.content().open()) {
            while (leftBytes > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, leftBytes));
                if (count < 0) {
                    throw changed(file, "shorter");
                }
                out.write(buffer, 0, count);
                leftBytes -= count;
            }
            if (in.read() >= 0) {
                throw changed(file, "longer");
            }
        }
    }

    private static Failure changed(Entry.PlainFile file, String how) {
        return new Failure(TreePath.shown(file.path()) + " became " + how + " while it was archived",
            "Let nothing else change the file meanwhile, then try again.");
    }
}
