package org.rootbuild.accounts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * One of the four files: lines of fields with colons between them. Lines keep their order and, as long as nothing in
 * them is changed, every byte, also those that no program understands.
 */
final class AccountFile {
    private static final long MOST_BYTES = 64L << 20;

    private final String path;
    private final int columns;
    private final Optional<Attributes> attributes;
    private final List<String> lines;
    private boolean changed;

    private AccountFile(String path, int columns, Optional<Attributes> attributes, List<String> lines) {
        this.path = path;
        this.columns = columns;
        this.attributes = attributes;
        this.lines = lines;
    }

    /**
     * @param columns how many fields a line of the file has
     * @throws Failure when something else than a file is there, or one that is too large to be right
     */
    static AccountFile read(FileTree tree, String path, int columns) throws IOException {
        String place = tree.follow(TreePath.of(path));
        Optional<Entry> entry = tree.get(place);
        if (entry.isEmpty()) {
            return new AccountFile(place, columns, Optional.empty(), new ArrayList<>());
        }
        if (!(entry.get() instanceof Entry.PlainFile file) || file.content().sizeBytes() > MOST_BYTES) {
            throw new Failure("reading the accounts of the root found that " + path + " is no plain file of at most "
                + MOST_BYTES + " bytes", "Remove what stands there, or make the root anew.");
        }
        // Each byte is a character and back: a name in another encoding survives.
        String text = new String(file.content().bytes(), StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return new AccountFile(place, columns, Optional.of(file.attributes()), lines);
    }

    boolean exists() {
        return attributes.isPresent();
    }

    String path() {
        return TreePath.shown(path);
    }

    /** The fields of the first line of that name, as every program of the root finds it. */
    Optional<List<String>> find(String name) {
        return lines.stream().filter(line -> line.startsWith(name + ":")).findFirst().map(this::fields);
    }

    /** Those of every line that has a name. */
    List<List<String>> all() {
        return lines.stream().filter(AccountFile::isEntry).map(this::fields).toList();
    }

    /** Puts the line in the place of the one of its name, or behind the others. */
    void put(List<String> fields) {
        String line = String.join(":", fields);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(fields.get(0) + ":")) {
                changed |= !lines.get(i).equals(line);
                lines.set(i, line);
                return;
            }
        }
        // What asks a directory service must stay behind all that the file itself knows.
        int end = lines.size();
        while (end > 0 && (lines.get(end - 1).startsWith("+") || lines.get(end - 1).isBlank())) {
            end--;
        }
        lines.add(end, line);
        changed = true;
    }

    private List<String> fields(String line) {
        List<String> fields = new ArrayList<>(Arrays.asList(line.split(":", -1)));
        while (fields.size() < columns) {
            fields.add("");
        }
        return fields;
    }

    private static boolean isEntry(String line) {
        return !line.isBlank() && "#+-:".indexOf(line.charAt(0)) < 0 && line.indexOf(':') > 0;
    }

    /** Writes the file if it was changed; @param fresh what a new one is like */
    void write(EditableTree tree, Attributes fresh, long epochSeconds) throws IOException {
        if (changed) {
            byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
            tree.write(path, attributes.orElse(fresh).withMtime(epochSeconds), new ByteArrayInputStream(bytes));
        }
    }

    /** A text of ours as {@link #put} takes it. */
    static String encoded(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String decoded(String field) {
        return new String(field.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
