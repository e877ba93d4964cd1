package org.rootbuild.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.rootbuild.fetch.Download;
import org.rootbuild.problem.Failure;

/**
 * A binary package that a signed release vouches for.
 *
 * @param name         such as {@code bash}
 * @param version      orders it among packages of the same name
 * @param architecture its own, which may be {@code all}
 * @param path         where its file is, relative to a mirror
 * @param sizeBytes    the exact size of its file
 * @param sha256       the digest of its file
 * @param depends      what it needs, {@code Pre-Depends} first
 * @param provides     the names it answers to beside its own
 * @param standing     what else decides whether it is installed with others
 * @param archive      the archive whose release file vouches for it
 */
public record DebianPackage(String name, DebianVersion version, String architecture, String path, long sizeBytes,
                            String sha256, List<Dependency> depends, List<Dependency> provides, Standing standing,
                            DebianArchive archive) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * How a package stands to others (Debian Policy 2.5, 3.8, 7.2 to 7.4).
     *
     * @param essential  whether every system of Debian has it
     * @param priority   such as {@code required} or {@code optional}
     * @param conflicts  what must not be there with it: {@code Conflicts} and {@code Breaks}
     * @param recommends what is usually there with it
     */
    public record Standing(boolean essential, String priority, List<Dependency> conflicts,
                           List<Dependency> recommends) {
        private static final List<String> PRIORITIES = List.of("required", "important", "standard", "optional",
            "extra");

        public Standing {
            conflicts = List.copyOf(conflicts);
            recommends = List.copyOf(recommends);
        }

        /** Smaller is more important. */
        public int rank() {
            int known = PRIORITIES.indexOf(priority);
            return known < 0 ? PRIORITIES.size() : known;
        }
    }

    public DebianPackage {
        depends = List.copyOf(depends);
        provides = List.copyOf(provides);
    }

    /** Its file, ready to be fetched from any of the archive's mirrors. */
    public Download download() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return new Download(file, archive.locations(path), Optional.of(sha256), OptionalLong.of(sizeBytes),
            Math.max(1, sizeBytes));
    }

    static DebianPackage of(Stanza stanza, DebianArchive archive, String shown) throws Failure {
        String name = stanza.required("Package", shown);
        String where = "the entry of '" + name + "' in " + shown;
        try {
            String path = stanza.required("Filename", where);
            String sha256 = stanza.required("SHA256", where);
            if (!SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("its SHA-256 is malformed");
            }
            String needs = stanza.field("Pre-Depends").orElse("") + "," + stanza.field("Depends").orElse("");
            return new DebianPackage(name, DebianVersion.parse(stanza.required("Version", where)),
                stanza.required("Architecture", where), DebianArchive.safe(path),
                Long.parseLong(stanza.required("Size", where)), sha256, Dependency.parse(oneLine(needs)),
                relations(stanza, "Provides"), standing(stanza), archive);
        } catch (IllegalArgumentException e) {
            throw new Failure(where + " cannot be used: " + e.getMessage(), "Tell the keeper of that archive.", e);
        }
    }

    private static Standing standing(Stanza stanza) {
        List<Dependency> conflicts = new ArrayList<>(relations(stanza, "Conflicts"));
        conflicts.addAll(relations(stanza, "Breaks"));
        return new Standing(stanza.field("Essential").orElse("no").equals("yes"),
            stanza.field("Priority").orElse("optional"), conflicts, relations(stanza, "Recommends"));
    }

    private static List<Dependency> relations(Stanza stanza, String field) {
        return Dependency.parse(oneLine(stanza.field(field).orElse("")));
    }

    private static String oneLine(String value) {
        return value.replace('\n', ' ');
    }
}
