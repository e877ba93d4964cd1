package org.rootbuild.verbs;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.language.RecipeScript;

/** What a recipe says inside of {@code remaster(…) { … }}, until all of it was read. */
final class RemasterWishes {
    static final String IGNORE = "ignore";
    static final String AT_BOOT = "atBoot";
    static final String NOW = "now";
    static final List<String> SCRIPTS = List.of(IGNORE, AT_BOOT, NOW);

    final Set<String> isoCodes = new LinkedHashSet<>();
    final Set<String> diskCodes = new LinkedHashSet<>();
    final List<String> withoutCodes = new ArrayList<>();
    final Set<String> inside = new LinkedHashSet<>();
    final Set<String> onBoot = new LinkedHashSet<>();
    final Set<String> outside = new LinkedHashSet<>();
    final Set<String> copied = new LinkedHashSet<>();
    final List<String> local = new ArrayList<>();
    final List<String> kept = new ArrayList<>();
    final List<Closure<?>> files = new ArrayList<>();
    final List<Closure<?>> onIso = new ArrayList<>();
    boolean copiesAll;
    String scripts = IGNORE;
    Optional<String> mirror = Optional.empty();
    Optional<String> compress = Optional.empty();
    Optional<Integer> level = Optional.empty();
    Optional<DiskWish> disk = Optional.empty();

    private final RecipeScript script;

    RemasterWishes(RecipeScript script) {
        this.script = script;
    }

    /** @param body what else lies on the partition */
    record DiskWish(Map<String, Object> options, Closure<?> body) {
    }

    void problem(String message, String hint) {
        script.problem(message, hint);
    }

    boolean hasExtensionsBeside() {
        return !onBoot.isEmpty() || !outside.isEmpty();
    }
}
