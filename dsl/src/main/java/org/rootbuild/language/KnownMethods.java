package org.rootbuild.language;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.StringGroovyMethods;

/** The names of what can be called on a value, for suggestions: Java's methods and those that Groovy adds. */
final class KnownMethods {
    private KnownMethods() {
    }

    static Set<String> of(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            names.add(method.getName());
        }
        for (Class<?> added : Set.of(DefaultGroovyMethods.class, StringGroovyMethods.class)) {
            for (Method method : added.getMethods()) {
                if (method.getParameterCount() > 0 && method.getParameterTypes()[0] != Object.class
                    && method.getParameterTypes()[0].isAssignableFrom(type)) {
                    names.add(method.getName());
                }
            }
        }
        return names;
    }
}
