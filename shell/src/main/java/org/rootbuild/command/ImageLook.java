package org.rootbuild.command;

import java.io.Closeable;
import java.io.IOException;
import org.rootbuild.image.DiskParts;
import org.rootbuild.image.OpenImage;
import org.rootbuild.initramfs.Initrd;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;

/** The files of something that is open. */
sealed interface ImageLook extends Closeable {
    /** @param partition as it was typed; of an initramfs the number of a segment, or 0 for all together */
    FileTree tree(String partition) throws IOException, InterruptedException;

    /** A disk image, or another filesystem in a file. */
    record OfDisk(OpenImage image) implements ImageLook {
        @Override
        public FileTree tree(String partition) throws IOException, InterruptedException {
            return new DiskParts(image.volume()).filesystem(partition).tree();
        }

        @Override
        public void close() throws IOException {
            image.close();
        }
    }

    /** An initramfs. */
    record OfInitramfs(Initrd initrd) implements ImageLook {
        @Override
        public FileTree tree(String partition) throws IOException {
            return initrd.treeOf(number(partition));
        }

        static int number(String segment) throws Failure {
            if (!segment.matches("\\d{1,6}")) {
                throw new Failure("an initramfs has no segment '" + segment + "'", "They are counted from 1; 0 stands"
                    + " for all together.");
            }
            return Integer.parseInt(segment);
        }

        @Override
        public void close() throws IOException {
            initrd.close();
        }
    }
}
