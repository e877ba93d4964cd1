package org.rootbuild.extension;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the files of a repository are come by. May be used by several threads at once. */
public interface RepositoryFiles {
    /** More than this is no list of dependencies and no checksum. */
    int TEXT_LIMIT_BYTES = 1 << 20;

    /** What is beside an extension: a small text; empty where there is no such file. */
    Optional<String> text(String file) throws IOException, InterruptedException;

    /**
     * An extension's file, read through.
     *
     * @param md5 what the repository says of it; a file that was read through before need not be brought again
     */
    Found find(ExtensionName name, String md5) throws IOException, InterruptedException;

    /** What a file's bytes give. */
    record Found(String md5, String sha256, long sizeBytes) {
        private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

        public Found {
            if (!SHA256.matcher(sha256).matches() || !MD5.matcher(md5).matches() || sizeBytes < 0) {
                throw new IllegalArgumentException("the digests or the size of a file are malformed");
            }
        }
    }

    /** Where it is, as people would look for it. */
    String shown();
}
