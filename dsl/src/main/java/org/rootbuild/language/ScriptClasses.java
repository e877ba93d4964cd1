package org.rootbuild.language;

import java.util.HashMap;
import java.util.Map;

/** Holds the classes of one recipe's scripts. */
final class ScriptClasses extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    ScriptClasses(ClassLoader parent) {
        super("recipe", parent);
    }

    void add(Map<String, byte[]> more) {
        classes.putAll(more);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
