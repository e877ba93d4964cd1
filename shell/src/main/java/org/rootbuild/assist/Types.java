package org.rootbuild.assist;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of types without a compiler: their classes, and what stands for their variables. */
final class Types {
    private Types() {
    }

    /** A class with types for its variables. */
    record Made(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        Made {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        @Override
        public String toString() {
            return raw.getName() + arguments;
        }
    }

    /** The class of a type; Object where it could be anything. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isPrimitive() ? boxed(plain) : plain;
        } else if (type instanceof ParameterizedType made) {
            return raw(made.getRawType());
        } else if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        } else if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        return Object.class;
    }

    private static Class<?> boxed(Class<?> primitive) {
        return java.lang.invoke.MethodType.methodType(primitive).wrap().returnType();
    }

    /** The type with what is known of its variables put in. */
    static Type filled(Type type, Map<TypeVariable<?>, Type> known) {
        if (type instanceof TypeVariable<?> variable) {
            Type found = known.get(variable);
            return found != null ? found : raw(variable.getBounds()[0]);
        } else if (type instanceof WildcardType wildcard) {
            return filled(wildcard.getUpperBounds()[0], known);
        } else if (type instanceof ParameterizedType made) {
            List<Type> arguments = new ArrayList<>();
            for (Type argument : made.getActualTypeArguments()) {
                arguments.add(filled(argument, known));
            }
            return new Made(raw(made), arguments);
        }
        return type;
    }

    /** What stands for the variables of the class. */
    static Map<TypeVariable<?>, Type> variables(Type type) {
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        if (type instanceof ParameterizedType made) {
            TypeVariable<?>[] names = raw(made).getTypeParameters();
            for (int i = 0; i < names.length; i++) {
                known.put(names[i], made.getActualTypeArguments()[i]);
            }
        }
        return known;
    }

    /** The type seen as one that it extends or implements: {@code ArrayList<Pass>} as {@code Iterable<Pass>}. */
    static Optional<Type> seenAs(Type type, Class<?> wanted) {
        Class<?> raw = raw(type);
        if (raw == wanted) {
            return Optional.of(type);
        }
        if (!wanted.isAssignableFrom(raw)) {
            return Optional.empty();
        }
        Map<TypeVariable<?>, Type> known = variables(type);
        List<Type> above = new ArrayList<>(List.of(raw.getGenericInterfaces()));
        if (raw.getGenericSuperclass() != null) {
            above.add(raw.getGenericSuperclass());
        }
        return above.stream().filter(each -> wanted.isAssignableFrom(raw(each))).findFirst()
            .flatMap(each -> seenAs(filled(each, known), wanted)).or(() -> Optional.of(wanted));
    }

    /** What a loop over it meets; empty where it is nothing to loop over. */
    static Optional<Type> element(Type type) {
        Class<?> raw = raw(type);
        if (raw.isArray()) {
            return Optional.of(raw.getComponentType());
        } else if (Map.class.isAssignableFrom(raw)) {
            return seenAs(type, Map.class).filter(ParameterizedType.class::isInstance)
                .map(map -> new Made(Map.Entry.class, List.of(((ParameterizedType) map).getActualTypeArguments())));
        }
        return argument(type, Iterable.class, 0).or(() -> argument(type, Optional.class, 0))
            .or(() -> argument(type, java.util.stream.Stream.class, 0));
    }

    /** What stands for a variable of a class or an interface that the type is. */
    static Optional<Type> argument(Type type, Class<?> seenAs, int index) {
        return seenAs(type, seenAs).filter(ParameterizedType.class::isInstance)
            .map(made -> ((ParameterizedType) made).getActualTypeArguments()[index]);
    }
}
