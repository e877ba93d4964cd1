package org.rootbuild.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where extensions that were brought are kept from one run to the next. May be used by several threads at once. */
public interface ExtensionShelf {
    /** What is known of a file with that MD5, if it is kept. */
    Optional<RepositoryFiles.Found> find(String md5) throws IOException;

    /** Where a file that is to have that MD5 grows; an interrupted download goes on there. */
    Path growing(String md5) throws IOException;

    /** Takes over a file that was read through. */
    void add(RepositoryFiles.Found found, Path file) throws IOException;
}
