package org.rootbuild.debian;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One suite of an archive, as one architecture sees it.
 *
 * @param mirrors      where the archive is, tried in this order; each has a folder {@code dists} below it
 * @param suite        such as {@code bookworm} or {@code bookworm-security}; the signed release file must name it
 * @param components   such as {@code main}
 * @param architecture such as {@code amd64}
 */
public record DebianArchive(List<URI> mirrors, String suite, List<String> components, String architecture) {
    private static final Pattern SUITE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]*[A-Za-z0-9]");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]*");

    public DebianArchive {
        mirrors = List.copyOf(mirrors);
        components = List.copyOf(components);
        if (mirrors.isEmpty() || components.isEmpty()) {
            throw new IllegalArgumentException("the archive of '" + suite + "' needs a mirror and a component");
        }
        if (!SUITE.matcher(suite).matches() || suite.contains("..")) {
            throw new IllegalArgumentException("'" + suite + "' is no suite");
        }
        for (String component : components) {
            if (!WORD.matcher(component).matches() || component.contains("..")) {
                throw new IllegalArgumentException("'" + component + "' is no component");
            }
        }
        if (!WORD.matcher(architecture).matches() || architecture.contains("/")) {
            throw new IllegalArgumentException("'" + architecture + "' is no architecture");
        }
    }

    /** Where the signed release file of the suite is, one address for each mirror. */
    public List<URI> releaseLocations() {
        return locations("dists/" + suite + "/InRelease");
    }

    /** Where a file is on each of some mirrors; {@code path} is relative to them. */
    public static List<URI> locations(List<URI> mirrors, String path) {
        return mirrors.stream().map(mirror -> locate(mirror, path)).toList();
    }

    /** Where a file of this archive is, one address for each mirror; {@code path} is relative to the mirrors. */
    List<URI> locations(String path) {
        return locations(mirrors, path);
    }

    /**
     * A path below a mirror, as a list names it.
     *
     * @throws IllegalArgumentException where it would leave the mirror
     */
    static String safe(String path) {
        boolean isSafe = !path.startsWith("/") && !path.contains("\\") && !path.contains("//")
            && !("/" + path + "/").contains("/../");
        if (!isSafe) {
            throw new IllegalArgumentException("its path '" + path + "' is malformed");
        }
        return path.startsWith("./") ? path.substring(2) : path;
    }

    static URI locate(URI mirror, String path) {
        try {
            String base = mirror.toString().endsWith("/") ? mirror.toString() : mirror + "/";
            return URI.create(base + new URI(null, null, "/" + path, null).getRawPath().substring(1));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + path + "' is no path", e);
        }
    }
}
