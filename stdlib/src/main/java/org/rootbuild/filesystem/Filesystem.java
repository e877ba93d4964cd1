package org.rootbuild.filesystem;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;

/**
 * A filesystem that is there already, on a volume. Nothing on it is trusted: what is damaged is refused with a
 * {@link Failure} and never makes a reader hang or take more memory than its size allows.
 */
public interface Filesystem {
    Facts facts();

    /** What it holds. A content is read from the volume when it is opened. */
    FileTree tree() throws IOException;

    /** Changes that reach the volume at once; the volume decides whether they can be taken back. */
    Edit edit() throws IOException;

    /**
     * Where the volume's bytes count, also where they are zeros: the filesystem's own structures, and all that belongs
     * to files. What is elsewhere may be anything. In the order of their places and apart from one another; free room
     * of less than {@value org.rootbuild.volume.JoinedRanges#LEAST_GAP_BYTES} bytes between two may be in it.
     */
    List<Range> inUse() throws IOException;

    /**
     * What its superblock says.
     *
     * @param kind      {@code fat12}, {@code fat16}, {@code fat32}, {@code ext2}, {@code ext3} or {@code ext4}
     * @param label     without the blanks that fill it
     * @param uuid      as it is usually written: 8-4-4-4-12 in lower case, or {@code 1234-ABCD} for FAT
     * @param sizeBytes of the filesystem, which may be smaller than its volume
     * @param freeBytes that could still be written to it
     */
    record Facts(String kind, Optional<String> label, Optional<String> uuid, long sizeBytes, long freeBytes) {
        public long usedBytes() {
            return sizeBytes - freeBytes;
        }
    }

    /** A filesystem that is being changed. */
    interface Edit extends EditableTree {
        /**
         * Writes what was not written yet, so that the filesystem is whole again.
         *
         * @throws Failure when there was no room; what is on the volume must then be thrown away
         */
        void finish() throws IOException;
    }
}
