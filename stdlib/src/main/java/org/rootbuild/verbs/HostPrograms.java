package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rootbuild.layer.Digests;

/**
 * What identifies the programs of a host: the packages that dpkg has installed, or else the package database of rpm, or
 * else names, sizes and times of the programs and libraries. What people put into {@code /usr/local} by hand is not
 * among it.
 *
 * @param about what a person calls it
 */
record HostPrograms(String sha256, String about) {
    private static final String DPKG = "var/lib/dpkg/status";
    private static final List<String> RPM = List.of("usr/lib/sysimage/rpm/rpmdb.sqlite", "var/lib/rpm/rpmdb.sqlite",
        "var/lib/rpm/Packages", "usr/lib/sysimage/rpm/Packages.db", "var/lib/rpm/Packages.db");
    private static final List<String> PROGRAMS = List.of("usr/bin", "usr/lib");

    /** What the recipe says that they are. */
    static HostPrograms named(String name) {
        return new HostPrograms(digest("as\n" + name), name);
    }

    /** @param host the host's root folder */
    static HostPrograms of(Path host) throws IOException {
        Optional<HostPrograms> packages = dpkg(host.resolve(DPKG));
        if (packages.isPresent()) {
            return packages.get();
        }
        for (String database : RPM) {
            Path file = host.resolve(database);
            if (Files.isRegularFile(file)) {
                return new HostPrograms(digest("rpm\n" + line(file)), "the packages in " + file);
            }
        }
        List<String> lines = new ArrayList<>();
        for (String folder : PROGRAMS) {
            lines.addAll(listing(host.resolve(folder)));
        }
        return new HostPrograms(digest("files\n" + String.join("\n", lines)), lines.size() + " programs and libraries");
    }

    /** The status file has a paragraph for each package that dpkg knows, see deb-control(5) and dpkg-query(1). */
    private static Optional<HostPrograms> dpkg(Path status) throws IOException {
        String text;
        try {
            text = Files.readString(status, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException | NotDirectoryException other) {
            return Optional.empty();
        }
        List<String> packages = new ArrayList<>();
        for (String paragraph : text.split("\n\n+")) {
            Paragraph one = Paragraph.of(paragraph);
            if (one.status().endsWith(" installed")) {
                packages.add(one.name() + " " + one.version() + " " + one.architecture());
            }
        }
        packages.sort(null);
        return packages.isEmpty() ? Optional.empty() : Optional.of(new HostPrograms(
            digest("dpkg\n" + String.join("\n", packages)), packages.size() + " installed Debian packages"));
    }

    private record Paragraph(String name, String version, String architecture, String status) {
        static Paragraph of(String text) {
            return new Paragraph(field(text, "Package"), field(text, "Version"), field(text, "Architecture"),
                field(text, "Status"));
        }

        private static String field(String text, String name) {
            String start = name + ": ";
            int at = text.startsWith(start) ? 0 : text.indexOf("\n" + start) + 1;
            if (at == 0 && !text.startsWith(start)) {
                return "";
            }
            int end = text.indexOf('\n', at);
            return text.substring(at + start.length(), end < 0 ? text.length() : end).strip();
        }
    }

    private static List<String> listing(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<String> lines = new ArrayList<>();
            for (Path one : all.sorted().collect(Collectors.toList())) {
                lines.add(line(one));
            }
            return lines;
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static String line(Path file) throws IOException {
        BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return file + " " + about.size() + " " + about.lastModifiedTime().toMillis();
    }

    private static String digest(String text) {
        return Digests.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
