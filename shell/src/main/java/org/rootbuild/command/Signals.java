package org.rootbuild.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes signals of the operating system. {@code sun.misc.Signal} is the only way to hear a second Ctrl-C, since a
 * shutdown hook runs once; it is reached by reflection because the compiler warns of every mention of it. Where the JVM
 * does not hand a signal on, that signal keeps doing what it did.
 */
public final class Signals implements AutoCloseable {
    private final Deque<Runnable> undo = new ArrayDeque<>();

    /** @param name without SIG, such as INT */
    public void take(String name, Runnable action) {
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Class<?> signalType = Class.forName("sun.misc.Signal");
            InvocationHandler handling = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> "handler of SIG" + name;
            };
            Object handler = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType},
                handling);
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            var handle = signalType.getMethod("handle", signalType, handlerType);
            Object before = handle.invoke(null, signal, handler);
            undo.push(() -> restore(handle, signal, before));
        } catch (ReflectiveOperationException notHandedOn) {
            // Such as under -Xrs, or on a JVM without that class.
            return;
        }
    }

    private static void restore(java.lang.reflect.Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a signal's handler cannot be given back", impossible);
        }
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
        undo.clear();
    }
}
