package org.rootbuild.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.Fetcher;

/**
 * Finds packages and sources in signed archives. The release file is always asked for afresh; the package lists that it
 * vouches for come from the cache, where they lie uncompressed under the digest that the release file states.
 */
public final class DebianResolver {
    private final Path scratchParent;
    private final ReleaseReader releases;
    private final ListReader lists;

    /** @param scratchParent an existing folder for files under way; best on the disk of the cache */
    public DebianResolver(Fetcher fetcher, Keyring keyring, FileCache cache, Path scratchParent, Clock clock) {
        this.scratchParent = scratchParent;
        this.releases = new ReleaseReader(fetcher, keyring, clock);
        this.lists = new ListReader(fetcher, cache);
    }

    /** The newest package of that name in any of the archives. */
    public DebianPackage find(List<DebianArchive> archives, String name, Activity activity)
        throws IOException, InterruptedException {
        return open(archives, activity).find(name);
    }

    /** The package that a metapackage stands for; see {@link PackageIndex#follow}. */
    public DebianPackage follow(List<DebianArchive> archives, String metapackage, Pattern dependencyName,
                                Activity activity) throws IOException, InterruptedException {
        return open(archives, activity).follow(metapackage, dependencyName);
    }

    /** The packages of all these archives, verified; ask it more than once rather than opening it again. */
    public PackageIndex open(List<DebianArchive> archives, Activity activity)
        throws IOException, InterruptedException {
        return new PackageIndex(lists(archives, ListKind.PACKAGES, activity).stream().map(PackageList::new).toList(),
            archives.stream().map(archive -> archive.suite() + " (" + String.join(", ", archive.components()) + ", "
                + archive.architecture() + ")").collect(Collectors.joining(" and ")));
    }

    /** The source packages of all these archives, verified; ask it more than once too. */
    public SourceIndex openSources(List<DebianArchive> archives, Activity activity)
        throws IOException, InterruptedException {
        return new SourceIndex(lists(archives, ListKind.SOURCES, activity).stream().map(SourceList::new).toList(),
            archives.stream().map(archive -> archive.suite() + " (" + String.join(", ", archive.components()) + ")")
                .collect(Collectors.joining(" and ")));
    }

    /** Brings the release file of a suite to {@code target}, verified. On a failure nothing good is there. */
    public SignedRelease release(DebianArchive archive, Path target, Activity activity)
        throws IOException, InterruptedException {
        return releases.bring(archive, target, activity);
    }

    private List<ListFile> lists(List<DebianArchive> archives, ListKind kind, Activity activity)
        throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(scratchParent, "debian");
        try {
            List<ListFile> read = new ArrayList<>();
            for (DebianArchive archive : archives) {
                SignedRelease release = releases.read(archive, scratch, activity);
                for (String component : archive.components()) {
                    read.add(lists.read(archive, release, component, kind, scratch, activity));
                }
            }
            return read;
        } finally {
            clear(scratch);
        }
    }

    private static void clear(Path scratch) throws IOException {
        try (var files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(scratch);
    }
}
