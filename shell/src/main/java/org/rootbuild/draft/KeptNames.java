package org.rootbuild.draft;

import groovy.lang.Binding;
import groovy.lang.MissingPropertyException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The variables of the prompt: those that are always there, and what inputs have set. */
final class KeptNames extends Binding {
    static final String LAST = "_";

    private final Map<String, Given> given;

    KeptNames(Map<String, Given> given) {
        super(new LinkedHashMap<>());
        this.given = new LinkedHashMap<>(given);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(given.keySet());
        getVariables().keySet().forEach(name -> names.add((String) name));
        return names;
    }

    Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        given.forEach((name, variable) -> types.put(name, variable.type()));
        Map<?, ?> set = getVariables();
        set.forEach((name, value) -> types.put((String) name, value == null ? Object.class : value.getClass()));
        return types;
    }

    boolean isGiven(String name) {
        return given.containsKey(name);
    }

    @Override
    public Object getVariable(String name) {
        Given found = given.get(name);
        if (found == null) {
            return super.getVariable(name);
        }
        Optional<?> value = found.value().get();
        return value.isPresent() ? value.get() : null;
    }

    @Override
    public boolean hasVariable(String name) {
        return given.containsKey(name) || super.hasVariable(name);
    }

    /** @throws MissingPropertyException for one of those that are always there: it would not be what it says */
    @Override
    public void setVariable(String name, Object value) {
        if (isGiven(name)) {
            throw new NotYours(name);
        }
        super.setVariable(name, value);
    }

    /** Somebody tried to set a variable of the shell. */
    static final class NotYours extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYours(String name) {
            super("'" + name + "' is the shell's own and cannot be set");
        }
    }
}
