package org.rootbuild.debian;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.rootbuild.archive.ArchiveReader;
import org.rootbuild.archive.Limits;
import org.rootbuild.archive.Member;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;

/**
 * Writes down for dpkg what is in a root, in the form of its own database (dpkg(1), deb-control(5);
 * {@code /var/lib/dpkg}): the paragraph of each package in {@code status}, the list of its files, its checksums and its
 * maintainer scripts in {@code info}. So dpkg and apt on that system know the packages, and what is only unpacked can
 * be configured there by {@code dpkg --configure -a}.
 */
public final class DpkgDatabase {
    private static final String FOLDER = "var/lib/dpkg";
    private static final String STATUS = FOLDER + "/status";
    private static final int CONTROL_LIMIT_BYTES = 16 << 20;
    private static final String ARCHIVE_KEEPER = "Tell the keeper of that archive.";

    private final EditableTree tree;
    private final State state;
    private final long epochSeconds;
    private final Map<String, String> paragraphs = new LinkedHashMap<>();
    private final ArchiveReader reader = new ArchiveReader(Limits.USUAL);

    /** What is said of a package (dpkg(1), "Package states"). */
    public enum State {
        /** Its files are there, and it is still to be configured. */
        UNPACKED,
        /** It is ready. */
        INSTALLED
    }

    /** Begins with what the root's database holds. */
    public static DpkgDatabase open(EditableTree tree, State state, long epochSeconds) throws IOException {
        DpkgDatabase database = new DpkgDatabase(tree, state, epochSeconds);
        if (tree.get(tree.follow(STATUS)).orElse(null) instanceof Entry.PlainFile file) {
            for (String paragraph : text(file.content()).split("\n\\s*\n")) {
                if (!paragraph.isBlank()) {
                    Stanza stanza = Stanza.parse(paragraph, "/" + STATUS).get(0);
                    database.paragraphs.put(key(stanza, "/" + STATUS), paragraph.strip());
                }
            }
        }
        return database;
    }

    private DpkgDatabase(EditableTree tree, State state, long epochSeconds) {
        this.tree = Objects.requireNonNull(tree);
        this.state = Objects.requireNonNull(state);
        this.epochSeconds = epochSeconds;
    }

    private static String text(Content content) throws IOException {
        return new String(content.bytes(), StandardCharsets.UTF_8);
    }

    private static String key(Stanza stanza, String where) throws Failure {
        return stanza.required("Package", where) + ":" + stanza.required("Architecture", where);
    }

    /**
     * Takes a package up; its files are in the root already.
     *
     * @param shown what a person calls the package
     */
    public void add(Path deb, String shown, Activity activity) throws IOException {
        Map<String, byte[]> control = control(deb, shown, activity);
        byte[] fields = control.remove("control");
        if (fields == null) {
            throw new Failure("the package " + shown + " has no control file", ARCHIVE_KEEPER);
        }
        String paragraph = new String(fields, StandardCharsets.UTF_8).strip();
        Stanza stanza = Stanza.parse(paragraph, "the control file of " + shown).stream().findFirst()
            .orElseThrow(() -> new Failure("the control file of " + shown + " is empty", ARCHIVE_KEEPER));
        String prefix = FOLDER + "/info/" + stanza.required("Package", shown)
            + (stanza.field("Multi-Arch").equals(Optional.of("same"))
                ? ":" + stanza.required("Architecture", shown) : "");
        control.putIfAbsent("list", list(deb, shown, activity));
        for (Map.Entry<String, byte[]> file : control.entrySet()) {
            int mode = isScript(file.getKey()) ? Attributes.FOLDER_MODE : Attributes.FILE_MODE;
            tree.write(prefix + "." + file.getKey(), Attributes.ofRoot(mode, epochSeconds),
                Content.of(file.getValue()));
        }
        paragraphs.put(key(stanza, shown), status(paragraph, control.get("conffiles")));
    }

    private static boolean isScript(String name) {
        return List.of("preinst", "postinst", "prerm", "postrm", "config").contains(name);
    }

    private Map<String, byte[]> control(Path deb, String shown, Activity activity) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        reader.readControl(deb, shown, (member, content) -> {
            String name = member.name().startsWith("./") ? member.name().substring(2) : member.name();
            if (member.body() instanceof Member.Data data && name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                if (data.sizeBytes() > CONTROL_LIMIT_BYTES) {
                    throw new Failure("the control file " + name + " of " + shown + " has " + data.sizeBytes()
                        + " bytes", ARCHIVE_KEEPER);
                }
                files.put(name, content.readAllBytes());
            }
        }, activity);
        return files;
    }

    /** All paths, as dpkg writes them: from the root on, the root itself as {@code /.}. */
    private byte[] list(Path deb, String shown, Activity activity) throws IOException {
        StringBuilder list = new StringBuilder();
        reader.read(deb, shown, (member, content) -> list.append(path(member.name())).append('\n'), activity);
        return list.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String path(String name) {
        String bare = name.startsWith("./") ? name.substring(1) : name.startsWith("/") ? name : "/" + name;
        String path = bare.length() > 1 && bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        return path.equals("/") || path.equals("/.") ? "/." : path;
    }

    private String status(String paragraph, byte[] conffiles) throws IOException {
        int first = paragraph.indexOf('\n');
        String head = first < 0 ? paragraph : paragraph.substring(0, first);
        String rest = first < 0 ? "" : paragraph.substring(first);
        String word = state == State.INSTALLED ? "installed" : "unpacked";
        return head + "\nStatus: install ok " + word + conffiles(conffiles) + rest;
    }

    /** With the checksums that they have now, so that dpkg sees later what a person changed. */
    private String conffiles(byte[] listed) throws IOException {
        if (listed == null) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        for (String line : new String(listed, StandardCharsets.UTF_8).lines().toList()) {
            String path = line.strip();
            if (path.startsWith("/") && tree.get(tree.follow(path)).orElse(null) instanceof Entry.PlainFile file) {
                try (InputStream in = file.content().open()) {
                    lines.add(" " + path + " " + Md5.of(in));
                }
            }
        }
        return lines.isEmpty() ? "" : "\nConffiles:\n" + String.join("\n", lines);
    }

    /** Writes the database down; until then the root's own stands. */
    public void close() throws IOException {
        Attributes folder = Attributes.ofRoot(Attributes.FOLDER_MODE, epochSeconds);
        for (String name : List.of("info", "updates", "triggers", "alternatives", "parts")) {
            String path = FOLDER + "/" + name;
            if (tree.get(tree.follow(path)).isEmpty()) {
                tree.put(new Entry.Folder(path, folder));
            }
        }
        Attributes file = Attributes.ofRoot(Attributes.FILE_MODE, epochSeconds);
        tree.write(FOLDER + "/info/format", file, Content.of("1\n"));
        tree.write(STATUS, file, Content.of(String.join("\n\n", paragraphs.values()) + "\n\n"));
    }
}
