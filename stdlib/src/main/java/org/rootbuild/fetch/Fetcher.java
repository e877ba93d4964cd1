package org.rootbuild.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.FetchProblem.Kind;
import org.rootbuild.problem.Failure;

/**
 * Brings files from outside: locations in order, attempts with growing pauses, interrupted downloads resumed. A file
 * appears at its target only when it is whole, verified and on the disk; until then its bytes are in
 * {@code target.part}. May be used by several threads at once.
 *
 * <p>The JDK refuses to send a user and a password to a proxy for https unless the system property
 * {@code jdk.http.auth.tunneling.disabledSchemes} allows it, and reads that property once. The launcher should set
 * it to the empty text; where it is unset, the first fetcher does so.
 */
public final class Fetcher implements AutoCloseable {
    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";
    private static final long GOOD_PROGRESS_BYTES = 1 << 20;

    private final FetchSettings settings;
    private final RandomGenerator random;
    private final ExecutorService threads;
    private final HttpTransfer http;
    private final FileTransfer files = new FileTransfer();

    /** @param random spreads the pauses, so that many clients of a weak server do not come back all at once */
    public Fetcher(FetchSettings settings, RandomGenerator random, Clock clock) {
        this(settings, random, clock, Optional.empty());
    }

    /** @param trust who is trusted over https, where that is not the platform's own list */
    public Fetcher(FetchSettings settings, RandomGenerator random, Clock clock, Optional<SSLContext> trust) {
        this.settings = settings;
        this.random = random;
        this.threads = Executors.newCachedThreadPool(Fetcher::thread);
        if (System.getProperty(TUNNELING) == null) {
            System.setProperty(TUNNELING, "");
        }
        Proxies proxies = new Proxies(settings.environment());
        HttpClient.Builder client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(threads)
            .proxy(proxies);
        trust.ifPresent(client::sslContext);
        this.http = new HttpTransfer(settings, client.build(), proxies, clock);
    }

    /**
     * Brings the file and answers {@code target}. What is there already is replaced only by a whole, verified file.
     *
     * @throws FetchFailure         no location brought it; says what each of them answered
     * @throws Failure              the disk refused it
     * @throws InterruptedException the thread was interrupted; what came so far is kept for the next time
     */
    public Path fetch(Download download, Path target, Activity activity) throws IOException, InterruptedException {
        List<FetchProblem> problems = new ArrayList<>();
        try (PartFile part = PartFile.open(target)) {
            Intake intake = Intake.open(download, part, activity);
            boolean isDone = intake.isWhole();
            for (int i = 0; i < download.locations().size() && !isDone; i++) {
                Optional<FetchProblem> problem = bring(download.locations().get(i), intake, activity);
                isDone = problem.isEmpty();
                boolean isLast = i + 1 == download.locations().size();
                problem.ifPresent(found -> {
                    problems.add(found);
                    if (!isLast) {
                        activity.note(found.sentence() + "; the next location is tried");
                    }
                });
            }
            if (isDone) {
                part.commit();
                return target;
            }
        }
        throw new FetchFailure(download, problems);
    }

    /** All attempts at one location; nothing means that the file is there. */
    private Optional<FetchProblem> bring(URI location, Intake intake, Activity activity)
        throws Failure, InterruptedException {
        long furthest = intake.lengthBytes();
        int attempt = 1;
        while (true) {
            try {
                transfer(location, intake, activity);
                return Optional.empty();
            } catch (Stumble stumble) {
                activity.log("attempt " + attempt + ": " + stumble.problem().sentence());
                // A long file over a bad line gets through as long as each attempt brings it further.
                boolean isGettingOn = intake.lengthBytes() >= furthest + GOOD_PROGRESS_BYTES;
                furthest = Math.max(furthest, intake.lengthBytes());
                attempt = isGettingOn ? 1 : attempt + 1;
                Duration pause = pause(stumble, attempt);
                if (!stumble.worthRetrying() || attempt > settings.attemptsPerLocation()) {
                    return Optional.of(stumble.problem());
                }
                if (pause.compareTo(settings.longestWait()) > 0) {
                    return Optional.of(impatient(stumble.problem(), pause));
                }
                Thread.sleep(pause.toMillis());
            }
        }
    }

    private void transfer(URI location, Intake intake, Activity activity)
        throws Stumble, Failure, InterruptedException {
        if (location.getScheme().equalsIgnoreCase("file")) {
            files.transfer(location, intake);
            return;
        }
        if (settings.offline()) {
            throw Stumble.lasting(location, Kind.OFFLINE, Shown.uri(location)
                + " was not asked, because rootbuild works offline",
                "Run again without --offline, so that it can be fetched once and kept in the store.");
        }
        activity.log("asking " + Shown.uri(location));
        http.transfer(location, intake);
    }

    /** What the server asked for, or else the growing pause of which a random half is taken off. */
    private Duration pause(Stumble stumble, int nextAttempt) {
        if (stumble.askedWait().isPresent()) {
            return stumble.askedWait().get();
        }
        Duration full = settings.firstBackOff().multipliedBy(1L << Math.min(20, Math.max(0, nextAttempt - 2)));
        Duration capped = full.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : full;
        return Duration.ofMillis(Math.round(capped.toMillis() * (1 - random.nextDouble() / 2)));
    }

    private FetchProblem impatient(FetchProblem problem, Duration asked) {
        return new FetchProblem(problem.location(), problem.kind(), problem.sentence() + " and asks to come back in "
            + Shown.time(asked) + ", which is longer than " + Shown.time(settings.longestWait()), problem.remedy());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rootbuild-fetch");
        thread.setDaemon(true);
        return thread;
    }

    /** Ends its threads. Downloads that are under way elsewhere fail. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
