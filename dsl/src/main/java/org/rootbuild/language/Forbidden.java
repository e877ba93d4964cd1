package org.rootbuild.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.MethodNode;

/** What to do instead of something that a recipe may not do while it is read. */
final class Forbidden {
    static final String IN_A_STEP = "Reading a recipe only describes what to do; put this in a step: call('…') { … }.";

    private static final Set<String> PRINTING = Set.of("println", "print", "printf");
    private static final Map<String, String> INSTEAD = Map.of(
        "execute", "put this in a step: call('…') { … }",
        "sleep", "a recipe cannot wait");

    private Forbidden() {
    }

    /** Something that Groovy lets every script call, and recipes do not. */
    static Optional<Message> implicit(String name) {
        if (PRINTING.contains(name)) {
            return Optional.of(new Message("a recipe cannot print", "Remove it; in the code of a step, log '…' puts"
                + " a line into the step's log."));
        }
        return onValue(name);
    }

    static Optional<Message> onValue(String name) {
        return Optional.ofNullable(INSTEAD.get(name)).map(instead -> new Message("'" + name + "' cannot be used while a"
            + " recipe is read", Character.toUpperCase(instead.charAt(0)) + instead.substring(1) + "."));
    }

    /** Whether the method ends the whole process. */
    static boolean ends(MethodNode target) {
        return List.of("java.lang.System", "java.lang.Runtime").contains(target.getDeclaringClass().getName())
            && List.of("exit", "halt").contains(target.getName());
    }

    static Message call(String name) {
        return implicit(name).orElseGet(() -> new Message("'" + name + "' cannot be used while a recipe is read",
            IN_A_STEP));
    }

    static Message type(String name) {
        return new Message("'" + name + "' cannot be used while a recipe is read", IN_A_STEP);
    }
}
