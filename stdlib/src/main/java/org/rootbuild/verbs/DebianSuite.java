package org.rootbuild.verbs;

import java.util.List;
import java.util.Objects;
import org.rootbuild.language.RecipeScript;

/**
 * A suite of Debian's archive, as a recipe holds it.
 *
 * @param mirror empty for the mirrors that this host uses
 */
public record DebianSuite(RecipeScript script, String suite, List<String> components, String architecture,
                          String mirror) {
    public DebianSuite {
        Objects.requireNonNull(script);
        Objects.requireNonNull(suite);
        components = List.copyOf(components);
        Objects.requireNonNull(architecture);
        Objects.requireNonNull(mirror);
    }

    /** Says so while the recipe is read, where that cannot be the name of a package. */
    void checkName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9+.-]+")) {
            script.problem("'" + name + "' cannot be the name of a Debian package",
                "Names have small letters, digits and + - . only.");
        }
    }
}
