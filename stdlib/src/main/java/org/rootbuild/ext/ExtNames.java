package org.rootbuild.ext;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

/** The names in the directories of a filesystem, as texts. */
interface ExtNames {
    /** @param folder the inode of a directory */
    Optional<ExtName> find(long folder, String name) throws IOException;

    /** All of a directory in string order. */
    SortedMap<String, ExtName> all(long folder) throws IOException;
}
