package org.rootbuild.assist;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.RootSpec;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Option;

/**
 * The words of the language by the places where they stand. Finding them takes some ten milliseconds of reflection,
 * which is done when the first one is asked for; {@link #prepare} does it ahead, for instance while nobody types.
 */
public final class Lexicon {
    /** At the prompt a definition goes where it fits: passes into the root at hand, steps into the open pass. */
    static final List<Class<?>> PROMPT = List.of(RecipeScript.class, RootSpec.class, PassSpec.class);

    private final Supplier<List<Word>> source;
    private Map<Class<?>, Map<String, List<Word>>> places;
    private Set<String> names;

    private Lexicon(Supplier<List<Word>> source) {
        this.source = source;
    }

    /** The words of the registry, which are looked for when they are needed. */
    public static Lexicon of(VerbRegistry registry) {
        return new Lexicon(registry::words);
    }

    /** The words of a registry that is loaded when it is needed. */
    public static Lexicon of(Supplier<VerbRegistry> registry) {
        return new Lexicon(() -> registry.get().words());
    }

    /** Finds the words now; may be called in another thread. */
    public void prepare() {
        places();
    }

    private synchronized Map<Class<?>, Map<String, List<Word>>> places() {
        if (places == null) {
            Map<Class<?>, Map<String, List<Word>>> found = new LinkedHashMap<>();
            Set<String> all = new LinkedHashSet<>();
            for (Word word : source.get()) {
                if (word.doc().isPresent()) {
                    found.computeIfAbsent(word.place(), place -> new TreeMap<>())
                        .computeIfAbsent(word.name(), name -> new ArrayList<>()).add(word);
                    all.add(word.name());
                }
            }
            names = Set.copyOf(all);
            places = found;
        }
        return places;
    }

    /** Whether it is a word of some place. */
    boolean isWord(String name) {
        places();
        return names.contains(name);
    }

    /** The words of a place by their names, each in all its forms. */
    Map<String, List<Word>> in(Class<?> place) {
        return places().getOrDefault(place, Map.of());
    }

    /** The forms of a word in the first of the places that has it. */
    List<Word> forms(String name, Collection<Class<?>> where) {
        for (Class<?> place : where) {
            List<Word> forms = in(place).get(name);
            if (forms != null) {
                return forms;
            }
        }
        return List.of();
    }

    /** The words that stand on a value of that type. */
    List<Word> on(Class<?> type) {
        List<Word> found = new ArrayList<>();
        places().forEach((place, words) -> {
            if (place.isAssignableFrom(type) && place != RecipeScript.class) {
                words.values().forEach(found::addAll);
            }
        });
        return found;
    }

    /** All places that a verb has words for, and those that its closures open. */
    Set<Class<?>> all() {
        return places().keySet();
    }

    /** The place that the closure of a word opens; empty where it opens none. */
    static Optional<Class<?>> opened(List<Word> forms) {
        for (Word form : forms) {
            for (Parameter parameter : form.parameters()) {
                DelegatesTo delegate = parameter.getAnnotation(DelegatesTo.class);
                if (delegate != null && delegate.value() != DelegatesTo.Target.class) {
                    return Optional.of(delegate.value());
                }
            }
        }
        return Optional.empty();
    }

    /** The named arguments of a word in all its forms. */
    static List<Option> options(List<Word> forms) {
        Map<String, Option> options = new LinkedHashMap<>();
        forms.forEach(form -> form.options().forEach(option -> options.putIfAbsent(option.name(), option)));
        return List.copyOf(options.values());
    }

    static boolean takesClosure(Word form) {
        return form.parameters().stream().anyMatch(each -> Closure.class.isAssignableFrom(each.getType()));
    }

    /** What the place is called as the heading of a list. */
    static String title(Class<?> place) {
        if (place == RecipeScript.class) {
            return "recipe";
        } else if (place == RootSpec.class) {
            return "root";
        } else if (place == PassSpec.class) {
            return "steps";
        } else if (place == ArtifactSpec.class) {
            return "artifact";
        } else if (Number.class.isAssignableFrom(place)) {
            return "units";
        }
        return place.getSimpleName().replaceFirst("(Spec|Scope)$", "").toLowerCase(java.util.Locale.ROOT);
    }
}
