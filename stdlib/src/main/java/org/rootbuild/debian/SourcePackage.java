package org.rootbuild.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rootbuild.fetch.Download;
import org.rootbuild.problem.Failure;

/**
 * A source package that a signed release vouches for (Debian Policy 5.4 and 5.6.24; dsc(5), deb-src-files(5)).
 *
 * @param name    such as {@code binutils}
 * @param version orders it among source packages of the same name
 * @param folder  where its files are, relative to a mirror
 * @param files   all of them, in the order of the list
 * @param archive the archive whose release file vouches for it
 */
public record SourcePackage(String name, DebianVersion version, String folder, List<SourceFile> files,
                            DebianArchive archive) {
    private static final Pattern LINE = Pattern.compile("\\s*([0-9a-f]{64})\\s+(\\d{1,18})\\s+([^\\s/\\\\]+)\\s*");
    private static final Pattern ORIGINAL = Pattern.compile("[^/]+\\.orig\\.tar(\\.[a-z0-9]+)?");
    private static final Pattern DEBIANS = Pattern.compile("[^/]+\\.(dsc|debian\\.tar(\\.[a-z0-9]+)?|diff\\.gz)");
    private static final Pattern SIGNATURE = Pattern.compile("[^/]+\\.(asc|sig)");

    /** One file of a source package. */
    public record SourceFile(String name, long sizeBytes, String sha256) {
    }

    public SourcePackage {
        files = List.copyOf(files);
    }

    /**
     * The tarball as its authors published it: {@code NAME_VERSION.orig.tar.*}, or the one tarball of a package that
     * Debian itself writes.
     */
    public SourceFile original() throws Failure {
        List<SourceFile> originals = choose(ORIGINAL);
        if (originals.isEmpty()) {
            originals = offered().stream().filter(file -> !DEBIANS.matcher(file.name()).matches()).toList();
        }
        return only(originals, "tarball of its authors");
    }

    /**
     * The one file whose whole name matches. Signatures ({@code .asc}) never do.
     *
     * @param shown what a person calls the pattern
     * @throws Failure where there is none, or more than one; lists them
     */
    public SourceFile file(Pattern name, String shown) throws Failure {
        return only(choose(name), "file that matches " + shown);
    }

    /** That file, ready to be fetched from any of the archive's mirrors. */
    public Download download(SourceFile file) {
        return new Download(file.name(), archive.locations(folder + "/" + file.name()), Optional.of(file.sha256()),
            OptionalLong.of(file.sizeBytes()), Math.max(1, file.sizeBytes()));
    }

    private List<SourceFile> choose(Pattern wanted) {
        return offered().stream().filter(file -> wanted.matcher(file.name()).matches()).toList();
    }

    private List<SourceFile> offered() {
        return files.stream().filter(file -> !SIGNATURE.matcher(file.name()).matches()).toList();
    }

    private SourceFile only(List<SourceFile> found, String what) throws Failure {
        if (found.size() == 1) {
            return found.get(0);
        }
        String whose = "the source package '" + name + "' " + version + " has ";
        if (found.isEmpty()) {
            throw new Failure(whose + "no " + what + ", only " + names(offered()), "Choose one of them with file:.");
        }
        throw new Failure(whose + found.size() + " files where one is meant by '" + what + "': " + names(found),
            "Choose one of them with file:.");
    }

    private static String names(List<SourceFile> files) {
        return files.isEmpty() ? "signatures" : files.stream().map(SourceFile::name).collect(Collectors.joining(", "));
    }

    static SourcePackage of(Stanza stanza, DebianArchive archive, String shown) throws Failure {
        String name = stanza.required("Package", shown);
        String where = "the entry of '" + name + "' in " + shown;
        try {
            return new SourcePackage(name, DebianVersion.parse(stanza.required("Version", where)),
                DebianArchive.safe(stanza.required("Directory", where)),
                files(stanza.required("Checksums-Sha256", where)), archive);
        } catch (IllegalArgumentException e) {
            throw new Failure(where + " cannot be used: " + e.getMessage(), "Tell the keeper of that archive.", e);
        }
    }

    private static List<SourceFile> files(String field) {
        List<SourceFile> files = new ArrayList<>();
        for (String line : field.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && !matcher.group(3).equals("..")) {
                files.add(new SourceFile(matcher.group(3), Long.parseLong(matcher.group(2)), matcher.group(1)));
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException("its list of files has a malformed line");
            }
        }
        return files;
    }
}
