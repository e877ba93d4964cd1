package org.rootbuild.debian;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.rootbuild.debian.SignedRelease.ReleaseFile;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.Download;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.problem.Failure;
import org.tukaani.xz.XZInputStream;

/**
 * Finds packages in signed archives. The release file is always asked for afresh; the package lists that it vouches
 * for come from the cache, where they lie uncompressed under the digest that the release file states.
 */
public final class DebianResolver {
    private static final int XZ_LIMIT_KIB = 128 << 10;
    private static final long LIST_LIMIT_BYTES = 1L << 30;
    private static final List<String> ENDINGS = List.of(".xz", ".gz", "");

    private final Fetcher fetcher;
    private final FileCache cache;
    private final Path scratchParent;
    private final ReleaseReader releases;

    /** @param scratchParent an existing folder for files under way; best on the disk of the cache */
    public DebianResolver(Fetcher fetcher, Keyring keyring, FileCache cache, Path scratchParent, Clock clock) {
        this.fetcher = fetcher;
        this.cache = cache;
        this.scratchParent = scratchParent;
        this.releases = new ReleaseReader(fetcher, keyring, clock);
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
        Path scratch = Files.createTempDirectory(scratchParent, "debian");
        try {
            List<PackageList> lists = new ArrayList<>();
            for (DebianArchive archive : archives) {
                SignedRelease release = releases.read(archive, scratch, activity);
                for (String component : archive.components()) {
                    lists.add(list(archive, release, component, scratch, activity));
                }
            }
            return new PackageIndex(lists, archives.stream().map(archive -> archive.suite() + " ("
                + String.join(", ", archive.components()) + ", " + archive.architecture() + ")")
                .collect(Collectors.joining(" and ")));
        } finally {
            clear(scratch);
        }
    }

    private PackageList list(DebianArchive archive, SignedRelease release, String component, Path scratch,
                             Activity activity) throws IOException, InterruptedException {
        String path = component + "/binary-" + archive.architecture() + "/Packages";
        ReleaseFile plain = promised(archive, release, component, path);
        Optional<Path> cached = cache.find(plain.sha256());
        if (cached.isPresent()) {
            Optional<PackageList> list = PackageList.open(cached.get(), plain, archive);
            if (list.isPresent()) {
                return list.get();
            }
            activity.note("the stored package list " + path + " of " + archive.suite()
                + " is damaged and fetched anew");
        }
        Path unpacked = scratch.resolve("Packages");
        bring(archive, release, plain, unpacked, activity);
        PackageList list = PackageList.open(unpacked, plain, archive).orElseThrow(() -> new Failure(
            "the package list " + path + " of " + archive.suite() + " is not what its release file promises",
            "Use another mirror."));
        return list.movedTo(cache.add(plain.sha256(), unpacked));
    }

    private static ReleaseFile promised(DebianArchive archive, SignedRelease release, String component, String path)
        throws Failure {
        ReleaseFile plain = release.files().get(path);
        if (plain == null) {
            throw new Failure("the release file of '" + archive.suite() + "' lists no packages of component '"
                + component + "' for " + archive.architecture(), "Check the component and the architecture.");
        }
        if (plain.sizeBytes() > LIST_LIMIT_BYTES) {
            throw new Failure("the package list " + path + " of '" + archive.suite() + "' has " + plain.sizeBytes()
                + " bytes, more than can be used", "Ask for a smaller component.");
        }
        return plain;
    }

    private void bring(DebianArchive archive, SignedRelease release, ReleaseFile plain, Path unpacked,
                       Activity activity) throws IOException, InterruptedException {
        String ending = ENDINGS.stream().filter(end -> release.files().containsKey(plain.path() + end)).findFirst()
            .orElseThrow();
        ReleaseFile packed = release.files().get(plain.path() + ending);
        Path fetched = unpacked.resolveSibling("fetched");
        fetcher.fetch(new Download(packed.path() + " of " + archive.suite(), locations(archive, release, packed),
            Optional.of(packed.sha256()), OptionalLong.of(packed.sizeBytes()), LIST_LIMIT_BYTES), fetched, activity);
        try (InputStream in = unpacker(fetched, ending); OutputStream out = Files.newOutputStream(unpacked)) {
            copy(in, out, plain);
        } catch (Failure failure) {
            throw failure;
        } catch (IOException e) {
            throw new Failure("unpacking " + packed.path() + " of " + archive.suite() + " failed: " + e.getMessage(),
                "Make room on the disk of the store ('rootbuild store collect' frees what is not used), then run again.", e);
        } finally {
            Files.deleteIfExists(fetched);
        }
    }

    /** A list that is named by its digest cannot change between our reading the release file and asking for it. */
    private static List<URI> locations(DebianArchive archive, SignedRelease release, ReleaseFile packed) {
        String folder = "dists/" + archive.suite() + "/";
        List<URI> byName = archive.locations(folder + packed.path());
        if (!release.isByHash()) {
            return byName;
        }
        String parent = packed.path().substring(0, packed.path().lastIndexOf('/'));
        List<URI> all = new ArrayList<>(archive.locations(folder + parent + "/by-hash/SHA256/" + packed.sha256()));
        all.addAll(byName);
        return all;
    }

    private static InputStream unpacker(Path fetched, String ending) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(fetched), 1 << 16);
        return switch (ending) {
            case ".xz" -> new XZInputStream(in, XZ_LIMIT_KIB);
            case ".gz" -> new GZIPInputStream(in, 1 << 16);
            default -> in;
        };
    }

    private static void copy(InputStream in, OutputStream out, ReleaseFile plain) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copiedBytes = 0;
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
            copiedBytes += got;
            if (copiedBytes > plain.sizeBytes()) {
                throw new Failure(plain.path() + " is longer than its release file promises", "Use another mirror.");
            }
            out.write(buffer, 0, got);
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
