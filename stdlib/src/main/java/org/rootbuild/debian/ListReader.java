package org.rootbuild.debian;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.rootbuild.debian.SignedRelease.ReleaseFile;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.Download;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.problem.Failure;
import org.tukaani.xz.XZInputStream;

/** Brings the lists that a verified release file vouches for, from the cache where they lie uncompressed. */
final class ListReader {
    private static final int XZ_LIMIT_KIB = 128 << 10;
    private static final long LIST_LIMIT_BYTES = 1L << 30;
    private static final List<String> ENDINGS = List.of(".xz", ".gz", "");

    private final Fetcher fetcher;
    private final FileCache cache;

    ListReader(Fetcher fetcher, FileCache cache) {
        this.fetcher = fetcher;
        this.cache = cache;
    }

    /** The list of one component; {@code scratch} is a folder for files under way. */
    ListFile read(DebianArchive archive, SignedRelease release, String component, ListKind kind, Path scratch,
                  Activity activity) throws IOException, InterruptedException {
        ReleaseFile plain = promised(archive, release, component, kind);
        Optional<Path> cached = cache.find(plain.sha256());
        if (cached.isPresent()) {
            Optional<ListFile> list = ListFile.open(cached.get(), plain, kind, archive);
            if (list.isPresent()) {
                return list.get();
            }
            activity.note("the stored " + kind.shown() + " " + plain.path() + " of " + archive.suite()
                + " is damaged and fetched anew");
        }
        Path unpacked = scratch.resolve("list");
        bring(archive, release, plain, unpacked, activity);
        ListFile list = ListFile.open(unpacked, plain, kind, archive).orElseThrow(() -> new Failure(
            "the " + kind.shown() + " " + plain.path() + " of " + archive.suite()
                + " is not what its release file promises", "Use another mirror."));
        return list.movedTo(cache.add(plain.sha256(), unpacked));
    }

    private static ReleaseFile promised(DebianArchive archive, SignedRelease release, String component, ListKind kind)
        throws Failure {
        ReleaseFile plain = release.files().get(kind.path(archive, component));
        if (plain == null) {
            throw new Failure("the release file of '" + archive.suite() + "' lists no "
                + kind.of(archive, component), kind.check());
        }
        if (plain.sizeBytes() > LIST_LIMIT_BYTES) {
            throw new Failure("the " + kind.shown() + " " + plain.path() + " of '" + archive.suite() + "' has "
                + plain.sizeBytes() + " bytes, more than can be used", "Ask for a smaller component.");
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
                "Make room on the disk of the store ('rootbuild store collect' frees what is not used), then run"
                    + " again.", e);
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
}
