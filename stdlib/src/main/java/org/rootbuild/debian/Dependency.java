package org.rootbuild.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One entry of {@code Depends} or {@code Provides} (Debian Policy 7.1): any of its alternatives will do.
 *
 * @param alternatives at least one, in the order in which they are preferred
 */
public record Dependency(List<Alternative> alternatives) {
    private static final Pattern FORM = Pattern.compile(
        "([a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)?(?:\\s*\\(\\s*(<<|<=|=|>=|>>|<|>)\\s*([^\\s)]+)\\s*\\))?"
            + "(?:\\s*\\[[^\\]]*])?(?:\\s*<[^>]*>)*");

    /** A package, in any version or in those that stand in a relation ({@code = << <= >= >>}) to one. */
    public record Alternative(String name, Optional<String> relation, Optional<DebianVersion> version) {
        /** Whether this version is one of those that are meant. */
        public boolean isSatisfiedBy(DebianVersion candidate) {
            if (relation.isEmpty()) {
                return true;
            }
            int order = candidate.compareTo(version.orElseThrow());
            return switch (relation.get()) {
                case "=" -> order == 0;
                case "<<" -> order < 0;
                case "<=", "<" -> order <= 0;
                case ">>" -> order > 0;
                default -> order >= 0;
            };
        }

        @Override
        public String toString() {
            return name + relation.map(sign -> " (" + sign + " " + version.orElseThrow() + ")").orElse("");
        }
    }

    public Dependency {
        alternatives = List.copyOf(alternatives);
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("a dependency needs an alternative");
        }
    }

    /**
     * Reads the value of such a field.
     *
     * @throws IllegalArgumentException where an entry is not of that form
     */
    public static List<Dependency> parse(String field) {
        List<Dependency> dependencies = new ArrayList<>();
        for (String entry : field.split(",")) {
            if (!entry.isBlank()) {
                List<Alternative> alternatives = new ArrayList<>();
                for (String alternative : entry.split("\\|")) {
                    alternatives.add(alternative(alternative.strip()));
                }
                dependencies.add(new Dependency(alternatives));
            }
        }
        return List.copyOf(dependencies);
    }

    private static Alternative alternative(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no dependency");
        }
        return new Alternative(matcher.group(1), Optional.ofNullable(matcher.group(2)),
            Optional.ofNullable(matcher.group(3)).map(DebianVersion::parse));
    }

    @Override
    public String toString() {
        return alternatives.stream().map(Alternative::toString).collect(Collectors.joining(" | "));
    }
}
