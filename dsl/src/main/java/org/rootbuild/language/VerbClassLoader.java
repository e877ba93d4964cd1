package org.rootbuild.language;

import groovy.lang.GroovyClassLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.m12n.ExtensionModuleScanner;

/**
 * What the compiler looks classes up in. To Groovy it shows the verbs as one extension module, so that the type checker
 * takes their static methods for methods of their first parameter's class; and it hides what else is on the class
 * path for Groovy to find by itself: other extension modules, and transformations that would run on a recipe.
 */
final class VerbClassLoader extends GroovyClassLoader {
    private static final String TRANSFORMATIONS = "META-INF/services/org.codehaus.groovy.transform.ASTTransformation";

    private final byte[] module;

    VerbClassLoader(VerbRegistry registry, CompilerConfiguration configuration) {
        super(registry.loader(), configuration);
        String classes = registry.verbClasses().stream().map(Class::getName).collect(Collectors.joining(","));
        this.module = ("moduleName=rootbuild-verbs\nmoduleVersion=1\nextensionClasses=" + classes + "\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (name.equals(ExtensionModuleScanner.MODULE_META_INF_FILE)) {
            return Collections.enumeration(List.of(module()));
        }
        if (name.equals(ExtensionModuleScanner.LEGACY_MODULE_META_INF_FILE) || name.equals(TRANSFORMATIONS)) {
            return Collections.emptyEnumeration();
        }
        return super.getResources(name);
    }

    /** A place that only this loader knows; its content is the module's description. */
    private URL module() throws MalformedURLException {
        return new URL("rootbuild", "verbs", -1, "/module", new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new Description(url);
            }
        });
    }

    private final class Description extends URLConnection {
        private Description(URL url) {
            super(url);
        }

        @Override
        public void connect() {
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(module);
        }
    }
}
