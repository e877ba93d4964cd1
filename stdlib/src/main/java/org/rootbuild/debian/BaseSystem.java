package org.rootbuild.debian;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A root filesystem made of packages of one suite.
 *
 * @param components parts of the archive, such as {@code main}
 * @param variant    how much is in it beside the packages asked for; one of {@link #VARIANTS}
 * @param packages   what is asked for, each with an exact version behind {@code =} if that matters; in order
 */
public record BaseSystem(String suite, List<String> components, String architecture, String variant,
                         List<String> packages) {
    /**
     * From the smallest to the largest: only what is asked for, unpacked ({@code extract}) or installed too
     * ({@code custom}); all essential packages; apt with them; all of priority required; what building packages needs;
     * all of priority important.
     */
    public static final List<String> VARIANTS =
        List.of("extract", "custom", "essential", "apt", "minbase", "buildd", "important", "standard");

    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]+(:[a-z0-9-]+)?(=[0-9A-Za-z.+:~-]+)?");
    private static final Set<String> BARE = Set.of("extract", "custom");

    /** @throws IllegalArgumentException where it names something that cannot be */
    public BaseSystem {
        components = List.copyOf(components);
        packages = List.copyOf(new TreeSet<>(packages));
        if (!VARIANTS.contains(variant)) {
            throw new IllegalArgumentException("'" + variant + "' is no variant; there are "
                + String.join(", ", VARIANTS));
        }
        for (String name : packages) {
            if (!PACKAGE.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' cannot be the name of a Debian package");
            }
        }
        if (packages.isEmpty() && BARE.contains(variant)) {
            throw new IllegalArgumentException("the variant '" + variant + "' holds nothing but the packages asked for,"
                + " and none is");
        }
    }
}
