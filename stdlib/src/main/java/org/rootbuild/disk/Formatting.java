package org.rootbuild.disk;

import java.util.Optional;
import org.rootbuild.filesystem.FilesystemMaker;

/** A filesystem that is to be made, wherever its partition will be. */
public interface Formatting {
    /** {@code fat32}, {@code ext4}, {@code swap}; {@code fat} where the size decides which. */
    String kind();

    Optional<String> label();

    /** As {@code blkid} prints it; empty where the kind has none. */
    Optional<String> uuid();

    /**
     * What makes it. May be asked several times, first for measuring.
     *
     * @param firstSector of the disk that the filesystem's first byte lies in; 0 for measuring
     */
    FilesystemMaker maker(long firstSector);

    default boolean isFat() {
        return kind().startsWith("fat");
    }
}
