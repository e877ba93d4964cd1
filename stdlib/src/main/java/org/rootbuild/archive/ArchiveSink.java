package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;

/** Takes the entries of an archive in the archive's order. */
@FunctionalInterface
public interface ArchiveSink {
    /**
     * @param content the bytes of a {@link Member.Data}, valid during the call only and read as far as the sink likes;
     *                of everything else, no bytes
     */
    void accept(Member member, InputStream content) throws IOException;

    /** What comes next is from another archive of the same file, as the segments of an initramfs are. */
    default void nextArchive() throws IOException {
        // Most sinks see no difference.
    }
}
