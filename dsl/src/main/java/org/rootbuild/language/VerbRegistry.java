package org.rootbuild.language;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Verb;

/** Every verb that recipes may use: those named in {@code META-INF/services/org.rootbuild.verb.Verb}. */
public final class VerbRegistry {
    private final Map<String, Verb> byName;
    private final Map<Class<?>, Verb> byClass;
    private final ClassLoader loader;

    private VerbRegistry(Map<String, Verb> byName, Map<Class<?>, Verb> byClass, ClassLoader loader) {
        this.byName = byName;
        this.byClass = byClass;
        this.loader = loader;
    }

    /**
     * Loads the verbs that the class loader can see.
     *
     * @throws Failure when one cannot be loaded, or two have the same name
     */
    public static VerbRegistry load(ClassLoader loader) throws Failure {
        Map<String, Verb> byName = new LinkedHashMap<>();
        Map<Class<?>, Verb> byClass = new LinkedHashMap<>();
        try {
            for (Verb verb : ServiceLoader.load(Verb.class, loader)) {
                checkShape(verb);
                Verb other = byName.putIfAbsent(verb.name(), verb);
                if (other != null) {
                    throw new Failure("the verb '" + verb.name() + "' is there twice: in " + other.getClass().getName()
                        + " and in " + verb.getClass().getName(), "Remove one of the two jars that hold them.");
                }
                byClass.put(verb.getClass(), verb);
            }
        } catch (ServiceConfigurationError | LinkageError broken) {
            throw new Failure("a verb cannot be loaded: " + broken.getMessage(),
                "The jar that holds it is damaged or made for another version of rootbuild; replace or remove it.",
                broken);
        }
        return new VerbRegistry(byName, byClass, loader);
    }

    private static void checkShape(Verb verb) throws Failure {
        if (!Modifier.isPublic(verb.getClass().getModifiers())) {
            throw new Failure("the verb '" + verb.name() + "' is in a class that is not public: "
                + verb.getClass().getName(), "Make the class public, so that recipes can call it.");
        }
    }

    /** The verb of that name. */
    public Optional<Verb> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All verbs, in the order of their registration. */
    public List<Verb> verbs() {
        return List.copyOf(byName.values());
    }

    /**
     * Every word that a recipe may use, with the place where it stands: for messages, completion and the reference.
     * Found by reflection each time, so keep the list.
     */
    public List<Word> words() {
        return Word.reachable(byClass.keySet());
    }

    ClassLoader loader() {
        return loader;
    }

    List<Class<?>> verbClasses() {
        return new ArrayList<>(byClass.keySet());
    }

    Optional<Verb> find(Class<?> type) {
        return Optional.ofNullable(byClass.get(type));
    }
}
