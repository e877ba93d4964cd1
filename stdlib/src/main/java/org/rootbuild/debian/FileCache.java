package org.rootbuild.debian;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where verified files are kept from one run to the next, by their SHA-256. */
public interface FileCache {
    /** The file with this digest, if it is there. */
    Optional<Path> find(String sha256) throws IOException;

    /** Takes the file over and answers where it is kept. */
    Path add(String sha256, Path verifiedFile) throws IOException;
}
