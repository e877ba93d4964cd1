package org.rootbuild.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts a mark in the place of secrets in texts: whole ones, lines of theirs, and what base64 makes of them. */
public final class Mask {
    public static final String MARK = "***";
    private static final Mask NOTHING = new Mask(List.of());

    private final List<String> hidden;

    private Mask(List<String> hidden) {
        this.hidden = hidden;
    }

    public static Mask nothing() {
        return NOTHING;
    }

    static Mask of(Collection<String> secrets) {
        Set<String> hidden = new LinkedHashSet<>();
        for (String secret : secrets) {
            hidden.add(secret);
            // Logs are made of lines, so a secret of several comes there in pieces.
            secret.lines().forEach(line -> {
                hidden.add(line);
                hidden.add(line.strip());
            });
            // As a shell repeats it.
            hidden.add(secret.replace("'", "'\\''"));
            hidden.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
        hidden.removeIf(String::isBlank);
        return new Mask(longestFirst(hidden));
    }

    private static List<String> longestFirst(Set<String> hidden) {
        return hidden.stream().sorted(Comparator.comparingInt(String::length).reversed()
            .thenComparing(Comparator.naturalOrder())).toList();
    }

    /** Hides what both hide. */
    public Mask and(Mask other) {
        Set<String> both = new LinkedHashSet<>(hidden);
        both.addAll(other.hidden);
        return new Mask(longestFirst(both));
    }

    public String apply(String text) {
        String masked = text;
        for (String one : hidden) {
            if (masked.contains(one)) {
                masked = masked.replace(one, MARK);
            }
        }
        return masked;
    }

    public List<String> apply(List<String> texts) {
        return hidden.isEmpty() ? texts : texts.stream().map(this::apply).toList();
    }

    /** Whether there is nothing to hide. */
    public boolean isNothing() {
        return hidden.isEmpty();
    }

    @Override
    public String toString() {
        return "Mask of " + hidden.size();
    }
}
