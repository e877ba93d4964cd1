package org.rootbuild.language;

import groovy.lang.DelegatesTo;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.OptionsOf;

/**
 * A word of the language in one of its forms.
 *
 * @param name     as recipes write it
 * @param place    the class whose closure or value it stands in or on, such as {@link PassSpec}
 * @param method   what is called
 * @param property whether it is written without parentheses, such as {@code MiB} in {@code 64.MiB}
 */
public record Word(String name, Class<?> place, Method method, boolean property) {
    /** What it takes in parentheses, without the place. */
    public List<Parameter> parameters() {
        Parameter[] all = method.getParameters();
        return List.of(all).subList(Modifier.isStatic(method.getModifiers()) ? 1 : 0, all.length);
    }

    /** Its named arguments. */
    public List<Option> options() {
        return parameters().stream().limit(1).flatMap(first -> Stream.concat(
            Stream.of(first.getAnnotationsByType(OptionsOf.class)).flatMap(shared -> Stream.of(shared.value()))
                .flatMap(shared -> Stream.of(shared.getAnnotationsByType(Option.class))),
            Stream.of(first.getAnnotationsByType(Option.class)))).toList();
    }

    /** Its documentation; empty where it has none. */
    public Optional<Doc> doc() {
        return Optional.ofNullable(method.getAnnotation(Doc.class))
            .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(Doc.class)));
    }

    /** As a message shows it: {@code unpack(into: text, …, source)}. */
    public String shown() {
        if (property) {
            return name;
        }
        List<String> parts = new ArrayList<>();
        options().forEach(option -> parts.add(option.name() + ": " + Kinds.word(option.type())));
        parameters().stream().skip(options().isEmpty() ? 0 : 1).forEach(parameter -> parts.add(shown(parameter)));
        return name + "(" + String.join(", ", parts) + ")";
    }

    private static String shown(Parameter parameter) {
        if (Map.class.isAssignableFrom(parameter.getType())
            && parameter.getParameterizedType() instanceof ParameterizedType map
            && map.getActualTypeArguments()[1] instanceof Class<?> value) {
            return "name: " + Kinds.word(value) + ", …";
        }
        if (parameter.isVarArgs()) {
            return Kinds.word(parameter.getType().getComponentType()) + "…";
        }
        return groovy.lang.Closure.class.isAssignableFrom(parameter.getType()) ? "{ … }"
            : Kinds.word(parameter.getType());
    }

    static boolean isExtension(Method method) {
        return Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers())
            && method.getParameterCount() > 0 && !method.isSynthetic();
    }

    /** The words of the language's own places and of the verbs, and of every place that a closure of theirs opens. */
    static List<Word> reachable(Collection<Class<?>> verbs) {
        List<Word> words = new ArrayList<>();
        verbs.forEach(verb -> declared(verb).filter(Word::isExtension)
            .forEach(method -> words.add(of(method, method.getParameterTypes()[0]))));
        Deque<Class<?>> open = new ArrayDeque<>(List.of(RecipeScript.class, RootSpec.class, PassSpec.class,
            ArtifactSpec.class));
        words.forEach(word -> open.addAll(placesOpenedBy(word)));
        Set<Class<?>> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Class<?> place = open.remove();
            if (seen.add(place)) {
                List<Word> inside = declared(place).filter(Word::isWord).map(method -> of(method, place)).toList();
                inside.forEach(word -> open.addAll(placesOpenedBy(word)));
                words.addAll(inside);
            }
        }
        return List.copyOf(words);
    }

    /** Methods come in no fixed order from the machine; messages need one. */
    private static Stream<Method> declared(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> method.getDeclaringClass() != Object.class)
            .sorted(Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount)
                .thenComparing(method -> Arrays.stream(method.getParameterTypes()).map(Class::getName)
                    .collect(Collectors.joining(","))));
    }

    static boolean isWord(Method method) {
        return !method.isSynthetic() && !method.isBridge() && (method.isAnnotationPresent(Words.class)
            || method.getDeclaringClass().isAnnotationPresent(Words.class));
    }

    private static List<Class<?>> placesOpenedBy(Word word) {
        return word.parameters().stream()
            .map(parameter -> parameter.getAnnotation(DelegatesTo.class))
            .filter(delegate -> delegate != null && delegate.value() != DelegatesTo.Target.class)
            .<Class<?>>map(DelegatesTo::value).toList();
    }

    private static Word of(Method method, Class<?> place) {
        boolean property = isExtension(method) && method.getParameterCount() == 1
            && method.getName().startsWith("get") && method.getName().length() > 3;
        return new Word(property ? property(method.getName()) : method.getName(), place, method, property);
    }

    private static String property(String getter) {
        String name = getter.substring(3);
        boolean unit = name.length() == 1 || name.substring(1).chars().anyMatch(Character::isUpperCase);
        return unit ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
