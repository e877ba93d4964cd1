package org.rootbuild.language;

import java.util.List;
import java.util.Map;

/**
 * One script, compiled.
 *
 * @param source    what it was compiled from
 * @param className of the script's class; its closures' classes begin with it
 * @param classes   the machine's code by class name
 * @param deferred  the texts of its closures that run in steps, by number
 * @param functions the text of each function with those that it reaches
 */
record CompiledScript(ScriptFile source, String className, Map<String, byte[]> classes, List<String> deferred,
                      Map<String, String> functions) {
    CompiledScript {
        classes = Map.copyOf(classes);
        deferred = List.copyOf(deferred);
        functions = Map.copyOf(functions);
    }

    Scripts.Script script() {
        return new Scripts.Script(source.file(), className, source.lines(), deferred);
    }
}
