package org.rootbuild.debian;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

/**
 * Finds the mirrors that this host's apt uses (sources.list(5)), so that no recipe needs to name one. The environment
 * variables {@code ROOTBUILD_DEBIAN_MIRROR} and, for suites that end in {@code -security},
 * {@code ROOTBUILD_DEBIAN_SECURITY_MIRROR} come first; each may hold several addresses, parted by blanks or commas.
 */
public final class HostApt {
    private static final String VARIABLE = "ROOTBUILD_DEBIAN_MIRROR";
    private static final String SECURITY_VARIABLE = "ROOTBUILD_DEBIAN_SECURITY_MIRROR";
    private static final long LIMIT_BYTES = 4 << 20;
    private static final Set<String> SCHEMES = Set.of("http", "https", "file");

    private final Path folder;
    private final Map<String, String> environment;

    /** @param folder apt's configuration, {@code /etc/apt} on a real host */
    public HostApt(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The suite on the mirrors of this host. Where apt knows the suite itself, its mirrors are taken; otherwise those
     * of another suite of the same kind, because a mirror usually carries them all.
     *
     * @throws HostLacks where no mirror is known; tells how to name one
     */
    public DebianArchive archive(String suite, List<String> components, String architecture) throws Failure {
        List<URI> named = fromEnvironment(suite);
        Set<URI> mirrors = new LinkedHashSet<>(named);
        if (named.isEmpty()) {
            List<AptSource> sources = sources();
            addMirrors(sources, mirrors, source -> source.suites().contains(suite), architecture);
            if (mirrors.isEmpty()) {
                addMirrors(sources, mirrors, source -> source.components().contains("main")
                    && source.suites().stream().anyMatch(known -> kind(known).equals(kind(suite))), architecture);
            }
        }
        if (mirrors.isEmpty()) {
            throw new HostLacks("apt on this host (" + folder + ") names no mirror for the Debian suite '"
                + suite + "'",
                "Name a mirror with -P mirror=URL, or in the environment variable " + variable(suite) + ".");
        }
        return new DebianArchive(List.copyOf(mirrors), suite, components, architecture);
    }

    /** All entries for binary packages that are switched on, in the order in which apt reads them. */
    public List<AptSource> sources() throws Failure {
        List<AptSource> sources = new ArrayList<>();
        Path single = folder.resolve("sources.list");
        if (Files.isRegularFile(single)) {
            sources.addAll(oneLine(read(single), single));
        }
        for (Path file : parts()) {
            sources.addAll(file.toString().endsWith(".list") ? oneLine(read(file), file) : deb822(read(file), file));
        }
        return sources;
    }

    private interface Choice {
        boolean takes(AptSource source);
    }

    private static void addMirrors(List<AptSource> sources, Set<URI> mirrors, Choice choice, String architecture) {
        sources.stream().filter(choice::takes)
            .filter(source -> source.architectures().isEmpty() || source.architectures().contains(architecture))
            .forEach(source -> mirrors.addAll(source.mirrors()));
    }

    private List<URI> fromEnvironment(String suite) throws Failure {
        String value = environment.getOrDefault(variable(suite), "").strip();
        if (value.isEmpty()) {
            return List.of();
        }
        List<URI> mirrors = usable(List.of(value.split("[,\\s]+")));
        if (mirrors.isEmpty()) {
            throw new Failure("the environment variable " + variable(suite) + " names no http, https or file address",
                "Write the address of a mirror into it, such as http://mirror.example/debian.");
        }
        return mirrors;
    }

    private static String variable(String suite) {
        return kind(suite).equals("security") ? SECURITY_VARIABLE : VARIABLE;
    }

    /** {@code security} and the like; suites of the main archive, updates and backports are of one kind. */
    private static String kind(String suite) {
        return suite.endsWith("-security") || suite.endsWith("/updates") ? "security" : "main";
    }

    private List<Path> parts() throws Failure {
        Path parts = folder.resolve("sources.list.d");
        if (!Files.isDirectory(parts)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parts)) {
            return files.filter(Files::isRegularFile)
                .filter(file -> file.getFileName().toString().matches("[A-Za-z0-9._-]+\\.(list|sources)"))
                .sorted().toList();
        } catch (IOException e) {
            throw unreadable(parts, e);
        }
    }

    private static List<AptSource> oneLine(String text, Path file) throws Failure {
        List<AptSource> sources = new ArrayList<>();
        int lineNumber = 0;
        for (String raw : text.split("\n", -1)) {
            lineNumber++;
            String line = raw.contains("#") ? raw.substring(0, raw.indexOf('#')) : raw;
            if (line.strip().matches("deb\\s.*")) {
                sources.add(oneLine(line.strip().substring(3).strip())
                    .orElseThrow(malformed(file, lineNumber)));
            }
        }
        return sources;
    }

    private static Supplier<Failure> malformed(Path file, int lineNumber) {
        return () -> new Failure("line " + lineNumber + " of '" + file + "' names no address and suite",
            "Mend it as sources.list(5) describes, or name a mirror in " + VARIABLE + ".");
    }

    private static Optional<AptSource> oneLine(String entry) {
        String options = "";
        String rest = entry;
        if (rest.startsWith("[") && rest.contains("]")) {
            options = rest.substring(1, rest.indexOf(']'));
            rest = rest.substring(rest.indexOf(']') + 1).strip();
        }
        String address = rest.startsWith("cdrom:[") && rest.contains("]/") ? rest.substring(0, rest.indexOf("]/") + 2)
            : rest.split("\\s+", 2)[0];
        List<String> words = Arrays.stream(rest.substring(address.length()).strip().split("\\s+"))
            .filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AptSource(usable(List.of(address)), List.of(words.get(0)),
            words.subList(1, words.size()), option(options, "arch").map(value -> List.of(value.split(",")))
            .orElse(List.of()), option(options, "signed-by")));
    }

    private static Optional<String> option(String options, String name) {
        return Arrays.stream(options.strip().split("\\s+"))
            .filter(option -> option.toLowerCase(Locale.ROOT).startsWith(name + "="))
            .map(option -> option.substring(name.length() + 1)).findFirst();
    }

    private static List<AptSource> deb822(String text, Path file) throws Failure {
        List<AptSource> sources = new ArrayList<>();
        for (Stanza stanza : Stanza.parse(text, "'" + file + "'")) {
            boolean isOff = stanza.field("Enabled").map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> Set.of("no", "false", "without", "off", "disable", "0").contains(value)).isPresent();
            if (!isOff && stanza.words("Types").contains("deb")) {
                sources.add(new AptSource(usable(stanza.words("URIs")), stanza.words("Suites"),
                    stanza.words("Components"), stanza.words("Architectures"), stanza.field("Signed-By")));
            }
        }
        return sources;
    }

    /** Addresses of other kinds (a CD, a list of mirrors) are passed over. */
    private static List<URI> usable(List<String> addresses) {
        List<URI> uris = new ArrayList<>();
        for (String address : addresses) {
            try {
                URI uri = URI.create(address.startsWith("file:/") && !address.startsWith("file://")
                    ? "file://" + address.substring("file:".length()) : address);
                String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
                if (SCHEMES.contains(scheme) && (scheme.equals("file") || uri.getHost() != null)) {
                    uris.add(uri);
                }
            } catch (IllegalArgumentException e) {
                // Such as cdrom:[Debian GNU/Linux …]/, which is no URI.
            }
        }
        return uris;
    }

    private static String read(Path file) throws Failure {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw new Failure("'" + file + "' is too large for a list of apt's sources", "Check that file.");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (Failure failure) {
            throw failure;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Failure unreadable(Path path, IOException e) {
        return new Failure("apt's configuration '" + path + "' cannot be read: " + e,
            "Make it readable for this user, or name a mirror in " + VARIABLE + ".", e);
    }
}
