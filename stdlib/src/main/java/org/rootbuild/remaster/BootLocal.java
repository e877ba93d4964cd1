package org.rootbuild.remaster;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What is put into {@code /opt/bootlocal.sh}, which Tiny Core runs as root at the end of its start.
 *
 * @param scripts start-up scripts of extensions: they come before everything that the file does
 * @param lines   commands that come behind all of it
 */
public record BootLocal(List<String> scripts, List<String> lines) {
    private static final String SHELL = "#!/bin/sh";

    public BootLocal {
        scripts = List.copyOf(scripts);
        lines = List.copyOf(lines);
    }

    /** @param old the file as it is; empty where there is none */
    public String in(String old) {
        Objects.requireNonNull(old);
        List<String> all = new ArrayList<>(old.isBlank() ? List.of(SHELL) : old.stripTrailing().lines().toList());
        int head = 0;
        while (head < all.size() && (all.get(head).startsWith("#") || all.get(head).isBlank())) {
            head++;
        }
        List<String> calls = scripts.stream().filter(script -> !all.contains(script)).toList();
        all.addAll(head, calls);
        all.addAll(lines);
        return all.stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
