package org.rootbuild.extension;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rootbuild.fetch.Download;

/**
 * Where extensions are: one folder, on this host or behind HTTP, that holds them all.
 *
 * @param folder ends with a slash
 * @param kernel the version of the kernel that they are for, where it is known
 */
public record Repository(URI folder, Optional<String> kernel) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]*");

    /** @throws IllegalArgumentException with a sentence for what cannot be */
    public Repository {
        Objects.requireNonNull(folder);
        if (!Download.supported(folder) || !folder.toString().endsWith("/")) {
            throw new IllegalArgumentException("'" + folder + "' is no address of a repository");
        }
        kernel.ifPresent(version -> {
            if (!WORD.matcher(version).matches()) {
                throw new IllegalArgumentException("'" + version + "' cannot be the version of a kernel");
            }
        });
    }

    /**
     * A repository of Tiny Core's own layout, {@code ADDRESS/RELEASE/ARCH/tcz/}, or the folder itself where release and
     * architecture are not given.
     *
     * @throws IllegalArgumentException with a sentence where that is no address
     */
    public static Repository of(String address, Optional<String> release, Optional<String> architecture,
                                Optional<String> kernel) {
        if (release.isPresent() != architecture.isPresent()) {
            throw new IllegalArgumentException("a repository needs both a release and an architecture, or neither");
        }
        String slashed = address.endsWith("/") ? address : address + "/";
        String below = release.isEmpty() ? "" : word(release.get()) + "/" + word(architecture.orElseThrow()) + "/tcz/";
        try {
            return new Repository(new URI(slashed + below), kernel);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("'" + address + "' is no address of a repository", malformed);
        }
    }

    private static String word(String text) {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' cannot be a release or an architecture");
        }
        return text;
    }

    /** Whether it is a folder of this host. */
    public boolean isLocal() {
        return folder.getScheme().equalsIgnoreCase("file");
    }

    /** Where a file of it is. */
    public URI locate(String file) {
        try {
            return folder.resolve(new URI(null, null, folder.getPath() + file, null).getRawPath());
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("'" + file + "' is no name of a file", malformed);
        }
    }
}
