package org.rootbuild.testing;

import groovy.lang.GroovyClassLoader;
import java.util.Optional;
import org.codehaus.groovy.control.CompilerConfiguration;

/**
 * Loads the specifications of one folder, compiled in memory, with the other scripts of that folder at hand as classes.
 * A specification finds its settings through it, since Spock makes the instances and nobody else can hand them over.
 */
final class SpecLoader extends GroovyClassLoader {
    private final SpecSettings settings;

    SpecLoader(ClassLoader parent, CompilerConfiguration compiler, SpecSettings settings) {
        super(parent, compiler);
        this.settings = settings;
        addClasspath(settings.folder().toString());
    }

    /** The settings of a class that one of these loaded. */
    static Optional<SpecSettings> settings(Class<?> spec) {
        for (ClassLoader loader = spec.getClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader instanceof SpecLoader own) {
                return Optional.of(own.settings);
            }
        }
        return Optional.empty();
    }
}
