package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** Users and groups as the root's own {@code /etc/passwd} and {@code /etc/group} number them; never the host's. */
final class Accounts {
    static final String FORMS = "Write user, user:group or :group.";

    private final FileTree tree;

    private Accounts(FileTree tree) {
        this.tree = tree;
    }

    static Accounts of(FileTree tree) {
        return new Accounts(tree);
    }

    /** Whether the text has the form of an owner; that there is such a user, only the root knows. */
    static boolean isOwner(String text) {
        return !text.isBlank() && !text.equals(":") && text.split(":", -1).length <= 2;
    }

    /**
     * The attributes with another owner.
     *
     * @param owner {@code user}, {@code user:group} or {@code :group}, each a number or a name
     */
    Attributes apply(String owner, Attributes attributes) throws IOException {
        if (!isOwner(owner)) {
            throw new Failure("'" + owner + "' names no owner", FORMS);
        }
        String[] parts = owner.split(":", -1);
        long user = parts[0].isEmpty() ? attributes.owner() : number(parts[0], "etc/passwd", "user");
        long group = parts.length < 2 || parts[1].isEmpty()
            ? attributes.group() : number(parts[1], "etc/group", "group");
        return attributes.withOwner(user, group);
    }

    private long number(String name, String file, String what) throws IOException {
        if (name.matches("\\d{1,10}")) {
            return Long.parseLong(name);
        }
        Map<String, Long> known = read(file);
        known.putIfAbsent("root", 0L);
        Long number = known.get(name);
        if (number == null) {
            throw new Failure("the root has no " + what + " '" + name + "' in /" + file
                + Suggestion.sentence(name, known.keySet()), "Add the " + what + " in an earlier step, or write its"
                + " number.");
        }
        return number;
    }

    private Map<String, Long> read(String file) throws IOException {
        Map<String, Long> known = new HashMap<>();
        Optional<Entry> entry = tree.get(tree.follow(file));
        if (entry.isPresent() && entry.get() instanceof Entry.PlainFile plain) {
            String text = new String(plain.content().bytes(), StandardCharsets.UTF_8);
            text.lines().map(line -> line.split(":")).filter(parts -> parts.length > 2 && parts[2].matches("\\d{1,10}"))
                .forEach(parts -> known.put(parts[0], Long.parseLong(parts[2])));
        }
        return known;
    }
}
