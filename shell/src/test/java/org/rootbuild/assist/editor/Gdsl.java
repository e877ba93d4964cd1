package org.rootbuild.assist.editor;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Stands in for the part of IntelliJ that carries out descriptions of languages: the words of its GroovyDSL, as they
 * are documented, and no others. It notes what is contributed for a place.
 */
public abstract class Gdsl extends Script {
    private static final Map<String, Set<String>> KEYS = Map.of(
        "context", Set.of("scope", "ctype", "filetypes", "pathRegexp"),
        "method", Set.of("name", "type", "params", "namedParams", "doc"),
        "property", Set.of("name", "type", "doc"), "parameter", Set.of("name", "type", "doc"));

    /** A method that was contributed. */
    record Method(String name, String type, List<String> parameters, Set<String> named) {
    }

    /** Where the cursor is: in a script or a closure, on a value of a type, and in which calls. */
    record Spot(String kind, String type, Set<String> calls) {
    }

    /** What is contributed there. */
    record Contribution(List<Method> methods, Map<String, String> properties, Set<String> delegates) {
    }

    private Spot spot;
    private Contribution contribution;

    /** The description, compiled. */
    static Class<?> compiled(String text) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(Gdsl.class.getName());
        return new GroovyShell(Gdsl.class.getClassLoader(), new Binding(), configuration).parse(text).getClass();
    }

    static Contribution at(Class<?> compiled, Spot spot) {
        Gdsl script = (Gdsl) InvokerHelper.createScript(compiled, new Binding());
        script.spot = spot;
        script.contribution = new Contribution(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
        script.run();
        return script.contribution;
    }

    public String scriptScope() {
        return "script";
    }

    public String closureScope() {
        return "closure";
    }

    public Map<String, ?> context(Map<String, ?> arguments) {
        check("context", arguments);
        return arguments;
    }

    public void contributor(Map<String, ?> context, Closure<?> body) {
        boolean here = context.containsKey("ctype") ? context.get("ctype").equals(spot.type())
            : context.get("scope").equals(spot.kind());
        if (here) {
            body.call();
        }
    }

    public void method(Map<String, ?> arguments) {
        check("method", arguments);
        List<String> types = new ArrayList<>();
        if (arguments.get("params") instanceof Map<?, ?> params) {
            params.values().forEach(type -> types.add(type.toString()));
        }
        Set<String> named = new LinkedHashSet<>();
        if (arguments.get("namedParams") instanceof List<?> parameters) {
            parameters.forEach(each -> named.add(((Map<?, ?>) each).get("name").toString()));
        }
        contribution.methods().add(new Method(arguments.get("name").toString(), arguments.get("type").toString(), types,
            named));
    }

    public Map<String, ?> parameter(Map<String, ?> arguments) {
        check("parameter", arguments);
        return arguments;
    }

    public void property(Map<String, ?> arguments) {
        check("property", arguments);
        contribution.properties().put(arguments.get("name").toString(), arguments.get("type").toString());
    }

    public String findClass(String name) {
        return name;
    }

    public boolean enclosingCall(String name) {
        return spot.calls().contains(name);
    }

    public void delegatesTo(String type) {
        contribution.delegates().add(type);
    }

    private static void check(String word, Map<String, ?> arguments) {
        if (!KEYS.get(word).containsAll(arguments.keySet())) {
            throw new IllegalArgumentException(word + " does not know all of " + arguments.keySet());
        }
    }
}
