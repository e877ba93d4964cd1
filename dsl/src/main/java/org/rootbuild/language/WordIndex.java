package org.rootbuild.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.transform.stc.ExtensionMethodNode;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingSupport;

/** The words of the language, found by what the compiler knows of a call. */
final class WordIndex {
    private final List<Word> words;
    private final Map<String, Word> byMethod = new HashMap<>();

    WordIndex(List<Word> words) {
        this.words = words;
        words.forEach(word -> byMethod.put(key(word), word));
    }

    List<Word> named(String name) {
        return words.stream().filter(word -> word.name().equals(name)).toList();
    }

    /** The words that can stand in a place or on a value of that type. */
    List<Word> at(ClassNode type) {
        ClassNode wrapped = ClassHelper.isPrimitiveType(type) ? ClassHelper.getWrapper(type) : type;
        List<Word> found = new ArrayList<>();
        for (Word word : words) {
            ClassNode place = ClassHelper.make(word.place());
            if (wrapped.equals(place) || StaticTypeCheckingSupport.implementsInterfaceOrIsSubclassOf(wrapped, place)) {
                found.add(word);
            }
        }
        return found;
    }

    /** The word whose closure is such a place. */
    Optional<Word> opening(Class<?> place) {
        return allOpening(place).stream().findFirst();
    }

    /** Every word whose closure is such a place. */
    List<Word> allOpening(Class<?> place) {
        return words.stream().filter(word -> word.parameters().stream()
            .map(parameter -> parameter.getAnnotation(groovy.lang.DelegatesTo.class))
            .anyMatch(delegate -> delegate != null && delegate.value() == place)).toList();
    }

    Optional<Word> find(MethodNode target) {
        MethodNode method = target instanceof ExtensionMethodNode extension ? extension.getExtensionMethodNode()
            : target;
        return Optional.ofNullable(byMethod.get(key(method)));
    }

    private static String key(Word word) {
        return word.method().getDeclaringClass().getName() + "#" + word.method().getName()
            + Arrays.stream(word.method().getParameterTypes()).map(Class::getName).collect(Collectors.joining(",", "(",
            ")"));
    }

    private static String key(MethodNode method) {
        return method.getDeclaringClass().getName() + "#" + method.getName() + Arrays.stream(method.getParameters())
            .map(Parameter::getType).map(WordIndex::machineName).collect(Collectors.joining(",", "(", ")"));
    }

    /** As {@link Class#getName} spells it. */
    private static String machineName(ClassNode type) {
        if (!type.isArray()) {
            return type.getName();
        }
        ClassNode component = type.getComponentType();
        if (component.isArray()) {
            return "[" + machineName(component);
        }
        return ClassHelper.isPrimitiveType(component) ? component.redirect().getTypeClass().arrayType().getName()
            : "[L" + component.getName() + ";";
    }
}
