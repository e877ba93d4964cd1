package org.rootbuild.language;

import groovy.lang.Closure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** Says of a word of the language why it does not mean here what it means elsewhere. */
final class WrongPlace {
    private final WordIndex index;

    WrongPlace(WordIndex index) {
        this.index = index;
    }

    /**
     * @param words all of one name; none of them can stand where it was written
     * @param here  the places that it was written in: what opens a right one there is all that is named
     */
    Message of(List<Word> words, List<ClassNode> here) {
        String name = words.get(0).name();
        Class<?> first = words.get(0).place();
        Set<String> openers = new LinkedHashSet<>();
        words.forEach(word -> openers.addAll(openersAt(here, word.place())));
        if (openers.isEmpty()) {
            words.forEach(word -> openers.addAll(openers(word.place())));
        }
        String hint = openers.isEmpty() ? "It is said of " + TypeWords.place(first) + "."
            : "It stands inside " + either(List.copyOf(openers)) + ".";
        if (first == PassSpec.class) {
            return new Message("'" + name + "' is a step", hint);
        } else if (first == ArtifactSpec.class) {
            return new Message("'" + name + "' makes an artifact", hint);
        } else if (first == RootSpec.class) {
            return new Message("'" + name + "' is said of a root", hint);
        }
        return new Message("'" + name + "' cannot stand here", hint);
    }

    /**
     * Of a variable that is called like a function and is none: where it has the name of a word, that is what was
     * meant.
     */
    Optional<Message> hidden(MethodCallExpression call) {
        if (!(call.getObjectExpression() instanceof VariableExpression variable)
            || !"call".equals(call.getMethodAsString()) || index.named(variable.getName()).isEmpty()) {
            return Optional.empty();
        }
        String name = variable.getName();
        return Optional.of(new Message("'" + name + "' is a variable of the recipe here, which hides the word '" + name
            + "'", "Give the variable another name."));
    }

    /** How a recipe opens such a place; empty for what is not opened by a word, such as a number. */
    private List<String> openers(Class<?> place) {
        if (place == PassSpec.class) {
            return List.of("pass('…') { … }");
        } else if (place == ArtifactSpec.class) {
            return List.of("artifact('…') { … }");
        } else if (place == RootSpec.class) {
            return List.of("root('…') { … }");
        }
        return index.allOpening(place).stream().map(WrongPlace::shown).toList();
    }

    private List<String> openersAt(List<ClassNode> here, Class<?> place) {
        // Of the recipe's own words root and pass are the usual way, which the other list begins with.
        return index.allOpening(place).stream().filter(word -> word.place() != RecipeScript.class
            && here.stream().anyMatch(open -> open.getName().equals(word.place().getName())))
            .map(WrongPlace::shown).toList();
    }

    private static String shown(Word word) {
        return word.name() + (isNamed(word) ? "('…')" : "") + " { … }";
    }

    private static boolean isNamed(Word word) {
        return word.parameters().stream().filter(parameter -> parameter.getType() != Closure.class).anyMatch(
            parameter -> parameter.getType() == String.class);
    }

    private static String either(List<String> all) {
        return all.size() == 1 ? all.get(0)
            : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.get(all.size() - 1);
    }
}
