package org.rootbuild.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** What the root's own {@code /etc/login.defs} settles, as login.defs(5) describes it, and what holds without it. */
final class LoginDefs {
    private static final int USUAL_HOME_MODE = 0755;
    private static final Map<String, Long> USUAL = Map.of("UID_MIN", 1000L, "UID_MAX", 60000L, "SYS_UID_MIN", 100L,
        "SYS_UID_MAX", 999L, "GID_MIN", 1000L, "GID_MAX", 60000L, "SYS_GID_MIN", 100L, "SYS_GID_MAX", 999L);

    private final Map<String, String> said;

    private LoginDefs(Map<String, String> said) {
        this.said = said;
    }

    static LoginDefs of(FileTree tree) throws IOException {
        Map<String, String> said = new HashMap<>();
        Optional<Entry> entry = tree.get(tree.follow("etc/login.defs"));
        if (entry.isPresent() && entry.get() instanceof Entry.PlainFile file) {
            new String(file.content().bytes(), StandardCharsets.UTF_8).lines().map(String::strip)
                .filter(line -> !line.startsWith("#")).map(line -> line.split("\\s+"))
                .filter(words -> words.length > 1).forEach(words -> said.put(words[0], words[1]));
        }
        return new LoginDefs(said);
    }

    /**
     * A number that nobody has: for people the lowest, for daemons the highest, as useradd(8) chooses.
     *
     * @param kind  {@code UID} or {@code GID}
     * @param taken those that are not free
     */
    long free(String kind, boolean system, Set<Long> taken) throws Failure {
        String prefix = system ? "SYS_" + kind : kind;
        long least = number(prefix + "_MIN");
        long most = number(prefix + "_MAX");
        OptionalLong free = LongStream.rangeClosed(least, most).map(id -> system ? most - (id - least) : id)
            .filter(id -> !taken.contains(id)).findFirst();
        return free.orElseThrow(() -> new Failure("no number from " + least + " to " + most + " is free in the root",
            "Give the number yourself, or widen " + prefix + "_MIN and " + prefix + "_MAX in /etc/login.defs."));
    }

    private long number(String name) {
        String text = said.getOrDefault(name, "");
        return text.matches("\\d{1,10}") ? Long.parseLong(text) : USUAL.get(name);
    }

    /** The permission bits of a new home folder. */
    int homeMode() {
        String mode = said.getOrDefault("HOME_MODE", "");
        return mode.matches("0?[0-7]{3}") ? Integer.parseInt(mode, 8) : USUAL_HOME_MODE;
    }
}
