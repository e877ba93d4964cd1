package org.rootbuild.verbs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rootbuild.debian.DebianArchive;
import org.rootbuild.debian.DebianResolver;
import org.rootbuild.debian.FileCache;
import org.rootbuild.debian.HostApt;
import org.rootbuild.debian.Keyring;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.SourceContext;

/**
 * Opens the lists of a suite. A recipe asks for many things of one suite: its lists are verified and read through once
 * for all that is asked within five minutes.
 *
 * @param <T> what is looked into
 */
final class DebianLookup<T> {
    private static final Path APT = Path.of("/etc/apt");

    private final Opening<T> opening;
    private Optional<Opened<T>> opened = Optional.empty();

    /** Reads the lists of archives. */
    @FunctionalInterface
    interface Opening<T> {
        T open(DebianResolver resolver, List<DebianArchive> archives, Activity activity)
            throws IOException, InterruptedException;
    }

    private record Opened<T>(List<DebianArchive> archives, T index, Instant at) {
        private static final Duration FRESH = Duration.ofMinutes(5);

        boolean isFor(List<DebianArchive> wanted, Instant now) {
            return archives.equals(wanted) && at.plus(FRESH).isAfter(now);
        }
    }

    DebianLookup(Opening<T> opening) {
        this.opening = opening;
    }

    T index(DebianArchive archive, SourceContext context) throws IOException, InterruptedException {
        return index(List.of(archive), context);
    }

    synchronized T index(List<DebianArchive> archives, SourceContext context)
        throws IOException, InterruptedException {
        Instant now = Instant.now();
        if (opened.isPresent() && opened.get().isFor(archives, now)) {
            return opened.get().index();
        }
        T index = ask(context, (resolver, scratch) -> opening.open(resolver, archives, context.activity()));
        opened = Optional.of(new Opened<>(archives, index, now));
        return index;
    }

    /** One question to archives. */
    @FunctionalInterface
    interface Question<A> {
        A ask(DebianResolver resolver, Path scratch) throws IOException, InterruptedException;
    }

    /** Asks with a resolver that keeps its lists in the store. */
    static <A> A ask(SourceContext context, Question<A> question) throws IOException, InterruptedException {
        // Removed also when this process is killed, which a folder among the downloads would not be.
        Path scratch = context.temporary();
        try (Fetcher fetcher = Network.fetcher(context.host())) {
            return question.ask(new DebianResolver(fetcher, Keyring.debian(), new InStore(context), scratch,
                Clock.systemUTC()), scratch);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /** The archive that a source of {@code debian} asks for. */
    static DebianArchive archive(Fields request, SourceContext context) throws Failure {
        return archive(request, context.host());
    }

    static DebianArchive archive(Fields request, Host host) throws Failure {
        String mirror = request.text("mirror");
        if (mirror.isEmpty()) {
            return new HostApt(APT, host.environment()).archive(request.text("suite"), request.texts("components"),
                request.text("architecture"));
        }
        return new DebianArchive(List.of(URI.create(mirror)), request.text("suite"), request.texts("components"),
            request.text("architecture"));
    }

    /** @param what such as {@code the package 'bash'} */
    static void requireNetwork(String what, SourceContext context) throws Failure {
        if (context.host().offline()) {
            throw new Failure(what + " was never looked up here, and the network is forbidden",
                "Run once without --offline; what was found is remembered.");
        }
    }

    /** Package lists live in the store like any other verified file. */
    private record InStore(SourceContext context) implements FileCache {
        @Override
        public Optional<Path> find(String sha256) throws IOException {
            return context.stored(sha256);
        }

        @Override
        public Path add(String sha256, Path verifiedFile) throws IOException {
            return context.store(sha256, verifiedFile);
        }
    }
}
