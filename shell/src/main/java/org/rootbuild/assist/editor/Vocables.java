package org.rootbuild.assist.editor;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.RootSpec;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Doc;

/** The documented words of the language, in an order that does not change. */
final class Vocables {
    private static final List<Class<?>> FIRST = List.of(RecipeScript.class, RootSpec.class, PassSpec.class,
        ArtifactSpec.class);

    private final Map<Class<?>, Map<String, List<Word>>> places = new LinkedHashMap<>();

    Vocables(VerbRegistry registry) {
        List<Word> words = registry.words().stream().filter(word -> word.doc().isPresent()).toList();
        FIRST.forEach(place -> places.put(place, new TreeMap<>()));
        words.stream().map(Word::place).sorted(Comparator.comparing(Class::getName))
            .forEach(place -> places.putIfAbsent(place, new TreeMap<>()));
        words.forEach(word -> places.get(word.place()).computeIfAbsent(word.name(), name -> new ArrayList<>())
            .add(word));
    }

    Map<Class<?>, Map<String, List<Word>>> places() {
        return places;
    }

    /** The class whose words can stand in the closure of a word; empty where that is nothing special. */
    static Optional<Class<?>> opened(Word word) {
        for (Parameter parameter : word.parameters()) {
            DelegatesTo delegate = parameter.getAnnotation(DelegatesTo.class);
            if (delegate != null && delegate.value() != DelegatesTo.Target.class) {
                return Optional.of(delegate.value());
            }
        }
        return Optional.empty();
    }

    /** What it takes besides named arguments. */
    static List<Parameter> positional(Word word) {
        return word.parameters().subList(word.options().isEmpty() ? 0 : 1, word.parameters().size());
    }

    static boolean isClosure(Parameter parameter) {
        return Closure.class.isAssignableFrom(parameter.getType());
    }

    static String about(Word word) {
        return word.doc().map(Doc::value).orElse("");
    }
}
