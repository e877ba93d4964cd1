package org.rootbuild.debian;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.Download;
import org.rootbuild.fetch.FetchFailure;
import org.rootbuild.fetch.FetchProblem.Kind;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Command;
import org.rootbuild.process.CommandFailed;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/**
 * Makes base systems with {@code mmdebstrap} (mmdebstrap(1)), as root, as root of a namespace, or rootless. What it
 * installs is what one release file vouches for, which is named by its digest, so the same digest gives the same bytes.
 */
public final class Bootstrapper {
    private static final String TOOL = "mmdebstrap";
    private static final String MARK = "rootbuild: the archive has another release file than ";
    private static final List<String> PASSED_ON = List.of("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY",
        "HTTPS_PROXY", "NO_PROXY");
    private static final long RELEASE_LIMIT_BYTES = 16 << 20;
    private static final int KEPT_LINES = 40;

    private final Processes processes;
    private final Tools tools;
    private final Fetcher fetcher;
    private final Keyring keyring;
    private final Map<String, String> environment;

    /** @param environment of the host; of it only proxies are passed on */
    public Bootstrapper(Processes processes, Tools tools, Fetcher fetcher, Keyring keyring,
                        Map<String, String> environment) {
        this.processes = processes;
        this.tools = tools;
        this.fetcher = fetcher;
        this.keyring = keyring;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Makes the system and writes it to {@code scratch/base.tar}, which it answers.
     *
     * @param mirrors       tried in this order
     * @param releaseSha256 the digest of the {@code InRelease} file that says what is in the archive
     * @param scratch       an empty folder with room for the system twice
     * @throws HostLacks where the host has no mmdebstrap, or this user too few user numbers
     * @throws Failure   where no mirror has that release file (any more), or a package is missing
     */
    public Path make(BaseSystem base, List<URI> mirrors, String releaseSha256, Path scratch, long epochSeconds,
                     Activity activity) throws IOException, InterruptedException {
        Path tool = tools.find(TOOL);
        requireOwners(Path.of("/proc/self/uid_map"));
        URI mirror = mirrorWith(base.suite(), mirrors, releaseSha256, scratch.resolve("InRelease"), activity);
        Path sources = Files.writeString(scratch.resolve("base.sources"), sources(base, mirror));
        Path target = scratch.resolve("base.tar");
        AtomicBoolean moved = new AtomicBoolean();
        Command command = Command.of(tool, "--mode=auto", "--variant=" + base.variant(),
            "--architectures=" + base.architecture(), "--extract-hook=" + check(releaseSha256))
            .with(base.packages().isEmpty() ? List.of() : List.of("--include=" + String.join(",", base.packages())))
            .with(List.of(base.suite(), target.toString(), sources.toString()))
            .environment(environment(scratch, epochSeconds)).in(scratch).keeping(KEPT_LINES);
        activity.log(command.typed());
        try {
            processes.run(command, line -> {
                moved.compareAndSet(false, line.startsWith(MARK));
                activity.log(line);
            });
        } catch (CommandFailed failed) {
            throw moved.get() ? changed(base.suite()) : failed;
        }
        return target;
    }

    /** The first mirror that has exactly this release file. */
    private URI mirrorWith(String suite, List<URI> mirrors, String releaseSha256, Path scratchFile, Activity activity)
        throws IOException, InterruptedException {
        List<FetchFailure> failures = new ArrayList<>();
        for (URI mirror : mirrors) {
            try {
                fetcher.fetch(new Download("InRelease of " + suite,
                    List.of(DebianArchive.locate(mirror, "dists/" + suite + "/InRelease")),
                    Optional.of(releaseSha256), OptionalLong.empty(), RELEASE_LIMIT_BYTES), scratchFile, activity);
                Files.delete(scratchFile);
                return mirror;
            } catch (FetchFailure failure) {
                failures.add(failure);
            }
        }
        boolean isChanged = failures.stream().flatMap(failure -> failure.problems().stream())
            .anyMatch(problem -> problem.kind() == Kind.WRONG_DIGEST);
        throw isChanged ? changed(suite) : failures.get(0);
    }

    private static Failure changed(String suite) {
        return new Failure("the archive of '" + suite + "' has changed since it was looked up, and mirrors keep only"
            + " the"
            + " newest state", "Run again with --refresh to take what is there now.");
    }

    /** The keys stand in the file itself, because in a namespace of its own apt may not read this user's files. */
    private String sources(BaseSystem base, URI mirror) {
        StringBuilder text = new StringBuilder("Types: deb\nURIs: " + mirror + "\nSuites: " + base.suite()
            + "\nComponents: " + String.join(" ", base.components()) + "\nSigned-By:\n");
        keyring.armored().lines().forEach(line -> text.append(' ').append(line.isBlank() ? "." : line).append('\n'));
        return text.toString();
    }

    /** Runs once apt has read the archive and unpacked packages, before anything of them is run. */
    private static String check(String releaseSha256) {
        return "cat \"$1\"/var/lib/apt/lists/*_InRelease | sha256sum | grep '^" + releaseSha256 + " ' > /dev/null || "
            + "{ echo '" + MARK + releaseSha256 + "'; exit 1; }";
    }

    private Map<String, String> environment(Path scratch, long epochSeconds) {
        Map<String, String> variables = new TreeMap<>();
        PASSED_ON.stream().filter(environment::containsKey)
            .forEach(name -> variables.put(name, environment.get(name)));
        variables.put("PATH", tools.searchPath());
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("SOURCE_DATE_EPOCH", Long.toString(epochSeconds));
        if (isRoot()) {
            // Whoever is root only inside of mmdebstrap has no way to a folder of this user.
            variables.put("TMPDIR", scratch.toString());
        }
        return variables;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException noProc) {
            return false;
        }
    }

    /** @param map the user numbers that this process has, as user_namespaces(7) describes the file */
    static void requireOwners(Path map) throws IOException {
        if (!isRoot() || !Files.isReadable(map)) {
            return;
        }
        long count;
        try (Stream<String> lines = Files.lines(map, StandardCharsets.US_ASCII)) {
            count = lines.mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2])).sum();
        }
        if (count < 1 << 16) {
            throw new HostLacks("a base system of Debian has files of many owners, and this user has only " + count
                + (count == 1 ? " user number" : " user numbers"), "Type 'sudo apt-get install uidmap' and 'sudo"
                + " usermod"
                + " --add-subuids 100000-165535 --add-subgids 100000-165535 $USER', then run again.");
        }
    }
}
