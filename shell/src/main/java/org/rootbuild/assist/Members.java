package org.rootbuild.assist;

import groovy.lang.Closure;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.StringGroovyMethods;
import org.codehaus.groovy.vmplugin.v8.PluginDefaultGroovyMethods;

/**
 * The public methods of types, those included that Groovy adds to Java's. Groovy's are read when they are asked for
 * first; no part of its compiler or of its registry is loaded for that.
 */
final class Members {
    /** Of so many classes the methods are kept; a session of hours meets more. */
    private static final int KEPT_CLASSES = 100;
    private static final Set<String> OF_EVERYTHING = Set.of("getClass", "notify", "notifyAll", "wait", "hashCode",
        "equals", "finalize", "clone");

    private final Map<Class<?>, Map<String, List<Member>>> known = new LinkedHashMap<>(16, 0.75f, true);
    private List<Method> added;

    /**
     * A method in one of its forms.
     *
     * @param added whether Groovy adds it, so that its first parameter is the object
     */
    record Member(Method method, boolean added) {
        List<Parameter> parameters() {
            Parameter[] all = method.getParameters();
            return List.of(all).subList(added ? 1 : 0, all.length);
        }

        /** {@code find(Closure closure) → PlannedNode}. */
        String shown() {
            List<String> parts = new ArrayList<>();
            for (Parameter parameter : parameters()) {
                String type = parameter.isVarArgs() ? parameter.getType().getComponentType().getSimpleName() + "…"
                    : parameter.getType().getSimpleName();
                parts.add(parameter.isNamePresent() ? type + " " + parameter.getName() : type);
            }
            String result = method.getReturnType() == void.class ? "" : " → " + method.getReturnType().getSimpleName();
            return method.getName() + "(" + String.join(", ", parts) + ")" + result;
        }

        boolean takesOnlyClosure() {
            List<Parameter> parameters = parameters();
            return parameters.size() == 1 && Closure.class.isAssignableFrom(parameters.get(0).getType());
        }

        /** What it answers on an object of that type. */
        Type result(Type on) {
            Map<TypeVariable<?>, Type> variables = new HashMap<>();
            if (added) {
                bind(method.getGenericParameterTypes()[0], on, variables);
            } else {
                Types.seenAs(on, method.getDeclaringClass()).map(Types::variables).ifPresent(variables::putAll);
            }
            return Types.filled(method.getGenericReturnType(), variables);
        }

        private static void bind(Type declared, Type actual, Map<TypeVariable<?>, Type> variables) {
            if (declared instanceof TypeVariable<?> variable) {
                variables.put(variable, actual);
            } else if (declared instanceof ParameterizedType made) {
                Optional<Type> seen = Types.seenAs(actual, Types.raw(made));
                if (seen.isPresent() && seen.get() instanceof ParameterizedType given) {
                    for (int i = 0; i < made.getActualTypeArguments().length; i++) {
                        if (made.getActualTypeArguments()[i] instanceof TypeVariable<?> variable) {
                            variables.put(variable, given.getActualTypeArguments()[i]);
                        }
                    }
                }
            }
        }
    }

    /** The methods on objects of that class, by their names, each in all its forms; those of the class come first. */
    synchronized Map<String, List<Member>> of(Class<?> type) {
        Map<String, List<Member>> found = known.get(type);
        if (found == null) {
            found = read(type);
            known.put(type, found);
            if (known.size() > KEPT_CLASSES) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return found;
    }

    /** The static methods of a class. */
    Map<String, List<Member>> statics(Class<?> type) {
        Map<String, List<Member>> found = new TreeMap<>();
        Arrays.stream(type.getMethods()).filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> !method.isSynthetic()).forEach(method -> add(found, new Member(method, false)));
        return found;
    }

    private Map<String, List<Member>> read(Class<?> type) {
        Map<String, List<Member>> found = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()
                && !OF_EVERYTHING.contains(method.getName()) && !method.getName().contains("$")) {
                add(found, new Member(method, false));
            }
        }
        for (Method method : added()) {
            if (method.getParameterTypes()[0].isAssignableFrom(type)) {
                add(found, new Member(method, true));
            }
        }
        return found;
    }

    private static void add(Map<String, List<Member>> found, Member member) {
        found.computeIfAbsent(member.method().getName(), name -> new ArrayList<>()).add(member);
    }

    private List<Method> added() {
        if (added == null) {
            List<Method> methods = new ArrayList<>();
            for (Class<?> each : List.of(DefaultGroovyMethods.class, StringGroovyMethods.class,
                PluginDefaultGroovyMethods.class)) {
                for (Method method : each.getMethods()) {
                    if (Modifier.isStatic(method.getModifiers()) && method.getParameterCount() > 0
                        && !method.isAnnotationPresent(Deprecated.class)) {
                        methods.add(method);
                    }
                }
            }
            added = List.copyOf(methods);
        }
        return added;
    }
}
