package org.rootbuild.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;

/**
 * Packages that were resolved, as a text: what a recipe's pin is the digest of. {@code docs/formats.md}, "Lists of
 * packages", describes it.
 *
 * @param packages each once, in the order in which they are unpacked
 */
public record PackageSelection(List<Selected> packages) {
    private static final String HEAD = "rootbuild-packages 1";
    private static final long LIMIT_BYTES = 64 << 20;

    /**
     * One of them.
     *
     * @param suite whose archive has it
     * @param path  where its file is, relative to a mirror of that archive
     */
    public record Selected(String name, String version, String architecture, String suite, String sha256,
                           long sizeBytes, String path) {
        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
        private static final Pattern WORD = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._+:~/-]*");

        public Selected {
            for (String word : List.of(name, version, architecture, suite)) {
                if (!WORD.matcher(word).matches()) {
                    throw new IllegalArgumentException("'" + word + "' cannot be said of a package");
                }
            }
            if (!SHA256.matcher(sha256).matches() || sizeBytes < 0 || path.contains("\n")) {
                throw new IllegalArgumentException("what is said of the file of '" + name + "' is malformed");
            }
            path = DebianArchive.safe(path);
        }

        /** What a person calls it. */
        public String shown() {
            return name + " " + version + " " + architecture;
        }
    }

    public PackageSelection {
        packages = List.copyOf(packages);
    }

    public static PackageSelection of(List<DebianPackage> packages) {
        return new PackageSelection(packages.stream().map(one -> new Selected(one.name(), one.version().toString(),
            one.architecture(), one.archive().suite(), one.sha256(), one.sizeBytes(), one.path())).toList());
    }

    /** The whole text; the same packages give the same bytes. */
    public String text() {
        return packages.stream().map(one -> String.join(""
            + " ", one.name, one.version, one.architecture, one.suite, one.sha256,
            Long.toString(one.sizeBytes), one.path) + "\n").collect(Collectors.joining("", HEAD + "\n", ""));
    }

    /** @throws Failure where the file is no such list */
    public static PackageSelection read(Path file) throws IOException {
        if (Files.size(file) > LIMIT_BYTES) {
            throw damaged(file);
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(HEAD) || !text.endsWith("\n")) {
            throw damaged(file);
        }
        List<Selected> read = new ArrayList<>();
        try {
            for (String line : Arrays.asList(lines).subList(1, lines.length - 1)) {
                String[] words = line.split(" ", 7);
                read.add(new Selected(words[0], words[1], words[2], words[3], words[4],
                    Long.parseLong(words[5]), words[6]));
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
            throw damaged(file);
        }
        return new PackageSelection(read);
    }

    private static Failure damaged(Path file) {
        return new Failure("the list of packages " + file + " is damaged or cut off", "Run again with --refresh.");
    }
}
