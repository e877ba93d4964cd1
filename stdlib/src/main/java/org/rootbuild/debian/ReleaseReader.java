package org.rootbuild.debian;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.Download;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.problem.Failure;

/** Brings the release file of a suite from the first mirror that sends a good one. */
final class ReleaseReader {
    private static final long LIMIT_BYTES = 16 << 20;

    private final Fetcher fetcher;
    private final Keyring keyring;
    private final Clock clock;

    ReleaseReader(Fetcher fetcher, Keyring keyring, Clock clock) {
        this.fetcher = fetcher;
        this.keyring = keyring;
        this.clock = clock;
    }

    SignedRelease read(DebianArchive archive, Path scratchFolder, Activity activity)
        throws IOException, InterruptedException {
        Path file = scratchFolder.resolve("InRelease");
        try {
            return bring(archive, file, activity);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** As {@link #read}; the file itself stays at {@code target}. */
    SignedRelease bring(DebianArchive archive, Path target, Activity activity)
        throws IOException, InterruptedException {
        List<Failure> failures = new ArrayList<>();
        for (URI location : archive.releaseLocations()) {
            try {
                return bring(location, archive.suite(), target, activity);
            } catch (Failure failure) {
                failures.add(failure);
                if (failures.size() < archive.mirrors().size()) {
                    activity.note(failure.getMessage() + "; the next mirror is tried");
                }
            }
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        throw new Failure("no mirror has a good release file of '" + archive.suite() + "': "
            + failures.stream().map(Failure::getMessage).collect(Collectors.joining("; ")),
            failures.stream().map(Failure::remedy).distinct().collect(Collectors.joining("\n")), failures.get(0));
    }

    private SignedRelease bring(URI location, String suite, Path file, Activity activity)
        throws IOException, InterruptedException {
        String shown = "InRelease of " + suite + " at " + location.getScheme() + "://"
            + (location.getHost() == null ? "" : location.getHost() + (location.getPort() < 0 ? "" : ":" + location.getPort()))
            + location.getPath();
        fetcher.fetch(new Download("InRelease of " + suite, List.of(location), Optional.empty(),
            OptionalLong.empty(), LIMIT_BYTES), file, activity);
        return SignedRelease.verify(Files.readAllBytes(file), suite, keyring, clock, shown);
    }
}
