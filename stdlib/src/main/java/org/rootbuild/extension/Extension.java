package org.rootbuild.extension;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One extension of a repository, exactly.
 *
 * @param name      with the kernel's version in it
 * @param sha256    of its file
 * @param sizeBytes of its file
 * @param md5       of its file, as the repository states it too
 * @param needs     what its {@code .dep} file names, as it is written there
 */
public record Extension(ExtensionName name, String sha256, long sizeBytes, String md5, List<ExtensionName> needs) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    public Extension {
        Objects.requireNonNull(name);
        needs = List.copyOf(needs);
        if (!SHA256.matcher(sha256).matches() || !MD5.matcher(md5).matches() || sizeBytes < 0) {
            throw new IllegalArgumentException("the digests or the size of '" + name + "' are malformed");
        }
    }
}
