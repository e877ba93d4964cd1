package org.rootbuild.extension;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;

/**
 * Extensions that were resolved, as a text: what a recipe's pin is the digest of. {@code docs/formats.md}, "Lists of
 * packages", describes it.
 *
 * @param extensions each once, those that are needed before those that need them
 */
public record ExtensionList(List<Extension> extensions) {
    private static final String HEAD = "rootbuild-extensions 1";
    private static final String NOTHING = "-";
    private static final String MADE = String.join(" ", NOTHING, NOTHING, NOTHING);
    private static final long LIMIT_BYTES = 64 << 20;

    public ExtensionList {
        extensions = List.copyOf(extensions);
    }

    /** The whole text; the same list gives the same bytes. */
    public String text() {
        return extensions.stream().map(ExtensionList::line).collect(Collectors.joining("", HEAD + "\n", ""));
    }

    private static String line(Extension one) {
        String needs = one.needs().isEmpty() ? NOTHING
            : one.needs().stream().map(ExtensionName::file).collect(Collectors.joining("/"));
        String bytes = one.found().map(found -> String.join(" ", found.sha256(), Long.toString(found.sizeBytes()),
            found.md5())).orElse(MADE);
        return String.join(" ", one.name().file(), bytes, needs) + "\n";
    }

    /** @throws Failure where the file is no such list */
    public static ExtensionList read(Path file) throws IOException {
        if (Files.size(file) > LIMIT_BYTES) {
            throw damaged(file, "is too large", null);
        }
        return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file);
    }

    private static ExtensionList parse(String text, Path file) throws Failure {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(HEAD) || !text.endsWith("\n")) {
            throw damaged(file, "does not begin with '" + HEAD + "', or is cut off", null);
        }
        List<Extension> read = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length - 1)) {
            try {
                read.add(extension(line));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
                throw damaged(file, "has a malformed line", malformed);
            }
        }
        return new ExtensionList(read);
    }

    private static Extension extension(String line) {
        String[] words = line.split(" ", -1);
        List<ExtensionName> needs = words[4].equals(NOTHING) ? List.of()
            : Arrays.stream(words[4].split("/", -1)).map(ExtensionName::of).toList();
        boolean isMade = String.join(" ", words[1], words[2], words[3]).equals(MADE);
        return new Extension(ExtensionName.of(words[0]), isMade ? Optional.empty()
            : Optional.of(new RepositoryFiles.Found(words[3], words[1], Long.parseLong(words[2]))), needs);
    }

    private static Failure damaged(Path file, String found, Exception cause) {
        String message = "the list of extensions " + file + " " + found;
        String remedy = "Run again with --refresh.";
        return cause == null ? new Failure(message, remedy) : new Failure(message, remedy, cause);
    }
}
